#include "coding/clauses.h"

#include <algorithm>
#include <array>

namespace corollary::coding {
namespace {

constexpr std::size_t kNone = Tree::kNone;

bool is_in(const auto& list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

// A verb that only helps or links, or stands for a preposition ("following"), has no clause of its own.
bool is_predicate(const Tree& tree, std::size_t i) {
  const std::string_view relation = tree.plain_relation(i);
  if (tree.upos(i) == "AUX") {
    return relation != "aux" && relation != "cop";
  }
  return tree.upos(i) == "VERB" && !is_in(std::to_array<std::string_view>({"amod", "compound", "case", "fixed", "mark", "cc", "flat", "det", "aux"}), relation);
}

bool is_nominal_relation(std::string_view plain) {
  return is_in(std::to_array<std::string_view>({"obj", "iobj", "obl", "nmod", "nsubj", "conj", "appos", "vocative", "dislocated", "expl"}), plain);
}

std::string normal_modal(std::string_view word) {
  return std::string(word == "wo" || word == "'ll" ? "will" : word == "ca" ? "can" : word == "'d" ? "would" : word == "sha" ? "shall" : word);
}

class ClauseReader {
 public:
  ClauseReader(const Words& words, const Tree& tree, const std::vector<Mention>& mentions, const ActLexicon& lexicon)
      : words_(words), tree_(tree), mentions_(mentions), lexicon_(lexicon), mention_at_(words.size(), nullptr), clause_at_(words.size(), kNone) {
    for (const Mention& mention : mentions) {
      for (std::size_t i = mention.words.first; i < mention.words.last && i < words.size(); ++i) mention_at_[i] = &mention;
    }
  }

  std::vector<Clause> read() {
    find_predicates();
    for (std::size_t i = 0; i < words_.size(); ++i) owner_of_[i] = clause_above(i);
    move_misread_objects();
    // From the top down, so that what is inherited is known.
    for (const std::size_t k : by_depth()) {
      read_relation(clauses_[k]);
      read_verb(clauses_[k]);
      read_opening(clauses_[k]);
      read_objects(k);
      read_subject(k);
      read_extent(k);
    }
    return std::move(clauses_);
  }

 private:
  [[nodiscard]] std::string_view lower(std::size_t i) const { return i < words_.size() ? std::string_view(words_[i].lower) : ""; }

  // ---- where clauses are -------------------------------------------------------------------------------------------------
  void find_predicates() {
    owner_of_.assign(words_.size(), kNone);
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::size_t copula = tree_.child(i, "cop");
      const bool name_of_verb = mention_at_[i] != nullptr && copula == kNone;  // A word of a name is no verb.
      if ((is_predicate(tree_, i) && !name_of_verb) || copula != kNone) {
        Clause clause;
        clause.node = i;
        clause.verb.verb = copula != kNone ? copula : i;
        clauses_.push_back(std::move(clause));
      }
    }
    std::ranges::sort(clauses_, {}, [](const Clause& c) { return c.verb.verb; });
    for (std::size_t k = 0; k < clauses_.size(); ++k) clause_at_[clauses_[k].node] = k;
  }

  // The clause that a word belongs to: its own if it is a predicate, else that of the next one above.
  [[nodiscard]] std::size_t clause_above(std::size_t i) const {
    for (std::size_t steps = 0; i != kNone && steps <= words_.size(); ++steps) {
      if (clause_at_[i] != kNone) {
        return clause_at_[i];
      }
      i = tree_.head(i);
    }
    return kNone;
  }

  // "criticised Poland and threatened Finland": a noun behind a joined verb without an object is that verb's, though
  // the parser joined it to the object before.
  void move_misread_objects() {
    moved_to_.assign(words_.size(), kNone);
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::size_t head = tree_.head(i);
      if (tree_.relation(i) != "conj" || head == kNone || head > i || clause_at_[i] != kNone || tree_.child(i, "cc") != kNone) {
        continue;
      }
      for (std::size_t v = i; v-- > head + 1;) {
        const bool joined = clause_at_[v] != kNone && (lower(v - 1) == "and" || lower(v - 1) == "or");
        if (joined && tree_.child(v, "obj") == kNone && words_of_noun(i).first == v + 1) {
          moved_to_[i] = v;
          owner_of_[i] = clause_at_[v];
          break;
        }
      }
    }
  }

