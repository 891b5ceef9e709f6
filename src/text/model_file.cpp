#include "text/model_file.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>
#include <span>

#include "base/strings.h"
#include "text/tag_names.h"
#include "text/word_shape.h"

namespace corollary::text {
namespace {

static_assert(std::endian::native == std::endian::little, "the file's numbers are read as they lie");

constexpr std::string_view kMagic = "COROTEXT";
constexpr std::uint32_t kVersion = 1;
// Guards against sizes that a damaged file may claim.
constexpr std::uint32_t kCountMost = 1U << 24;

// Reads the payload from its begin to its end. After the first thing that does not fit, everything is empty.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

  std::string_view bytes(std::size_t n) {
    if (n > rest_.size()) {
      failed_ = true;
      rest_ = {};
      return {};
    }
    const std::string_view taken = rest_.substr(0, n);
    rest_.remove_prefix(n);
    return taken;
  }
  std::uint32_t number() {
    std::uint32_t value = 0;
    const std::string_view raw = bytes(sizeof value);
    if (!raw.empty()) {
      std::memcpy(&value, raw.data(), raw.size());  // Nothing may not be copied from nowhere.
    }
    return value;
  }
  // A size that a damaged file cannot make absurd.
  std::size_t count() {
    const std::uint32_t value = number();
    if (value > kCountMost) {
      failed_ = true;
      rest_ = {};
      return 0;
    }
    return value;
  }
  std::string_view text() { return bytes(count()); }
  template <typename T>
  std::vector<T> values(std::size_t n) {
    const std::string_view raw = bytes(n * sizeof(T));
    std::vector<T> result(raw.size() / sizeof(T));
    if (!raw.empty()) {
      std::memcpy(result.data(), raw.data(), raw.size());
    }
    return result;
  }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

SmallRows read_rows(Reader& in, std::size_t rows, std::size_t width) {
  SmallRows m{rows, width, in.values<std::int8_t>(rows * width), {}};
  m.scale = in.values<float>(rows);
  return m;
}

PackedMatrix read_matrix(Reader& in) {
  const std::size_t outputs = in.count();
  const std::size_t inputs = in.count();
  const auto weights = in.values<std::int16_t>(outputs * inputs);
  auto scale = in.values<float>(outputs);
  return in.failed() ? PackedMatrix() : pack(weights, outputs, inputs, std::move(scale));
}

Linear read_linear(Reader& in) {
  Linear linear{read_matrix(in), {}};
  linear.bias = in.values<float>(linear.weights.outputs);
  linear.bias.resize(linear.weights.scale.size());
  return linear;
}

// The model's names as views of static storage; nullopt if one is unknown.
std::optional<std::vector<std::string_view>> read_names(Reader& in) {
  std::vector<std::string_view> names;
  for (std::size_t n = in.count(); n > 0 && !in.failed(); --n) {
    const auto name = static_name(in.text());
    if (!name) {
      return std::nullopt;
    }
    names.push_back(*name);
  }
  return names;
}

void read_lemmas(Reader& in, LemmaRules& rules) {
  for (std::size_t n = in.count(); n > 0 && !in.failed(); --n) {
    const std::string_view tag = in.text();
    const std::string_view ending = in.text();
    const bool whole = in.number() != 0;
    const bool lower = in.number() != 0;
    const std::uint32_t cut = in.number();
    rules.add(tag, ending, whole, {lower, cut, std::string(in.text())});
  }
}

// The sizes agree with one another: what the parser relies on when it indexes.
bool is_consistent(const Parser::Weights& w) {
  const std::size_t width = 2 * w.hidden;
  const auto has = [](const Linear& l, std::size_t outputs, std::size_t inputs) {
    return l.weights.outputs == outputs && l.weights.inputs == inputs;
  };
  const std::size_t arc = w.arc_head.weights.outputs;
  const std::size_t relation = w.relation_dependent.weights.outputs;
  bool good = w.hidden > 0 && w.hidden % 8 == 0 && !w.layers.empty() && arc % 16 == 0 && relation % 16 == 0 && arc > 0 && relation > 0;
  for (std::size_t i = 0; good && i < w.layers.size(); ++i) {
    const bool first = i == 0;
    good = w.layers[i].weights.outputs == (first ? 8 : 6) * w.hidden &&
           w.layers[i].weights.inputs == (first ? w.vectors.width + w.hashed.width : width) && w.layers[i].bias_forget.size() == width &&
           w.layers[i].bias_reset.size() == width;
  }
  return good && w.hashed.rows > 1 && w.vectors.rows == w.vocabulary.size() + 1 && has(w.tagger, w.xpos.size() + w.upos.size(), width) &&
         has(w.arc_dependent, arc, width) && has(w.arc_head, arc, width) && has(w.arc_product, arc, arc) &&
         has(w.relation_dependent, relation, width) && has(w.relation_head, relation, width) &&
         has(w.relation, w.relations.size(), relation) && w.root.size() == width && !w.xpos.empty() && !w.upos.empty() && !w.relations.empty();
}

}  // namespace

std::uint64_t model_checksum(std::string_view bytes) {
  std::uint64_t hash = 14695981039346656037U;
  for (std::size_t at = 0; at < bytes.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, std::min<std::size_t>(8, bytes.size() - at));
    hash = (hash ^ word) * 1099511628211U;
  }
  return hash;
}

