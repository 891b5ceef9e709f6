#include "coding/type_model.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <numeric>
#include <unordered_map>

#include "base/random.h"
#include "base/strings.h"

namespace corollary::coding {
namespace {

constexpr std::string_view kMagic = "COROLLARY-TYPES-1\n";
constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

template <typename T>
void put(std::string& bytes, const T& value) {
  std::array<char, sizeof(T)> raw;
  std::memcpy(raw.data(), &value, sizeof(T));
  bytes.append(raw.data(), raw.size());
}

// Takes values from the front of bytes; `ok` turns false when they are at their end.
struct Taker {
  std::string_view bytes;
  bool ok = true;
  template <typename T>
  T take() {
    T value{};
    if (bytes.size() < sizeof(T)) {
      ok = false;
      return value;
    }
    std::memcpy(&value, bytes.data(), sizeof(T));
    bytes.remove_prefix(sizeof(T));
    return value;
  }
};

struct Entry {
  std::uint32_t column;
  float value;
};

// The gradient of -log P(allowed): what is predicted, less what is predicted among the allowed.
TypeScores gradient_of(const TypeScores& scores, std::uint32_t allowed) {
  const TypeScores predicted = softmax(scores);
  float total = 0;
  for (std::size_t k = 0; k < kTypes; ++k) total += (allowed >> k) & 1U ? predicted[k] : 0.0F;
  TypeScores gradient = predicted;
  for (std::size_t k = 0; k < kTypes; ++k) {
    if ((allowed >> k) & 1U) {
      gradient[k] -= total > 1e-12F ? predicted[k] / total : 1.0F / static_cast<float>(std::popcount(allowed));
    }
  }
  return gradient;
}

}  // namespace

TypeScores softmax(const TypeScores& scores) {
  const float most = *std::ranges::max_element(scores);
  TypeScores result;
  float sum = 0;
  for (std::size_t k = 0; k < kTypes; ++k) sum += result[k] = std::exp(scores[k] - most);
  for (float& value : result) value /= sum;
  return result;
}

TypeModel TypeModel::learn(std::span<const TypeExample> examples, const Learning& learning) {
  std::unordered_map<std::uint64_t, std::uint32_t> counts;
  for (const TypeExample& example : examples) {
    for (const TypeFeature& feature : example.features) ++counts[feature.key];
  }
  TypeModel model;
  for (const TypeExample& example : examples) {
    for (const TypeFeature& feature : example.features) {
      if (counts[feature.key] >= learning.occurrences_least) {
        model.keys_.push_back(feature.key);
      }
    }
  }
  std::ranges::sort(model.keys_);
  model.keys_.erase(std::unique(model.keys_.begin(), model.keys_.end()), model.keys_.end());
  model.weights_.assign(model.keys_.size(), TypeScores{});
  model.index();

  std::vector<std::vector<Entry>> rows(examples.size());
  for (std::size_t i = 0; i < examples.size(); ++i) {
    for (const TypeFeature& feature : examples[i].features) {
      if (const std::size_t column = model.find(feature.key); column != kAbsent) {
        rows[i].push_back({static_cast<std::uint32_t>(column), feature.value});
      }
    }
  }
  std::vector<TypeScores> squares(model.keys_.size(), TypeScores{});
  std::vector<std::size_t> order(examples.size());
  std::iota(order.begin(), order.end(), 0);
  Random random(learning.seed, 0);
  const auto shrinkage = static_cast<float>(learning.shrinkage);
  for (int round = 0; round < learning.rounds; ++round) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
    const auto rate = static_cast<float>(learning.rate * (1.0 - 0.9 * round / learning.rounds));
    for (const std::size_t i : order) {
      TypeScores scores{};
      for (const Entry& entry : rows[i]) {
        const TypeScores& weights = model.weights_[entry.column];
        for (std::size_t k = 0; k < kTypes; ++k) scores[k] += weights[k] * entry.value;
      }
      const TypeScores gradient = gradient_of(scores, examples[i].allowed);
      for (const Entry& entry : rows[i]) {
        TypeScores& weights = model.weights_[entry.column];
        TypeScores& square = squares[entry.column];
        for (std::size_t k = 0; k < kTypes; ++k) {
          const float step = examples[i].weight * (gradient[k] * entry.value + shrinkage * weights[k]);
          square[k] += step * step;
          weights[k] -= rate * step / (0.03F + std::sqrt(square[k]));
        }
      }
    }
  }
  return model;
}