  [[nodiscard]] std::vector<std::size_t> by_depth() const {
    std::vector<std::pair<std::size_t, std::size_t>> depths;
    for (std::size_t k = 0; k < clauses_.size(); ++k) {
      std::size_t depth = 0;
      for (std::size_t i = clauses_[k].node; i != kNone && depth <= words_.size(); i = tree_.head(i)) ++depth;
      depths.emplace_back(depth, k);
    }
    std::ranges::sort(depths);
    std::vector<std::size_t> order;
    for (const auto& [depth, k] : depths) order.push_back(k);
    return order;
  }

  void read_relation(Clause& clause) const {
    const std::size_t head = tree_.head(clause.node);
    clause.relation = head == kNone ? "root" : tree_.relation(clause.node);
    const std::size_t above = head == kNone ? kNone : clause_above(head);
    if (above == kNone) {
      return;
    }
    clause.parent = above;
    clause.is_joined = clause.relation == "conj" && clauses_[above].node == head;
    if (clause.is_joined) {
      clause.parent = first_of_form(clause, above);
      clause.relation = clauses_[*clause.parent].relation;  // What is joined stands where the first one stands.
    }
  }

  // "agreed to cooperate in ensuring security and to set up a group": what begins with "to" goes on what does.
  [[nodiscard]] std::size_t first_of_form(const Clause& clause, std::size_t above) const {
    constexpr int highest = 4;
    std::size_t first = above;
    for (int step = 0; step < highest && begins_with_to(clause.node); ++step) {
      if (begins_with_to(clauses_[first].node)) {
        return first;
      }
      const std::size_t head = tree_.head(clauses_[first].node);
      const std::size_t next = head == kNone ? kNone : clause_above(head);
      if (next == kNone) {
        break;
      }
      first = next;
    }
    return above;
  }

  [[nodiscard]] bool begins_with_to(std::size_t node) const {
    const std::size_t mark = tree_.child(node, "mark");
    return mark != kNone && lower(mark) == "to";
  }

  // ---- the verb ----------------------------------------------------------------------------------------------------------
  void read_verb(Clause& clause) const {
    VerbGroup& verb = clause.verb;
    const std::string_view tag = tree_.xpos(verb.verb);
    bool has_auxiliary = verb.verb != clause.node;
    bool to = false;
    verb.tense = tag == "VBD" ? Tense::past : Tense::present;
    for (const std::size_t c : tree_.children(clause.node)) {
      const std::string_view relation = tree_.plain_relation(c);
      const std::string& lemma = tree_.lemma(c);
      if (relation == "aux") {
        has_auxiliary = true;
        read_auxiliary(verb, c);
      } else if (relation == "mark" && lower(c) == "to" && c < verb.verb) {
        to = true;
      } else if (relation == "advmod" && (is_negation(lower(c)) || lemma == "not" || (lower(c) == "longer" && c > 0 && lower(c - 1) == "no"))) {
        verb.is_negated = true;
      }
      verb.is_passive = verb.is_passive || tree_.relation(c) == "aux:pass" || tree_.relation(c) == "nsubj:pass";
    }
    if (to) {
      verb.form = GroupForm::infinitive;
    } else if (!has_auxiliary) {
      read_bare_form(clause, tag);
    }
    if (verb.verb == clause.node && tree_.upos(clause.node) != "VERB" && tree_.upos(clause.node) != "AUX") {
      verb.is_passive = false;
    }
    verb.lemma = lexicon_.verb_named(tree_.lemma(verb.verb), lower(verb.verb));
    verb.words = group_words(clause);
  }

  void read_auxiliary(VerbGroup& verb, std::size_t i) const {
    const std::string_view word = lower(i);
    if (tree_.xpos(i) == "MD" || is_modal(word)) {
      verb.modal = normal_modal(word);
      verb.tense = verb.modal == "will" || verb.modal == "shall" ? Tense::future : Tense::present;
    } else if (is_have(word)) {
      verb.is_perfect = true;
      verb.tense = verb.modal.empty() ? Tense::past : verb.tense;
    } else if (is_do(word)) {
      verb.tense = word == "did" ? Tense::past : Tense::present;
    } else if (is_be(word)) {
      verb.has_be = true;
      verb.be = i;
      verb.tense = word == "was" || word == "were" ? Tense::past : verb.tense;
    }
  }

