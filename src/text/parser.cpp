#include "text/parser.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/file.h"
#include "text/arborescence.h"
#include "text/kernels.h"
#include "text/model_file.h"
#include "text/word_shape.h"

namespace corollary::text {
namespace {

// Sentences go through the network together until they have this many words: enough to use the weights well, few enough
// that all that is in between stays in the cache.
constexpr std::size_t kWordsTogether = 96;

// 0 to 11: before or behind by 1, 2, 3 to 4, 5 to 8, 9 to 16 or more words; the root counts as 0.
std::size_t distance_bucket(std::size_t dependent, std::size_t column) {
  if (column == 0) {
    return 0;
  }
  const std::size_t head = column - 1;
  const std::size_t gap = head < dependent ? dependent - head : head - dependent;
  constexpr std::array<std::size_t, 5> borders = {1, 2, 4, 8, 16};
  const auto size = static_cast<std::size_t>(std::ranges::lower_bound(borders, gap) - borders.begin());
  return head < dependent ? size : size + 6;
}

void add_row(std::vector<float>& to, std::size_t at, const SmallRows& rows, std::size_t row) {
  add_scaled(std::span(rows.values).subspan(row * rows.width, rows.width), rows.scale[row], to.data() + at);
}

void add_bias(std::span<float> values, std::size_t stride, const std::vector<float>& bias, bool rectify) {
  for (std::size_t at = 0; at < values.size(); at += stride) {
    for (std::size_t k = 0; k < stride; ++k) {
      const float v = values[at + k] + bias[k];
      values[at + k] = rectify && v < 0 ? 0.0f : v;
    }
  }
}

std::size_t best_of(std::span<const float> scores) {
  return static_cast<std::size_t>(std::ranges::max_element(scores) - scores.begin());
}

// Reads one document: holds what is in between from layer to layer, so that memory is taken once.
class DocumentReader {
 public:
  DocumentReader(const Parser::Weights& weights, std::string_view text, Document& document) : w_(weights), text_(text), document_(document) {}

  void read() {
    document_.nodes.assign(document_.tokens.size(), Node());
    std::size_t first = 0;
    std::size_t words = 0;
    for (std::size_t s = 0; s < document_.sentences.size(); ++s) {
      const Sentence& sentence = document_.sentences[s];
      const std::size_t length = sentence.last_token - sentence.first_token;
      if (length > Parser::kWordsMost) {
        read_together(first, s);
        hang_in_a_row(sentence);
        first = s + 1;
        words = 0;
        continue;
      }
      words += length;
      if (words >= kWordsTogether) {
        read_together(first, s + 1);
        first = s + 1;
        words = 0;
      }
    }
    read_together(first, document_.sentences.size());
  }

 private:
  // What is no sentence gets no tree: each token hangs on the one before it.
  void hang_in_a_row(const Sentence& sentence) {
    for (std::size_t t = sentence.first_token; t < sentence.last_token; ++t) {
      Node& node = document_.nodes[t];
      node.upos = "X";
      node.xpos = "FW";
      node.relation = t == sentence.first_token ? "root" : "dep";
      node.lemma = std::string(document_.tokens[t].bytes.of(text_));
      node.head = t == sentence.first_token ? Node::kRoot : t - sentence.first_token - 1;
    }
  }

  void read_together(std::size_t first_sentence, std::size_t last_sentence) {
    if (first_sentence == last_sentence) {
      return;
    }
    first_token_ = document_.sentences[first_sentence].first_token;
    words_ = document_.sentences[last_sentence - 1].last_token - first_token_;
    if (words_ == 0) {
      return;
    }
    look_up_words();
    for (std::size_t l = 0; l < w_.layers.size(); ++l) run_layer(l, first_sentence, last_sentence);
    quantize(states_, words_, 2 * w_.hidden, quantized_);
    tag();
    project(w_.arc_dependent, true, dependents_);
    project(w_.arc_head, true, heads_);
    project(w_.relation_dependent, false, relation_dependents_);
    project(w_.relation_head, false, relation_heads_);
    quantize(dependents_, words_, w_.arc_product.weights.inputs, quantized_);
    project(w_.arc_product, false, dependents_);
    project_root();
    for (std::size_t s = first_sentence; s < last_sentence; ++s) make_tree(document_.sentences[s]);
  }

