#include "coding/type_features.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/strings.h"
#include "base/table.h"
#include "coding/embedded.h"

namespace corollary::coding {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr std::size_t kCoreMost = 12;  // Words of the core whose pairs are looked at: bounds the cost.
constexpr std::size_t kVector = 100;

// FNV-1a over the parts with a separator.
std::uint64_t key_of(std::string_view group, std::string_view a, std::string_view b, std::string_view c) {
  std::uint64_t hash = 14695981039346656037U;
  for (const std::string_view part : {group, a, b, c}) {
    for (const char byte : part) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211U;
    hash = (hash ^ 0x1F) * 1099511628211U;
  }
  return hash;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool is_content(const text::Node& node) {
  return !is_one_of(node.upos, {"PUNCT", "DET", "SYM", "X", "CCONJ", "NUM"});
}

// How an act is said to be: as bits, so that it can be combined.
enum Modality : unsigned { future = 1, modal = 2, negated = 4, infinitive = 8, passive = 16, past = 32, perfect = 64, conditional = 128 };

std::string modality_text(unsigned bits) {
  constexpr std::array<std::string_view, 8> names = {"future", "modal", "negated", "to", "passive", "past", "perfect", "if"};
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if ((bits >> i) & 1U) {
      text += text.empty() ? "" : "+";
      text += names[i];
    }
  }
  return text.empty() ? "plain" : text;
}

// The tree below each word, as lists of children.
struct Tree {
  explicit Tree(std::span<const text::Node> tree_nodes) : nodes(tree_nodes), first(nodes.size(), kNone), next(nodes.size(), kNone) {
    for (std::size_t i = nodes.size(); i-- > 0;) {
      const std::size_t head = nodes[i].head;
      if (head < nodes.size()) {
        next[i] = first[head];
        first[head] = i;
      }
    }
  }
  template <typename Visit>
  void each_child(std::size_t i, Visit&& visit) const {
    for (std::size_t child = first[i]; child != kNone; child = next[child]) visit(child);
  }
  [[nodiscard]] std::size_t child(std::size_t i, std::initializer_list<std::string_view> relations) const {
    for (std::size_t c = first[i]; c != kNone; c = next[c]) {
      if (is_one_of(nodes[c].relation, relations)) {
        return c;
      }
    }
    return kNone;
  }
  [[nodiscard]] std::vector<std::size_t> way_up(std::size_t i) const {
    std::vector<std::size_t> way;
    while (i < nodes.size() && way.size() <= nodes.size()) {
      way.push_back(i);
      i = nodes[i].head;
    }
    return way;
  }
  // The word of a range on which the others hang.
  [[nodiscard]] std::size_t head_of(Range range) const {
    for (std::size_t i = range.first; i < range.last; ++i) {
      const std::size_t head = nodes[i].head;
      if (!(head < nodes.size() && range.contains(head)) && !is_one_of(nodes[i].relation, {"punct", "case", "det", "cc"})) {
        return i;
      }
    }
    return range.first;
  }

  std::span<const text::Node> nodes;
  std::vector<std::size_t> first, next;
};

// Collects the features of one candidate.
class Extraction {
 public:
  Extraction(const ActLexicon& lexicon, const text::Parser& parser, const Concepts& concepts, const TypeSentence& sentence,
             const TypeCandidate& candidate, std::vector<std::string>* names)
      : lexicon_(lexicon), parser_(parser), concepts_(concepts), words_(sentence.words), tree_(sentence.nodes), candidate_(candidate), names_(names) {}

  std::vector<TypeFeature> run() {
    features_.reserve(600);
    emit("bias");
    find_concepts();
    find_core();
    add_words();
    add_tree();
    add_modality();
    add_concepts();
    add_lexicon();
    add_spans();
    add_vectors();
    return std::move(features_);
  }

 private:
  void emit(std::string_view kind, std::string_view a = {}, std::string_view b = {}, std::string_view c = {}, float value = 1) {
    features_.push_back({key_of(kind, a, b, c), value});
    if (names_ != nullptr) {
      std::string text(kind);
      for (const std::string_view part : {a, b, c}) {
        if (!part.empty()) {
          text += ' ';
          text += part;
        }
      }
      names_->push_back(std::move(text));
    }
  }

  [[nodiscard]] const std::string& lemma(std::size_t i) const { return tree_.nodes[i].lemma; }
  [[nodiscard]] bool in_a_span(std::size_t i) const { return candidate_.actor.contains(i) || candidate_.recipient.contains(i); }
  [[nodiscard]] std::size_t size() const { return words_.size(); }