void TypeModel::index() {
  slots_.assign(std::bit_ceil(keys_.size() * 2 + 1), 0);
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    std::size_t slot = keys_[i] & (slots_.size() - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = static_cast<std::uint32_t>(i + 1);
  }
}

std::size_t TypeModel::find(std::uint64_t key) const {
  for (std::size_t slot = key & (slots_.size() - 1); slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
    if (keys_[slots_[slot] - 1] == key) {
      return slots_[slot] - 1;
    }
  }
  return kAbsent;
}

TypeScores TypeModel::scores(std::span<const TypeFeature> features) const {
  TypeScores scores{};
  for (const TypeFeature& feature : features) {
    if (const std::size_t i = find(feature.key); i != kAbsent) {
      for (std::size_t k = 0; k < kTypes; ++k) scores[k] += weights_[i][k] * feature.value;
    }
  }
  for (float& score : scores) score /= temperature_;
  return scores;
}

float TypeModel::weight(std::uint64_t key, std::size_t type) const {
  const std::size_t i = find(key);
  return i == kAbsent ? 0 : weights_[i][type] / temperature_;
}

bool TypeModel::learned_from(std::string_view sentence) const {
  return std::ranges::binary_search(sentences_, content_hash(sentence));
}

void TypeModel::set_sentences(std::vector<std::uint64_t> hashes) {
  sentences_ = std::move(hashes);
  std::ranges::sort(sentences_);
}

std::string TypeModel::to_bytes() const {
  std::string body;
  put(body, temperature_);
  put(body, static_cast<std::uint64_t>(keys_.size()));
  put(body, static_cast<std::uint64_t>(sentences_.size()));
  float most = 1e-9F;
  for (const TypeScores& weights : weights_) {
    for (const float weight : weights) most = std::max(most, std::abs(weight));
  }
  const float scale = most / 32767.0F;
  put(body, scale);
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    put(body, keys_[i]);
    for (const float weight : weights_[i]) put(body, static_cast<std::int16_t>(std::lround(weight / scale)));
  }
  for (const std::uint64_t hash : sentences_) put(body, hash);
  return std::string(kMagic) + hash_text(content_hash(body)) + '\n' + body;
}

Result<TypeModel> TypeModel::from_bytes(std::string_view name, std::string_view bytes) {
  if (!bytes.starts_with(kMagic) || bytes.size() < kMagic.size() + 17) {
    return fail(ErrorKind::input, "{}: this is no model of event types of this version", name);
  }
  const std::string_view checksum = bytes.substr(kMagic.size(), 16);
  Taker from{bytes.substr(kMagic.size() + 17)};
  if (hash_text(content_hash(from.bytes)) != checksum) {
    return fail(ErrorKind::input, "{}: the model is damaged: its checksum is another", name);
  }
  TypeModel model;
  model.temperature_ = from.take<float>();
  const auto keys = from.take<std::uint64_t>();
  const auto sentences = from.take<std::uint64_t>();
  const auto scale = from.take<float>();
  constexpr std::size_t kRow = sizeof(std::uint64_t) + kTypes * sizeof(std::int16_t);
  if (!from.ok || keys > from.bytes.size() / kRow || from.bytes.size() != keys * kRow + sentences * sizeof(std::uint64_t)) {
    return fail(ErrorKind::input, "{}: the model is damaged: {} bytes of weights do not fit its counts", name, from.bytes.size());
  }
  for (std::uint64_t i = 0; i < keys; ++i) {
    model.keys_.push_back(from.take<std::uint64_t>());
    TypeScores& weights = model.weights_.emplace_back();
    for (float& weight : weights) weight = static_cast<float>(from.take<std::int16_t>()) * scale;
  }
  for (std::uint64_t i = 0; i < sentences; ++i) model.sentences_.push_back(from.take<std::uint64_t>());
  model.index();
  return model;
}

}  // namespace corollary::coding