  // A verb without auxiliaries: finite, or one that hangs on another.
  void read_bare_form(Clause& clause, std::string_view tag) const {
    VerbGroup& verb = clause.verb;
    const bool has_subject = tree_.child(clause.node, "nsubj") != kNone;
    if (clause.is_joined && !has_subject) {
      const VerbGroup& first = clauses_[*clause.parent].verb;
      const std::string_view first_tag = tree_.xpos(first.verb);
      const bool participles = tag == "VBN" && first.is_passive;
      if (first.form != GroupForm::finite || participles || (tag == "VB" && first_tag == "VB")) {
        // "was arrested and charged", "to meet and discuss", "will meet and discuss": what helps the first helps both.
        verb.form = first.form;
        verb.is_passive = participles;
        verb.modal = first.modal;
        verb.tense = first.tense;
        verb.is_perfect = first.is_perfect;
        verb.has_be = first.has_be && participles;
        verb.be = first.be;
        return;
      }
    }
    const std::string_view relation = clause.relation.substr(0, clause.relation.find(':'));
    if (tag == "VBG" && relation != "root" && !has_subject) {
      verb.form = GroupForm::gerund;
    } else if (tag == "VBN" && !has_subject && (relation == "acl" || relation == "advcl")) {
      verb.form = GroupForm::reduced;
      verb.is_passive = true;
    } else if (tag == "VB" && (relation == "xcomp" || relation == "ccomp") && !has_subject) {
      verb.form = GroupForm::infinitive;
    } else if (tag == "VBN" && relation != "xcomp") {
      verb.tense = Tense::past;  // Most likely a past tense that the tagger took for a participle.
    }
  }

  // The verb with the helping words right before it.
  [[nodiscard]] Range group_words(const Clause& clause) const {
    Range range = {clause.verb.verb, clause.verb.verb + 1};
    while (range.first > 0) {
      const std::size_t i = range.first - 1;
      const std::string_view relation = tree_.plain_relation(i);
      const bool own = tree_.head(i) == clause.node;
      const bool helps = own && (relation == "aux" || (relation == "mark" && lower(i) == "to") || (relation == "advmod" && (is_adverb(lower(i)) || is_negation(lower(i)))));
      if (!helps) {
        break;
      }
      --range.first;
    }
    if (clause.verb.verb != clause.node) {
      while (range.last < words_.size() && (is_adverb(lower(range.last)) || is_negation(lower(range.last)))) ++range.last;
    }
    return range;
  }

  // ---- what opens it -----------------------------------------------------------------------------------------------------
  void read_opening(Clause& clause) const {
    clause.begin = clause.verb.words.first;
    if (clause.is_joined) {
      const std::size_t conjunction = tree_.child(clause.node, "cc");
      clause.opened_by = conjunction == kNone ? "and" : lower(conjunction);
      // "said that he came and that he left", "if … and if …": a mark of its own says more.
    }
    for (const std::size_t c : tree_.children(clause.node)) {
      const std::string_view relation = tree_.plain_relation(c);
      const bool mark = (relation == "mark" || relation == "case") && lower(c) != "to" && c < clause.verb.verb;
      const bool asks = relation == "advmod" && (lower(c) == "when" || lower(c) == "where" || lower(c) == "why" || lower(c) == "how");
      if (mark || asks) {
        clause.opened_by = lower(c);
        clause.begin = std::min(clause.begin, c);
        return;
      }
    }
    if (clause.is_joined) {
      const std::string& first = clauses_[*clause.parent].opened_by;
      const bool goes_on = first == "if" || first == "unless" || first == "whether" || first == "that" || first == "without" || first == "which" || first == "who";
      clause.opened_by = goes_on ? first : clause.opened_by;
      return;
    }
    if (clause.relation == "acl:relcl") {
      const std::size_t pronoun = relative_pronoun(clause.node);
      clause.opened_by = pronoun == kNone ? "which" : lower(pronoun);
      clause.begin = pronoun == kNone ? clause.begin : std::min(clause.begin, pronoun);
    } else if (clause.verb.form == GroupForm::infinitive) {
      clause.opened_by = "to";
    } else if (clause.verb.form == GroupForm::reduced && clause.relation.starts_with("acl")) {
      clause.opened_by = "which";
    }
  }