  void find_concepts() {
    of_word_.resize(size());
    std::string pair;
    for (std::size_t i = 0; i < size(); ++i) {
      of_word_[i] = concepts_.of(lemma(i));
      if (i + 1 < size() && concepts_.begins_pair(lemma(i))) {
        pair = lemma(i) + ' ' + words_[i + 1].lower;
        if (const auto found = concepts_.of(pair); !found.empty()) {
          of_word_[i] = found;
        }
      }
    }
  }

  // The predicate that the actor is an argument of, the way from there to the recipient, and what complements them.
  void find_core() {
    const std::size_t actor = tree_.head_of(candidate_.actor);
    const std::vector<std::size_t> up = tree_.way_up(actor);
    predicate_ = up.back();
    for (std::size_t k = 1; k < up.size(); ++k) {
      if (!in_a_span(up[k]) && (is_one_of(tree_.nodes[up[k]].upos, {"VERB", "AUX"}) || is_one_of(tree_.nodes[up[k - 1]].relation, {"nsubj", "nsubj:pass", "obl:agent"}))) {
        predicate_ = up[k];
        break;
      }
    }
    std::vector<bool> taken(size(), false);
    const auto take = [&](std::size_t i) {
      if (!taken[i] && !in_a_span(i) && is_content(tree_.nodes[i])) {
        taken[i] = true;
        core_.push_back(i);
      }
    };
    take(predicate_);
    path_.push_back(predicate_);
    if (!candidate_.recipient.empty()) {
      recipient_ = tree_.head_of(candidate_.recipient);
      const std::vector<std::size_t> from = tree_.way_up(predicate_);
      const std::vector<std::size_t> to = tree_.way_up(recipient_);
      std::size_t i = from.size(), j = to.size();
      while (i > 0 && j > 0 && from[i - 1] == to[j - 1]) --i, --j;
      for (std::size_t k = 1; k <= i && k < from.size(); ++k) path_.push_back(from[k]);
      for (std::size_t k = j; k-- > 1;) path_.push_back(to[k]);
      for (const std::size_t word : path_) take(word);
    }
    // Complements, two deep: what is refused, threatened, or agreed to.
    std::vector<std::size_t> frontier = path_;
    for (int depth = 0; depth < 3; ++depth) {
      std::vector<std::size_t> below;
      for (const std::size_t word : frontier) {
        tree_.each_child(word, [&](std::size_t child) {
          const std::string_view relation = tree_.nodes[child].relation;
          const bool verbal = is_one_of(relation, {"xcomp", "ccomp", "obj", "iobj", "compound:prt", "obl", "acl", "nmod", "compound", "amod", "advcl"});
          const bool close = depth < 2 || is_one_of(relation, {"xcomp", "ccomp", "obj", "compound:prt"});
          if (verbal && close && !in_a_span(child)) {
            if (core_.size() < kCoreMost) take(child);
            if (depth < 1 || is_one_of(relation, {"xcomp", "ccomp", "obj"})) below.push_back(child);
          }
        });
      }
      frontier = std::move(below);
    }
    std::ranges::sort(core_);
    // The last verb of the chain of complements carries the act.
    act_ = predicate_;
    for (int depth = 0; depth < 3; ++depth) {
      const std::size_t below = tree_.child(act_, {"xcomp", "ccomp"});
      if (below == kNone) {
        break;
      }
      chain_.push_back(act_);
      act_ = below;
    }
    chain_.push_back(act_);
    for (const std::size_t word : chain_) bits_.push_back(modality_of(word));
  }

  [[nodiscard]] unsigned modality_of(std::size_t word) const {
    unsigned bits = 0;
    tree_.each_child(word, [&](std::size_t child) {
      const std::string& low = words_[child].lower;
      const std::string_view relation = tree_.nodes[child].relation;
      if (is_one_of(low, {"will", "shall", "'ll", "wo", "going"})) bits |= future;
      if (is_one_of(low, {"would", "may", "might", "could", "should", "can", "must", "ca"})) bits |= modal;
      if (is_negation(low)) bits |= negated;
      if (low == "to" && relation == "mark") bits |= infinitive;
      if (relation == "aux:pass" || relation == "nsubj:pass") bits |= passive;
      if (is_have(low) && relation == "aux") bits |= perfect;
      if (is_one_of(low, {"if", "unless", "until"}) && relation == "mark") bits |= conditional;
    });
    if (is_one_of(tree_.nodes[word].xpos, {"VBD", "VBN"})) bits |= past;
    return bits;
  }

