#include "text/model_file.h"

#include <optional>

#include "base/model_bytes.h"
#include "base/strings.h"
#include "text/tag_names.h"
#include "text/word_shape.h"

namespace corollary::text {
namespace {

constexpr ModelKind kKind = {"COROTEXT", 1, "model of the parser"};

SmallRows read_rows(ModelReader& in, std::size_t rows, std::size_t width) {
  SmallRows m{rows, width, in.values<std::int8_t>(rows * width), {}};
  m.scale = in.values<float>(rows);
  return m;
}

PackedMatrix read_matrix(ModelReader& in) {
  const std::size_t outputs = in.count();
  const std::size_t inputs = in.count();
  const auto weights = in.values<std::int16_t>(outputs * inputs);
  auto scale = in.values<float>(outputs);
  return in.failed() ? PackedMatrix() : pack(weights, outputs, inputs, std::move(scale));
}

Linear read_linear(ModelReader& in) {
  Linear linear{read_matrix(in), {}};
  linear.bias = in.values<float>(linear.weights.outputs);
  linear.bias.resize(linear.weights.scale.size());
  return linear;
}

// The model's names as views of static storage; nullopt if one is unknown.
std::optional<std::vector<std::string_view>> read_names(ModelReader& in) {
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

void read_lemmas(ModelReader& in, LemmaRules& rules) {
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

Result<std::unique_ptr<const Parser::Weights>> Parser::Weights::read(std::string_view path, std::string_view bytes) {
  TRY_ASSIGN(const ModelPayload payload, model_payload(path, bytes, kKind));
  ModelReader in(payload.bytes);
  auto w = std::make_unique<Weights>();
  w->card.name = in.text();
  w->card.version = in.text();
  w->card.licence = in.text();
  w->card.checksum = hash_text(payload.checksum);
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