  [[nodiscard]] std::size_t relative_pronoun(std::size_t node) const {
    for (const std::size_t c : tree_.children(node)) {
      if (is_relative_pronoun(lower(c)) && tree_.upos(c) != "SCONJ") {
        return c;
      }
    }
    return kNone;
  }

  // ---- chunks ------------------------------------------------------------------------------------------------------------
  [[nodiscard]] Range words_of_noun(std::size_t noun) const {
    Range range = {noun, noun + 1};
    for (const std::size_t c : tree_.children(noun)) {
      const std::string_view relation = tree_.plain_relation(c);
      const bool within = is_in(std::to_array<std::string_view>({"det", "amod", "compound", "nummod", "nmod", "flat", "fixed", "goeswith", "advmod", "acl"}), relation);
      if (c < noun && within && tree_.relation(c) != "nmod" && relation != "acl") {
        range.first = std::min(range.first, leftmost(c));
      }
      if (c > noun && (relation == "flat" || relation == "fixed" || relation == "compound" || relation == "goeswith")) {
        range.last = std::max(range.last, c + 1);
      }
    }
    return range;
  }

  [[nodiscard]] std::size_t leftmost(std::size_t i) const {
    std::size_t first = i;
    for (std::size_t steps = 0; steps < words_.size(); ++steps) {
      const auto children = tree_.children(first);
      if (children.empty() || children.front() >= first) {
        break;
      }
      first = children.front();
    }
    return first;
  }

  [[nodiscard]] std::string preposition_of(std::size_t noun) const {
    for (const std::size_t c : tree_.children(noun)) {
      if (tree_.plain_relation(c) == "case" && c < noun && !is_possessive_mark(lower(c))) {
        return std::string(lower(c));
      }
    }
    return "";
  }

  Chunk chunk_at(std::size_t noun) const {
    Chunk chunk;
    chunk.noun = noun;
    chunk.words = words_of_noun(noun);
    chunk.preposition = preposition_of(noun);
    const std::string_view relation = tree_.relation(noun);
    const std::size_t head = tree_.head(noun);
    if (relation == "conj" && head != kNone) {
      chunk.joined_by = "and";
      // "between A and B"
      std::size_t first = head;
      while (tree_.relation(first) == "conj" && tree_.head(first) != kNone) first = tree_.head(first);
      chunk.preposition = chunk.preposition.empty() ? preposition_of(first) : chunk.preposition;
    } else if (relation == "appos") {
      chunk.joined_by = ";";
    } else if (relation == "obl:tmod" || relation == "obl:npmod" || (relation == "obl" && chunk.preposition.empty())) {
      chunk.joined_by = ";";
    }
    take_names(chunk);
    return chunk;
  }

  void take_names(Chunk& chunk) const {
    const Mention* const at_noun = mention_at_[chunk.noun];
    if (at_noun != nullptr && !at_noun->is_modifier) {
      chunk.head = at_noun;
    }
    for (std::size_t i = chunk.words.first; i < chunk.words.last; ++i) {
      const Mention* const mention = mention_at_[i];
      if (mention == nullptr || mention == chunk.head) {
        continue;
      }
      if (chunk.owner == nullptr && mention->is_modifier) {
        chunk.owner = mention;
      } else if (chunk.head == nullptr && !mention->is_modifier) {
        chunk.head = mention;
      }
    }
  }

  // The noun at word i and those that hang on it, as far as they belong to the same clause.
  void add_chunks(std::vector<Chunk>& chunks, std::size_t noun, std::size_t k, int depth = 0) const {
    constexpr int deepest = 12;  // Of nouns that hang on nouns; deeper is a list that lost its marks.
    if (depth > deepest || owner_of_[noun] != k || std::ranges::find(chunks, noun, &Chunk::noun) != chunks.end()) {
      return;
    }
    const Mention* const mention = mention_at_[noun];
    const bool told = mention != nullptr && std::ranges::any_of(chunks, [&](const Chunk& c) { return c.head == mention || c.owner == mention; });
    if (!told) {
      chunks.push_back(chunk_at(noun));
    }
    for (const std::size_t c : tree_.children(noun)) {
      const std::string_view relation = tree_.relation(c);
      if (is_nominal_relation(tree_.plain_relation(c)) && relation != "nmod:poss" && relation != "nsubj" && clause_at_[c] == kNone) {
        add_chunks(chunks, c, k, depth + 1);
      }
    }
  }