Result<std::unique_ptr<const Parser::Weights>> Parser::Weights::read(std::string_view path, std::string_view bytes) {
  constexpr std::size_t header = 24;
  if (bytes.size() < header || !bytes.starts_with(kMagic)) {
    return fail(ErrorKind::input, "{}: this is no model of the parser", path);
  }
  Reader head(bytes.substr(kMagic.size(), header - kMagic.size()));
  const std::uint32_t version = head.number();
  head.number();
  const std::uint64_t expected = head.values<std::uint64_t>(1).front();
  if (version != kVersion) {
    return fail(ErrorKind::input, "{}: the model has version {}, expected {}", path, version, kVersion);
  }
  const std::string_view payload = bytes.substr(header);
  if (model_checksum(payload) != expected) {
    return fail(ErrorKind::input, "{}: the model is damaged: its checksum does not fit", path);
  }

  Reader in(payload);
  auto w = std::make_unique<Weights>();
  w->card.name = in.text();
  w->card.version = in.text();
  w->card.licence = in.text();
  w->card.checksum = hash_text(expected);
  for (auto* const names : {&w->xpos, &w->upos, &w->relations}) {
    auto read = read_names(in);
    if (!read) {
      return fail(ErrorKind::input, "{}: the model has a tag or relation that this version does not know", path);
    }
    *names = std::move(*read);
  }
  const std::size_t words = in.count();
  w->vocabulary.reserve(words);
  for (std::uint32_t row = 1; row <= words && !in.failed(); ++row) w->vocabulary.emplace(in.text(), row);
  w->vectors = read_rows(in, words + 1, in.count());
  const std::size_t buckets = in.count();
  w->hashed = read_rows(in, buckets, in.count());
  const std::size_t layers = in.count();
  w->hidden = in.count();
  for (std::size_t i = 0; i < layers && !in.failed(); ++i) {
    RecurrentLayer layer{read_matrix(in), {}, {}};
    layer.bias_forget = in.values<float>(2 * w->hidden);
    layer.bias_reset = in.values<float>(2 * w->hidden);
    w->layers.push_back(std::move(layer));
  }
  for (Linear* const linear : {&w->tagger, &w->arc_dependent, &w->arc_head, &w->relation_dependent, &w->relation_head, &w->relation, &w->arc_product}) {
    *linear = read_linear(in);
  }
  w->root = in.values<float>(2 * w->hidden);
  w->arc_distance = in.values<float>(kDistances);
  w->relation_distance = in.values<float>(kDistances * w->relation_dependent.weights.outputs);
  read_lemmas(in, w->lemmas);
  if (in.failed() || !in.at_end() || !is_consistent(*w)) {
    return fail(ErrorKind::input, "{}: the model's parts do not fit together", path);
  }
  return w;
}

}  // namespace corollary::text