  void look_up_words() {
    const std::size_t width = w_.vectors.width + w_.hashed.width;
    states_.assign(words_ * width, 0.0f);
    lower_.resize(words_);
    for (std::size_t i = 0; i < words_; ++i) {
      const std::string_view word = document_.tokens[first_token_ + i].bytes.of(text_);
      lower_[i] = lower_letters(word);
      const auto known = w_.vocabulary.find(lower_[i]);
      add_row(states_, i * width, w_.vectors, known == w_.vocabulary.end() ? 0 : known->second);
      for (const std::uint32_t part : parts_of(word, lower_[i], static_cast<std::uint32_t>(w_.hashed.rows))) {
        add_row(states_, i * width + w_.vectors.width, w_.hashed, part);
      }
    }
  }

  void run_layer(std::size_t l, std::size_t first_sentence, std::size_t last_sentence) {
    const RecurrentLayer& layer = w_.layers[l];
    const std::size_t hidden = w_.hidden;
    quantize(states_, words_, layer.weights.inputs, quantized_);
    const std::size_t stride = layer.weights.scale.size();
    gates_.resize(words_ * stride);
    multiply(quantized_, layer.weights, gates_, stride);
    outputs_.resize(words_ * 2 * hidden);
    for (std::size_t s = first_sentence; s < last_sentence; ++s) {
      const Sentence& sentence = document_.sentences[s];
      const std::size_t at = sentence.first_token - first_token_;
      for (const std::size_t direction : {0U, 1U}) {
        const float* const gates = gates_.data() + at * stride;
        const bool projected = l == 0;
        recur({.gates = gates + direction * 3 * hidden,
               .gates_stride = stride,
               .skip = projected ? gates + 6 * hidden + direction * hidden : states_.data() + at * 2 * hidden + direction * hidden,
               .skip_stride = projected ? stride : 2 * hidden,
               .bias_forget = layer.bias_forget.data() + direction * hidden,
               .bias_reset = layer.bias_reset.data() + direction * hidden,
               .out = outputs_.data() + at * 2 * hidden + direction * hidden,
               .out_stride = 2 * hidden,
               .words = sentence.last_token - sentence.first_token,
               .hidden = hidden,
               .backward = direction == 1});
      }
    }
    std::swap(states_, outputs_);
  }

  // out = W * (what was quantized last) + b.
  void project(const Linear& linear, bool rectify, std::vector<float>& out) {
    const std::size_t stride = linear.weights.scale.size();
    out.resize(quantized_.rows * stride);
    multiply(quantized_, linear.weights, out, stride);
    add_bias(out, stride, linear.bias, rectify);
  }

  void tag() {
    project(w_.tagger, false, outputs_);
    const std::size_t stride = w_.tagger.weights.scale.size();
    for (std::size_t i = 0; i < words_; ++i) {
      const std::span<const float> scores = std::span(outputs_).subspan(i * stride, stride);
      Node& node = document_.nodes[first_token_ + i];
      node.xpos = w_.xpos[best_of(scores.first(w_.xpos.size()))];
      node.upos = w_.upos[best_of(scores.subspan(w_.xpos.size(), w_.upos.size()))];
      node.lemma = w_.lemmas.lemma_of(document_.tokens[first_token_ + i].bytes.of(text_), lower_[i], node.xpos);
    }
  }

  void project_root() {
    if (!root_head_.empty()) {
      return;
    }
    quantize(w_.root, 1, w_.root.size(), quantized_);
    project(w_.arc_head, true, root_head_);
    project(w_.relation_head, false, root_relation_);
  }

  void make_tree(const Sentence& sentence) {
    const std::size_t n = sentence.last_token - sentence.first_token;
    const std::size_t at = sentence.first_token - first_token_;
    const std::size_t arc = w_.arc_product.weights.outputs;
    scores_.resize(n * (n + 1));
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j <= n; ++j) {
        const float* const head = j == 0 ? root_head_.data() : heads_.data() + (at + j - 1) * arc;
        scores_[i * (n + 1) + j] = dot(dependents_.data() + (at + i) * arc, head, arc) + w_.arc_distance[distance_bucket(i, j)];
      }
    }
    const std::vector<std::size_t> columns = best_tree(scores_, n);
    name_relations(sentence, columns);
  }