  void read_objects(std::size_t k) {
    Clause& clause = clauses_[k];
    const bool copular = clause.verb.verb != clause.node;
    if (copular) {
      // "is a threat to Poland": the predicate stands where an object stands.
      clause.objects.push_back(chunk_at(clause.node));
      for (const std::size_t c : tree_.children(clause.node)) {
        if (tree_.relation(c) == "nmod") add_chunks(clause.objects, c, k);
      }
    }
    for (const std::string_view wanted : {"iobj", "obj", ""}) {
      for (const std::size_t c : tree_.children(clause.node)) {
        const std::string_view relation = tree_.plain_relation(c);
        const bool named = relation == wanted;
        const bool rest = wanted.empty() && relation != "iobj" && relation != "obj" && relation != "nsubj" && (relation == "obl" || relation == "nmod" || relation == "vocative");
        const bool noun_complement = wanted.empty() && relation == "xcomp" && tree_.upos(c) != "VERB" && clause_at_[c] == kNone;
        if ((named || rest || noun_complement) && clause_at_[c] == kNone) {
          add_chunks(clause.objects, c, k);
        }
      }
    }
    for (std::size_t i = 0; i < moved_to_.size(); ++i) {
      if (moved_to_[i] == clause.node) {
        const std::size_t first = clause.objects.size();
        add_chunks(clause.objects, i, k);
        if (first < clause.objects.size()) {
          clause.objects[first].joined_by.clear();
          clause.objects[first].preposition.clear();
        }
      }
    }
    take_shared_object(k);
  }

  // "condemned and attacked Poland": the object of the last belongs to the first as well, if that has none.
  void take_shared_object(std::size_t k) {
    Clause& clause = clauses_[k];
    if (!clause.is_joined || clauses_[*clause.parent].verb.form != clause.verb.form) {
      return;
    }
    Clause& first = clauses_[*clause.parent];
    const bool at_once = first.verb.words.last + 1 == clause.verb.words.first;  // Only the conjunction between.
    if (at_once && first.objects.empty()) {
      first.objects = clause.objects;
    }
  }

  // ---- who acts ----------------------------------------------------------------------------------------------------------
  void read_subject(std::size_t k) {
    Clause& clause = clauses_[k];
    const std::size_t own = tree_.child(clause.node, "nsubj");
    if (own != kNone && is_relative_pronoun(lower(own)) && clause.relation == "acl:relcl" && !clause.is_joined) {
      return take_antecedent(k);
    }
    if (own != kNone) {
      return take_subject(k, own);
    }
    const std::size_t head = tree_.head(clause.node);
    if (clause.is_joined) {
      return inherit(k, *clause.parent);
    }
    if (clause.relation.starts_with("acl")) {
      if (clause.verb.form == GroupForm::infinitive) {
        depend(k);
        take_side_of_noun(clause, head);
        return;
      }
      clause.governor = clause.verb.form == GroupForm::gerund ? clause.parent : std::nullopt;
      return take_antecedent(k);
    }
    if (clause.parent) {
      depend(k);
    }
  }