  void add_bag(std::string_view kind, std::size_t first, std::size_t last, float weight) {
    std::size_t n = 0;
    for (std::size_t i = first; i < last; ++i) n += !in_a_span(i) && is_content(tree_.nodes[i]);
    const float value = n == 0 ? 0 : weight / std::sqrt(static_cast<float>(n));
    for (std::size_t i = first; i < last; ++i) {
      if (!in_a_span(i) && is_content(tree_.nodes[i])) emit(kind, lemma(i), {}, {}, value);
    }
  }

  void add_words() {
    const Range& a = candidate_.actor;
    const Range& r = candidate_.recipient.empty() ? candidate_.actor : candidate_.recipient;
    const std::size_t begin = std::min(a.last, r.last);
    const std::size_t end = std::max(a.first, r.first);
    const std::size_t behind = std::max(a.last, r.last);
    const bool actor_first = a.first <= r.first;
    add_bag("all", 0, size(), 1.5F);
    add_bag(actor_first ? "between" : "between'", begin, std::max(begin, end), 2);
    add_bag("behind", behind, std::min(size(), behind + 10), 1);
    add_bag("before", std::min(a.first, r.first) - std::min<std::size_t>(6, std::min(a.first, r.first)), std::min(a.first, r.first), 0.7F);
    const std::size_t until = candidate_.recipient.empty() ? std::min(size(), behind + 8) : end;
    for (std::size_t i = begin; i + 1 <= until && i < size(); ++i) {
      emit("pair", i == begin ? std::string_view("|") : std::string_view(lemma(i - 1)), lemma(i), {}, 0.5F);
    }
    if (!actor_first) emit("recipient first");
    if (candidate_.recipient.empty()) emit("no recipient");
  }

  void add_tree() {
    const text::Node& node = tree_.nodes[predicate_];
    emit("predicate", node.lemma);
    emit("predicate tag", node.xpos);
    emit("act", lemma(act_));
    const std::size_t actor = tree_.head_of(candidate_.actor);
    emit("actor is", tree_.nodes[actor].relation, {}, {}, 0.5F);
    std::string way;
    for (const std::size_t word : path_) {
      if (in_a_span(word)) continue;
      emit("way", lemma(word));
      way += '>';
      way += tree_.nodes[word].relation;
    }
    if (!candidate_.recipient.empty()) {
      way += '>';
      way += tree_.nodes[recipient_].relation;
      emit("way of", way, {}, {}, 0.5F);
      const std::size_t preposition = tree_.child(recipient_, {"case"});
      const std::string_view word = preposition == kNone ? std::string_view("-") : std::string_view(words_[preposition].lower);
      emit("preposition", word, {}, {}, 0.5F);
      emit("preposition of", word, lemma(path_.back()));
      emit("preposition and predicate", word, node.lemma);
    }
    for (std::size_t i = 0; i < core_.size(); ++i) {
      emit("core", lemma(core_[i]), {}, {}, 0.7F);
      for (std::size_t j = i + 1; j < core_.size() && j < kCoreMost; ++j) {
        if (is_one_of(tree_.nodes[core_[i]].upos, {"VERB", "NOUN", "ADJ", "ADP"}) && is_one_of(tree_.nodes[core_[j]].upos, {"VERB", "NOUN", "ADJ", "ADP"})) {
          emit("core pair", lemma(core_[i]), lemma(core_[j]), {}, 0.5F);
        }
      }
    }
  }

  void add_modality() {
    for (std::size_t k = 0; k < chain_.size(); ++k) {
      const std::string text = modality_text(bits_[k]);
      const std::string_view place = k == 0 ? "first" : "later";
      emit("modality", place, text, {}, 0.7F);
      emit("modality of", text, lemma(chain_[k]));
      for (unsigned bit = 0; bit < 8; ++bit) {
        if ((bits_[k] >> bit) & 1U) emit("mood", modality_text(1U << bit), {}, {}, 0.7F);
      }
      for (const std::uint16_t c : of_word_[chain_[k]]) emit("modality of class", text, concepts_.name(c));
    }
    unsigned any = 0;
    for (const unsigned bits : bits_) any |= bits;
    any &= future | modal | negated | infinitive;
    any_ = modality_text(any);
    emit("any mood", any_);
    for (const std::size_t word : core_) {
      for (const std::uint16_t c : of_word_[word]) emit("mood and class", any_, concepts_.name(c), {}, 0.7F);
    }
  }