  void name_relations(const Sentence& sentence, const std::vector<std::size_t>& columns) {
    const std::size_t n = columns.size();
    const std::size_t at = sentence.first_token - first_token_;
    const std::size_t width = w_.relation_dependent.weights.outputs;
    outputs_.resize(n * width);
    for (std::size_t i = 0; i < n; ++i) {
      const float* const dependent = relation_dependents_.data() + (at + i) * width;
      const float* const head = columns[i] == 0 ? root_relation_.data() : relation_heads_.data() + (at + columns[i] - 1) * width;
      const float* const distance = w_.relation_distance.data() + distance_bucket(i, columns[i]) * width;
      for (std::size_t k = 0; k < width; ++k) outputs_[i * width + k] = std::max(0.0f, dependent[k] + head[k] + distance[k]);
    }
    quantize(outputs_, n, width, quantized_);
    project(w_.relation, false, scores_);
    const std::size_t stride = w_.relation.weights.scale.size();
    for (std::size_t i = 0; i < n; ++i) {
      Node& node = document_.nodes[sentence.first_token + i];
      const bool root = columns[i] == 0;
      node.head = root ? Node::kRoot : columns[i] - 1;
      node.relation = root ? "root" : relation_of(std::span(scores_).subspan(i * stride, w_.relations.size()));
    }
  }

  // The best relation but "root", which the tree alone decides.
  [[nodiscard]] std::string_view relation_of(std::span<const float> scores) const {
    const std::size_t best = best_of(scores);
    if (w_.relations[best] != "root") {
      return w_.relations[best];
    }
    std::size_t second = best == 0 ? 1 : 0;
    for (std::size_t r = 0; r < scores.size(); ++r) {
      if (r != best && scores[r] > scores[second]) {
        second = r;
      }
    }
    return second < scores.size() ? w_.relations[second] : "dep";
  }

  const Parser::Weights& w_;
  std::string_view text_;
  Document& document_;
  std::size_t first_token_ = 0, words_ = 0;  // Of the sentences that are read together.
  std::vector<std::string> lower_;
  QuantizedRows quantized_;
  std::vector<float> states_, outputs_, gates_, dependents_, heads_, relation_dependents_, relation_heads_, root_head_, root_relation_, scores_;
};

}  // namespace

Parser::Parser(std::unique_ptr<const Weights> weights) : weights_(std::move(weights)) {}
Parser::~Parser() = default;
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;

Result<Parser> Parser::load(const std::filesystem::path& path) {
  TRY_ASSIGN(const std::string bytes, read_file(path));
  TRY_ASSIGN(auto weights, Weights::read(path.string(), bytes));
  return Parser(std::move(weights));
}

Result<std::filesystem::path> Parser::find_model() {
  namespace fs = std::filesystem;
  if (const char* const given = std::getenv("COROLLARY_MODEL"); given != nullptr && *given != '\0') {
    return fs::path(given);
  }
  std::error_code error;
  const fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const fs::path& place : {folder / "english.model", folder / "../share/corollary/english.model", folder / "../../english.model"}) {
    if (fs::exists(place, error)) {
      return place;
    }
  }
  return fail(ErrorKind::not_found, "the model of English is missing: english.model is expected beside the program, or where COROLLARY_MODEL says");
}

void Parser::parse(std::string_view text, Document& document) const { DocumentReader(*weights_, text, document).read(); }

const Parser::Card& Parser::card() const { return weights_->card; }

WordVector Parser::vector_of(std::string_view lower) const {
  const auto known = weights_->vocabulary.find(lower);
  if (known == weights_->vocabulary.end()) {
    return {};
  }
  const SmallRows& rows = weights_->vectors;
  return {std::span(rows.values).subspan(known->second * rows.width, rows.width), rows.scale[known->second]};
}

}  // namespace corollary::text