  void take_subject(std::size_t k, std::size_t noun) {
    Clause& clause = clauses_[k];
    add_chunks(clause.subject_chunks, noun, k);
    if (clause.subject_chunks.empty()) {
      clause.subject_chunks.push_back(chunk_at(noun));
    }
    clause.subject_words = clause.subject_chunks.front().words;
    for (const Chunk& chunk : clause.subject_chunks) {
      const bool first = &chunk == &clause.subject_chunks.front();
      const bool in_list = first || is_joined_to(chunk.noun, noun);
      // "neither", "both" and renamings stand for the same.
      if (!in_list) {
        continue;
      }
      clause.subject_words.last = std::max(clause.subject_words.last, chunk.words.last);
      add_name(clause.subject, chunk.head);
    }
    // "The leader in the Senate, Chuck Schumer, called": the name says who it is.
    for (const Chunk& chunk : clause.subject_chunks) {
      const bool renames = chunk.joined_by == ";" && tree_.head(chunk.noun) == noun;
      const bool unknown = clause.subject.empty() || std::ranges::all_of(clause.subject, [](const Mention* m) { return m->actors.front().party.empty(); });
      if (renames && unknown && chunk.head != nullptr && !chunk.head->actors.empty()) {
        clause.subject = {chunk.head};
      }
    }
    if (clause.subject_words.first < clause.begin && clause.opened_by.empty()) {
      clause.begin = clause.subject_words.first;
    }
  }

  [[nodiscard]] bool is_joined_to(std::size_t i, std::size_t noun) const {
    while (tree_.relation(i) == "conj" && tree_.head(i) != kNone) {
      i = tree_.head(i);
      if (i == noun) {
        return true;
      }
    }
    return false;
  }

  static void add_name(std::vector<const Mention*>& names, const Mention* mention) {
    if (mention != nullptr && !mention->actors.empty() && !mention->is_located && std::ranges::find(names, mention) == names.end()) {
      names.push_back(mention);
    }
  }

  // "the rebels, who agreed", "territory occupied by Israel": the noun that the clause describes.
  void take_antecedent(std::size_t k) {
    Clause& clause = clauses_[k];
    const std::size_t noun = tree_.head(clause.node);
    if (noun == kNone) {
      return;
    }
    clause.subject_words = words_of_noun(noun);
    for (std::size_t i : joined_nouns(noun)) {
      add_name(clause.subject, chunk_at(i).head);
    }
  }

  [[nodiscard]] std::vector<std::size_t> joined_nouns(std::size_t noun) const {
    std::vector<std::size_t> nouns = {noun};
    for (const std::size_t c : tree_.children(noun)) {
      if (tree_.relation(c) == "conj" && clause_at_[c] == kNone) nouns.push_back(c);
    }
    return nouns;
  }

  void inherit(std::size_t k, std::size_t from) {
    Clause& clause = clauses_[k];
    clause.inherits_subject = true;
    clause.subject = clauses_[from].subject;
    clause.subject_words = clauses_[from].subject_words;
    clause.governor = clauses_[from].verb.form == clause.verb.form ? clauses_[from].governor : std::nullopt;
  }

  // An infinitive or gerund has the subject of the verb that it hangs on, or its object: "urged Russia to withdraw".
  void depend(std::size_t k) {
    Clause& clause = clauses_[k];
    if (!clause.parent) {
      return;
    }
    const Clause& above = clauses_[*clause.parent];
    if (clause.verb.form == GroupForm::infinitive || clause.verb.form == GroupForm::gerund) {
      clause.governor = clause.parent;
    } else if (clause.verb.form == GroupForm::finite) {
      return;  // A subject that the parser missed is nobody's.
    }
    clause.inherits_subject = true;
    clause.subject = above.subject;
    clause.subject_words = above.subject_words;
    const bool complement = clause.relation.starts_with("xcomp") || clause.relation.starts_with("ccomp") || asks(above);
    if (!complement || clause.verb.form != GroupForm::infinitive) {
      return;
    }
    if (above.verb.is_passive) {
      take_agent(clause, above);
      return;
    }
    if (promises(above)) {
      return;
    }
    std::vector<const Mention*> asked;
    for (const Chunk& chunk : above.objects) {
      const bool object = chunk.preposition.empty() || is_in(std::to_array<std::string_view>({"on", "upon", "for", "to"}), chunk.preposition);
      const bool joins = chunk.joined_by.empty() || (chunk.joined_by == "and" && !asked.empty());
      if (object && joins && chunk.head != nullptr && chunk.noun < clause.verb.verb) {
        add_name(asked, chunk.head);
      }
    }
    if (!asked.empty()) {
      clause.subject = asked;
    }
  }

  [[nodiscard]] bool asks(const Clause& clause) const {
    return std::ranges::any_of(lexicon_.patterns_of(clause.verb.lemma), [&](std::uint32_t p) {
      const VerbPattern& pattern = lexicon_.pattern(p);
      return pattern.kind == ActKind::act && pattern.act.type == EventType::request;
    });
  }