  void add_concepts() {
    for (const std::uint16_t c : of_word_[predicate_]) emit("class of predicate", concepts_.name(c));
    for (const std::uint16_t c : of_word_[act_]) emit("class of act", concepts_.name(c));
    for (const std::size_t word : path_) {
      if (!in_a_span(word)) {
        for (const std::uint16_t c : of_word_[word]) emit("class on the way", concepts_.name(c));
      }
    }
    const std::size_t most = std::min(core_.size(), kCoreMost);
    for (std::size_t i = 0; i < most; ++i) {
      for (const std::uint16_t c : of_word_[core_[i]]) {
        emit("class", concepts_.name(c), {}, {}, 0.7F);
        for (std::size_t j = i + 1; j < most; ++j) {
          for (const std::uint16_t d : of_word_[core_[j]]) emit("classes", concepts_.name(c), concepts_.name(d), {}, 0.5F);
        }
      }
    }
    for (const std::uint16_t c : of_word_[predicate_]) {
      for (std::size_t j = 0; j < most; ++j) {
        if (core_[j] == predicate_) continue;
        for (const std::uint16_t d : of_word_[core_[j]]) emit("predicate and class", concepts_.name(c), concepts_.name(d), {}, 0.5F);
      }
    }
    const std::size_t begin = std::min(candidate_.actor.last, candidate_.recipient.empty() ? size() : candidate_.recipient.last);
    const std::size_t end = candidate_.recipient.empty() ? std::min(size(), begin + 10) : std::max(candidate_.actor.first, candidate_.recipient.first);
    for (std::size_t i = begin; i < end; ++i) {
      if (!in_a_span(i)) {
        for (const std::uint16_t c : of_word_[i]) emit("class between", concepts_.name(c), {}, {}, 0.5F);
      }
    }
    for (std::size_t i = candidate_.recipient.first; i < candidate_.recipient.last; ++i) {
      for (const std::uint16_t c : of_word_[i]) emit("class in recipient", concepts_.name(c), {}, {}, 0.5F);
    }
    for (std::size_t i = 0; i < size(); ++i) {
      for (const std::uint16_t c : of_word_[i]) emit("class anywhere", concepts_.name(c), {}, {}, 0.25F);
    }
  }

  // The first pattern of the lexicon that the words from i on fit.
  [[nodiscard]] const VerbPattern* pattern_at(std::size_t i) const {
    for (const VerbReading& reading : lexicon_.readings(lemma(i))) {
      for (const std::uint32_t index : lexicon_.patterns_of(reading.verb)) {
        const VerbPattern& pattern = lexicon_.pattern(index);
        if (pattern.kind == ActKind::act && fits(pattern, i)) {
          return &pattern;
        }
      }
    }
    return nullptr;
  }

  [[nodiscard]] bool fits(const VerbPattern& pattern, std::size_t i) const {
    if (i + pattern.behind.size() >= size()) {
      return false;
    }
    for (std::size_t k = 0; k < pattern.behind.size(); ++k) {
      if (words_[i + 1 + k].lower != pattern.behind[k]) {
        return false;
      }
    }
    const std::size_t first = i + 1 + pattern.behind.size();
    const std::size_t last = std::min(size(), first + 10);
    return pattern.object_nouns.empty() || std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(first), words_.begin() + static_cast<std::ptrdiff_t>(last), [&](const Word& word) {
             return std::ranges::find(pattern.object_nouns, word.lower) != pattern.object_nouns.end();
           });
  }

  void vote(std::string_view place, const Act& act) {
    const std::string_view code = act.cameo;
    emit("lexicon root", place, code.substr(0, 2));
    emit("lexicon code", place, code.substr(0, 3));
    emit("lexicon root and mood", code.substr(0, 2), any_);
  }

  void add_lexicon() {
    bool first = true;
    std::string last_root;
    for (const std::size_t word : core_) {
      if (const VerbPattern* const pattern = tree_.nodes[word].upos == "NOUN" ? nullptr : pattern_at(word)) {
        vote(word == predicate_ ? "predicate" : word == act_ ? "act" : "core", pattern->act);
        const std::string root = pattern->act.cameo.substr(0, 2);
        if (!first) emit("lexicon roots", last_root, root);
        first = false;
        last_root = root;
      } else if (const NounPattern* const noun = lexicon_.noun_at(words_, word)) {
        vote("noun", noun->act);
        const std::string root = noun->act.cameo.substr(0, 2);
        if (!first) emit("lexicon roots", last_root, root);
        first = false;
        last_root = root;
      }
    }
    if (first) emit("lexicon", "silent");
  }