  [[nodiscard]] bool promises(const Clause& clause) const {
    return is_in(std::to_array<std::string_view>({"promise", "threaten", "vow", "pledge", "agree", "offer", "use", "assure"}), tree_.lemma(clause.verb.verb));
  }

  // "will be used by Russia to …": the agent of the passive acts in the infinitive.
  static void take_agent(Clause& clause, const Clause& above) {
    for (const Chunk& chunk : above.objects) {
      if (chunk.preposition == "by" && chunk.head != nullptr && !chunk.head->actors.empty()) {
        clause.subject = {chunk.head};
        return;
      }
    }
  }

  // "Russia's refusal to talk": whose the noun is.
  // Who is to do what an infinitive behind a noun names: whose the noun is, who stands behind it with "by" or "of", else the
  // subject, if the noun is what the subject has or makes ("took steps to …"); not of what it blames ("condemned attempts to …")
  // or only speaks about ("spoke of efforts to …").
  void take_side_of_noun(Clause& clause, std::size_t noun) const {
    if (noun == kNone || clause_at_[noun] != kNone) {
      return;
    }
    const Mention* side = chunk_at(noun).owner;
    for (const std::size_t c : tree_.children(noun)) {
      const std::size_t preposition = tree_.child(c, "case");
      const bool behind = tree_.plain_relation(c) == "nmod" && preposition != kNone && (lower(preposition) == "by" || lower(preposition) == "of");
      if (behind && side == nullptr) side = chunk_at(c).head;
    }
    if (side != nullptr && !side->actors.empty()) {
      clause.subject = {side};
    } else if (!is_own(noun)) {
      clause.subject.clear();
    }
  }

  // The noun is the object of a verb that does not blame or reject it, or what the subject is said to be.
  [[nodiscard]] bool is_own(std::size_t noun) const {
    while (tree_.relation(noun) == "conj" && tree_.head(noun) != kNone) noun = tree_.head(noun);
    const std::size_t verb = tree_.head(noun);
    return verb == kNone || clause_at_[verb] == kNone || (tree_.relation(noun) == "obj" && !blames(clauses_[clause_at_[verb]]));
  }

  [[nodiscard]] bool blames(const Clause& clause) const {
    return std::ranges::any_of(lexicon_.patterns_of(clause.verb.lemma), [&](std::uint32_t p) {
      const VerbPattern& pattern = lexicon_.pattern(p);
      const bool plain = pattern.kind == ActKind::act && pattern.behind.empty() && pattern.object_nouns.empty();
      return plain && (pattern.act.type == EventType::accuse || pattern.act.type == EventType::reject);
    });
  }

  // ---- what stands behind ------------------------------------------------------------------------------------------------
  void read_extent(std::size_t k) {
    Clause& clause = clauses_[k];
    const std::size_t begin = clause.verb.words.last;
    std::size_t end = begin;
    for (std::size_t i = begin; i < words_.size(); ++i) {
      if (is_punctuation(words_[i])) {
        continue;
      }
      if (owner_of_[i] != k) {
        break;
      }
      end = i + 1;
    }
    clause.behind = {begin, end};
  }

  const Words& words_;
  const Tree& tree_;
  const std::vector<Mention>& mentions_;
  const ActLexicon& lexicon_;
  std::vector<const Mention*> mention_at_;
  std::vector<std::size_t> clause_at_;  // By node.
  std::vector<std::size_t> owner_of_;   // The clause of each word.
  std::vector<std::size_t> moved_to_;   // The verb that a noun belongs to against the tree; kNone for most.
  std::vector<Clause> clauses_;
};

}  // namespace

const Chunk* Clause::direct_object() const {
  const bool object = !objects.empty() && objects.front().preposition.empty() && objects.front().joined_by.empty();
  return object ? &objects.front() : nullptr;
}

std::vector<Clause> find_clauses(const Words& words, const Tree& tree, const std::vector<Mention>& mentions, const ActLexicon& lexicon) {
  return tree.size() == words.size() ? ClauseReader(words, tree, mentions, lexicon).read() : std::vector<Clause>();
}

}  // namespace corollary::coding