  void add_spans() {
    const auto add = [&](std::string_view kind, std::string_view head_kind, Range range) {
      if (range.empty()) return;
      for (std::size_t i = range.first; i < range.last; ++i) {
        if (is_content(tree_.nodes[i]) && tree_.nodes[i].upos != "PROPN") emit(kind, lemma(i), {}, {}, 0.4F);
      }
      const std::size_t head = tree_.head_of(range);
      emit(head_kind, tree_.nodes[head].upos == "PROPN" ? std::string_view("a name") : std::string_view(lemma(head)), {}, {}, 0.4F);
    };
    add("in actor", "actor", candidate_.actor);
    add("in recipient", "recipient", candidate_.recipient);
  }

  void add_average(std::string_view kind, std::span<const std::size_t> which, float weight) {
    std::array<float, kVector> sum{};
    std::size_t n = 0;
    for (const std::size_t i : which) {
      const text::WordVector vector = parser_.vector_of(words_[i].lower);
      if (vector.values.size() != kVector) continue;
      for (std::size_t k = 0; k < kVector; ++k) sum[k] += static_cast<float>(vector.values[k]) * vector.scale;
      ++n;
    }
    if (n == 0) return;
    float square = 0;
    for (const float value : sum) square += value * value;
    const float scale = weight / std::sqrt(square + 1e-6F);
    for (std::size_t k = 0; k < kVector; ++k) {
      const std::array<char, 2> place = {static_cast<char>('a' + k / 10), static_cast<char>('0' + k % 10)};
      emit("vector", kind, {place.data(), 2}, {}, sum[k] * scale);
    }
  }

  void add_vectors() {
    std::vector<std::size_t> between, verbs;
    const std::size_t begin = std::min(candidate_.actor.last, candidate_.recipient.empty() ? size() : candidate_.recipient.last);
    const std::size_t end = candidate_.recipient.empty() ? std::min(size(), begin + 10) : std::max(candidate_.actor.first, candidate_.recipient.first);
    for (std::size_t i = begin; i < end; ++i) {
      if (!in_a_span(i) && is_content(tree_.nodes[i])) between.push_back(i);
    }
    add_average("predicate", std::span(&predicate_, 1), 2);
    add_average("core", core_, 3);
    add_average("between", between, 2);
  }

  const ActLexicon& lexicon_;
  const text::Parser& parser_;
  const Concepts& concepts_;
  const Words& words_;
  Tree tree_;
  const TypeCandidate& candidate_;
  std::vector<std::string>* names_;
  std::vector<TypeFeature> features_;
  std::vector<std::span<const std::uint16_t>> of_word_;
  std::vector<std::size_t> path_, core_, chain_;
  std::vector<unsigned> bits_;
  std::string any_;
  std::size_t predicate_ = 0, act_ = 0, recipient_ = 0;
};

}  // namespace

Result<Concepts> Concepts::from_table(std::string_view name, std::string_view text) {
  TRY_ASSIGN(const Table table, read_tsv(name, text));
  TRY_ASSIGN(const std::size_t concept_column, table.column("concept"));
  TRY_ASSIGN(const std::size_t words_column, table.column("words"));
  Concepts concepts;
  for (const Table::Row& row : table.rows) {
    const auto index = static_cast<std::uint16_t>(concepts.names_.size());
    concepts.names_.push_back(row.cells[concept_column]);
    for (const std::string& word : split(row.cells[words_column], '|')) {
      auto& classes = concepts.by_lemma_[word];
      if (classes.empty() || classes.back() != index) {
        classes.push_back(index);
      }
      if (const std::size_t space = word.find(' '); space != std::string::npos) {
        concepts.pair_begins_.insert(word.substr(0, space));
      }
    }
  }
  return concepts;
}

std::span<const std::uint16_t> Concepts::of(const std::string& lemma) const {
  const auto found = by_lemma_.find(lemma);
  return found == by_lemma_.end() ? std::span<const std::uint16_t>() : found->second;
}

Result<TypeFeatures> TypeFeatures::make(const CameoTable& cameo, const text::Parser& parser) {
  TRY_ASSIGN(Concepts concepts, Concepts::from_table("src/coding/data/concepts.tsv", embedded_concepts()));
  TRY_ASSIGN(ActLexicon lexicon, ActLexicon::from_tables({{"src/coding/data/acts.tsv", std::string(embedded_acts())}}, cameo));
  return TypeFeatures(std::move(lexicon), parser, std::move(concepts));
}

std::vector<TypeFeature> TypeFeatures::of(const TypeSentence& sentence, const TypeCandidate& candidate, std::vector<std::string>* names) const {
  return Extraction(lexicon_, *parser_, concepts_, sentence, candidate, names).run();
}

}  // namespace corollary::coding
