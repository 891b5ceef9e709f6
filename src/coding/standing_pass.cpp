#include <algorithm>
#include <array>

#include "coding/factuality.h"

namespace corollary::coding {
namespace {

using text::Node;
using Standing = SentenceStandings::Standing;
using Modal = SentenceStandings::Modal;

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& list) {
  return std::ranges::find(list, word) != list.end();
}

constexpr auto kNegations = std::to_array<std::string_view>({"not", "n't", "never", "neither", "nor", "hardly", "barely", "scarcely", "nowhere", "no"});
constexpr auto kNobody = std::to_array<std::string_view>({"nobody", "none", "nothing", "no-one", "noone", "neither"});
constexpr auto kNoWays = std::to_array<std::string_view>({"time", "way", "circumstance", "case", "point", "moment", "means", "condition", "reason"});
constexpr auto kHedges = std::to_array<std::string_view>({"perhaps", "maybe", "possibly", "probably", "likely", "presumably", "hopefully", "ideally", "potentially",
                                                          "theoretically", "conceivably", "allegedly", "reportedly", "supposedly", "apparently", "seemingly",
                                                          "purportedly", "arguably"});
constexpr auto kAlmost = std::to_array<std::string_view>({"almost", "nearly"});
constexpr auto kOnly = std::to_array<std::string_view>({"only", "just", "merely", "simply", "solely", "until", "matter"});
constexpr auto kConditions = std::to_array<std::string_view>({"if", "unless", "provided", "lest", "whether", "should", "assuming", "until", "otherwise"});
constexpr auto kAfter = std::to_array<std::string_view>({"when", "once", "after", "before", "as", "while", "whenever", "where"});
constexpr auto kAlong = std::to_array<std::string_view>({"ing", "by", "in", "while", "with", "as"});
constexpr auto kInstead = std::to_array<std::string_view>({"without", "instead", "rather"});
constexpr auto kSince = std::to_array<std::string_view>({"during", "after", "since", "despite", "because", "amid", "following", "due", "given", "regarding"});
constexpr auto kMeetings = std::to_array<std::string_view>({"meet", "travel", "visit", "call", "phone", "go", "arrive", "gather", "speak", "talk", "join", "fly", "convene",
                                                            "sit", "turn", "write", "stand", "return", "use", "take"});
constexpr auto kDefinite = std::to_array<std::string_view>({"the", "this", "that", "these", "those", "its", "their", "his", "her", "my", "our", "your"});

// "now-cancelled" is cancelled, in texts whose tokens are whole at a hyphen.
std::string_view last_part(std::string_view lemma) { return lemma.substr(lemma.rfind('-') + 1); }
std::string_view base_of(std::string_view relation) { return relation.substr(0, relation.find(':')); }
bool is_verb(const Node& node) { return node.xpos.starts_with("VB"); }
bool is_noun(const Node& node) { return node.xpos.starts_with("NN"); }

Modal modal_of(std::string_view lemma) {
  if (lemma == "will" || lemma == "shall" || lemma == "'ll" || lemma == "wo") return Modal::will;
  if (lemma == "would" || lemma == "'d") return Modal::would;
  if (lemma == "can" || lemma == "ca") return Modal::can;
  if (lemma == "could") return Modal::could;
  if (lemma == "may" || lemma == "might") return Modal::may;
  if (lemma == "must" || lemma == "should" || lemma == "ought" || lemma == "need") return Modal::must;
  return Modal::none;
}

// What holds below, if this holds above and that is said below.
Modality composed(Modality outer, Modality own) {
  switch (outer) {
    case Modality::happened: return own;
    case Modality::planned: return own == Modality::happened ? Modality::planned : own;
    case Modality::possible: return Modality::possible;
    case Modality::not_happened: return own == Modality::possible ? Modality::possible : Modality::not_happened;
  }
  return own;
}

}  // namespace

// Goes down the tree once. A word's children are looked at when it is read, so that a word costs O(its children).
class StandingPass {
 public:
  StandingPass(SentenceStandings& sentence, const Signatures& signatures) : s_(sentence), nodes_(sentence.nodes_), signatures_(signatures) {}

  void run() {
    std::vector<std::uint32_t> open = {static_cast<std::uint32_t>(s_.root_)};
    while (!open.empty()) {
      const std::size_t i = open.back();
      open.pop_back();
      read(i);
      for (const std::uint32_t child : s_.children(i)) open.push_back(child);
    }
  }

 private:
  // The marks among a word's children.
  struct Marks {
    std::string_view mark, preposition, determiner, subject_determiner, negation, hedge, condition;
    std::size_t auxiliaries = 0;
    bool to = false, subject = false, copula = false, have = false, past = false, be = false, without = false, wh = false, possessor = false,
         do_auxiliary = false, almost = false;
    Modal modal = Modal::none;
    const Signature* adjective = nullptr;
  };

  const Node& node(std::size_t i) const { return nodes_[i]; }
  Standing& at(std::size_t i) { return s_.standings_[i]; }
  [[nodiscard]] const Standing& at(std::size_t i) const { return s_.standings_[i]; }

  Marks marks_of(std::size_t i) const {
    Marks m;
    m.past = node(i).xpos == "VBD";
    for (const std::uint32_t c : s_.children(i)) {
      const Node& child = node(c);
      const std::string_view relation = base_of(child.relation);
      if (relation == "aux" || relation == "cop") {
        read_auxiliary(child, relation, m);
      } else if (relation == "mark" || relation == "case") {
        if (child.lemma == "to" && child.xpos == "TO") {
          m.to = true;
        } else if (relation == "mark" && m.mark.empty()) {
          m.mark = child.lemma;
        } else if (relation == "case" && m.preposition.empty()) {
          m.preposition = child.lemma;
        }
      } else if (relation == "advmod" || relation == "cc" || relation == "discourse") {
        read_adverb(c, i, m);
      } else if (relation == "det") {
        m.determiner = child.lemma;
        if (child.lemma == "no" || child.lemma == "neither") m.negation = "no";
      } else if (child.relation == "nmod:poss") {
        m.possessor = true;
      } else if (relation == "nsubj" || relation == "csubj" || relation == "expl") {
        m.subject = true;
      } else if (relation == "amod" && m.adjective == nullptr) {
        m.adjective = find(last_part(child.lemma), "noun", c, false);
      } else if (relation == "advcl") {
        read_adverbial(c, m);
      }
      if (relation == "nsubj" || relation == "obj" || relation == "obl") read_argument(c, m);
      if (child.xpos == "WP" || child.xpos == "WRB" || child.xpos == "WDT" || child.xpos == "WP$") m.wh = true;
    }
    return m;
  }

  void read_auxiliary(const Node& child, std::string_view relation, Marks& m) const {
    ++m.auxiliaries;
    const Modal modal = modal_of(child.lemma);
    if (modal != Modal::none && child.xpos == "MD") {
      m.modal = modal;
    }
    m.copula = m.copula || relation == "cop";
    m.have = m.have || child.lemma == "have";
    m.do_auxiliary = m.do_auxiliary || child.lemma == "do";
    m.be = m.be || child.lemma == "be";
    m.past = m.past || child.xpos == "VBD";
  }

  void read_adverb(std::size_t c, std::size_t i, Marks& m) const {
    const std::string_view lemma = node(c).lemma;
    const std::string_view next = c + 1 < nodes_.size() ? std::string_view(node(c + 1).lemma) : std::string_view();
    if (is_one_of(lemma, kNegations)) {
      if (is_one_of(next, kOnly) || (c > i && lemma == "no")) {
        return;  // "not only".
      } else if (next == "necessarily") {
        m.hedge = "not necessarily";
      } else if (node(c).relation != "cc" || lemma == "nor") {
        m.negation = m.negation.empty() ? lemma : std::string_view();
      }
    } else if (lemma == "no longer") {
      m.negation = lemma;
    } else if (lemma == "longer" && c > 0 && node(c - 1).lemma == "no") {
      m.negation = "no longer";
    } else if (is_one_of(lemma, kHedges)) {
      m.hedge = lemma;
    } else if (is_one_of(lemma, kAlmost) && c + 1 == i) {
      m.almost = is_verb(node(i));
    }
  }

  void read_argument(std::size_t c, Marks& m) const {
    if (base_of(node(c).relation) == "obl" && !is_one_of(node(c).lemma, kNoWays)) return;
    if (is_one_of(node(c).lemma, kNobody)) {
      m.negation = node(c).lemma;
    }
    for (const std::uint32_t d : s_.children(c)) {
      if (base_of(node(d).relation) == "det" && (node(d).lemma == "no" || (node(d).lemma == "neither"))) {
        m.negation = "no";
        }
    }
  }

  void read_adverbial(std::size_t c, Marks& m) const {
    for (const std::uint32_t d : s_.children(c)) {
      const Node& mark = node(d);
      if (base_of(mark.relation) != "mark" && base_of(mark.relation) != "case") continue;
      if (mark.lemma == "if" || mark.lemma == "unless" || mark.lemma == "provided" || mark.lemma == "assuming") m.condition = mark.lemma;
      m.without = m.without || mark.lemma == "without";
    }
    // "Should they attack, …", "had they paid, …".
    if (!s_.children(c).empty()) {
      const Node& first = node(s_.children(c).front());
      if (first.lemma == "should" && base_of(first.relation) == "aux") m.condition = "should";
    }
  }

  const Signature* find(std::string_view lemma, std::string_view way, std::size_t i, bool past) const {
    for (const Signature& signature : signatures_.of(lemma)) {
      if (signature.behind == way && (signature.form.empty() || (signature.form == "past" ? past : signature.form == node(i).xpos))) {
        return &signature;
      }
    }
    return nullptr;
  }

  // With a particle first: "rule out", "call on", "look forward".
  const Signature* signature_of(std::size_t governor, std::string_view way) {
    for (const std::uint32_t c : s_.children(governor)) {
      const Node& child = node(c);
      const bool particle = child.relation == "compound:prt" || (base_of(child.relation) == "advmod" && c == governor + 1) ||
                            ((base_of(child.relation) == "obl") && (way == "to"));
      if (!particle) continue;
      std::string_view word = child.lemma;
      if (base_of(child.relation) == "obl") {
        word = {};
        for (const std::uint32_t d : s_.children(c)) {
          if (node(d).relation == "case") word = node(d).lemma;
        }
        if (word.empty()) continue;
      }
      name_.assign(node(governor).lemma).append(" ").append(word);
      if (const Signature* found = find(name_, way, governor, at(governor).past)) {
        return found;
      }
    }
    const Signature* found = find(node(governor).lemma, way, governor, at(governor).past);
    // The lemma of an adjective may be its verb's: "determined", "expected".
    return found;
  }

  // How a word hangs on its governor.
  std::string_view way_of(std::size_t i, const Marks& m) const {
    const std::string_view relation = base_of(node(i).relation);
    const bool clause = relation == "xcomp" || relation == "ccomp" || relation == "advcl" || relation == "acl" || relation == "csubj";
    if (clause) {
      if (node(i).relation == "acl:relcl") return "relative";
      if (m.to) return "to";
      const std::string_view mark = m.mark.empty() ? m.preposition : m.mark;
      const bool finite = m.subject || m.modal != Modal::none || node(i).xpos == "VBD" || node(i).xpos == "VBZ" || node(i).xpos == "VBP";
      if (!mark.empty() && mark != "that" && !finite) return mark;
      if (finite) return relation == "advcl" ? (mark.empty() ? "adverbial" : mark) : "that";
      if (node(i).xpos == "VBG") return relation == "acl" ? "which" : "ing";
      if (relation == "xcomp") return "to";
      if (relation == "ccomp" || relation == "csubj") return "that";
      return relation == "acl" ? "which" : "ing";
    }
    if (relation == "obj" || relation == "iobj" || node(i).relation == "nsubj:pass") return "obj";
    if (relation == "nsubj") return "subj";
    if (relation == "obl" || relation == "nmod") {
      if (!m.preposition.empty()) return m.preposition;
      return node(i).relation == "nmod:poss" ? "'s" : "";
    }
    return {};
  }

  bool is_definite(const Marks& m) const { return m.possessor || is_one_of(m.determiner, kDefinite); }

  // A pull, where the governor has `outer`.
  static Modality pulled(Pull positive, Pull negative, Modality outer) {
    const Pull pull = outer == Modality::not_happened ? negative : positive;
    switch (pull) {
      case Pull::fact: return Modality::happened;
      case Pull::said: return outer == Modality::possible ? Modality::possible : Modality::happened;
      case Pull::same: return outer == Modality::not_happened ? Modality::happened : outer;
      case Pull::no: return outer == Modality::possible ? Modality::possible : Modality::not_happened;
      case Pull::open: return Modality::possible;
      case Pull::planned: return outer == Modality::possible ? outer : Modality::planned;
    }
    return outer;
  }

  void read(std::size_t i) {
    const Marks m = marks_of(i);
    Standing& s = at(i);
    s.modal = m.modal;
    s.past = m.past;
    s.definite = is_definite(m) || node(i).xpos == "NNP";
    s.perfect = m.have && m.modal != Modal::none;
    s.way = i == s_.root_ ? std::string_view() : way_of(i, m);
    s.given = i == s_.root_ ? Modality::happened : given(i, m);
    own(i, m);
  }

  // What the governor makes of word i.
  Modality given(std::size_t i, const Marks& m) {
    const std::size_t governor = node(i).head;
    const Standing& above = at(governor);
    Standing& s = at(i);
    const std::string_view relation = base_of(node(i).relation);
    s.told = above.told;
    if (relation == "conj") return given_by_conjunct(i, m);
    if (relation == "parataxis") {
      s.question = above.question;
      return at(s_.root_).given;
    }
    if (s.way == "relative") return given_to_relative(i);
    if (relation == "amod" || relation == "advmod" || relation == "det") return above.own;
    if (const Signature* signature = s.way.empty() || goes_on(i, relation) ? nullptr : signature_of(governor, s.way)) {
      s.signature = signature;
      s.pull = above.own == Modality::not_happened ? signature->negative : signature->positive;
      s.told = s.told || s.pull == Pull::said;
      // "wanted to discuss how to act", "said to be": the verb below a question word is open.
      const Modality result = pulled(signature->positive, signature->negative, above.own);
      return m.wh && m.to ? Modality::possible : result;
    }
    return given_by_default(i, m, relation);
  }

  // "was delayed, leading to protests": a gerund behind a comma is no complement.
  bool goes_on(std::size_t i, std::string_view relation) const {
    return relation == "advcl" && at(i).way == "ing" && i > 0 && node(i - 1).lemma == ",";
  }

  // What the governor makes of a word by grammar alone.
  Modality given_by_default(std::size_t i, const Marks& m, std::string_view relation) {
    Standing& s = at(i);
    const Modality above = at(node(i).head).own;
    if (relation == "advcl" || relation == "acl" || relation == "xcomp" || relation == "ccomp" || relation == "csubj") {
      return given_to_clause(i, m, relation, above);
    }
    if (is_one_of(s.way, kSince)) {
      s.pull = Pull::fact;
      return Modality::happened;
    }
    if (is_one_of(s.way, kInstead)) {
      return given_by_without(s, above);
    }
    const bool argument = relation == "nsubj" || relation == "obj" || relation == "obl" || relation == "nmod" || relation == "iobj";
    if (argument && is_definite(m) && is_verb(node(node(i).head)) && (relation == "nsubj" || above == Modality::not_happened)) {
      s.pull = Pull::fact;
      return Modality::happened;
    }
    return above;
  }

  // "cannot … without" states a condition.
  static Modality given_by_without(Standing& s, Modality above) {
    s.pull = above == Modality::not_happened ? Pull::open : Pull::no;
    return above == Modality::happened || above == Modality::planned ? Modality::not_happened : Modality::possible;
  }

  Modality given_to_clause(std::size_t i, const Marks& m, std::string_view relation, Modality above) {
    Standing& s = at(i);
    const std::string_view way = s.way;
    if (is_one_of(way, kInstead)) {
      return given_by_without(s, above);
    }
    if (m.mark == "if" && at(node(i).head).perfect) {
      s.pull = Pull::no;  // Contrary to fact: "had they not paid, it would have failed".
      return Modality::not_happened;
    }
    if (is_one_of(way, kConditions) || is_one_of(m.mark, kConditions)) {
      s.pull = Pull::open;
      return Modality::possible;
    }
    if (way == "to") {
      const std::string_view governor = node(node(i).head).lemma;
      if (above == Modality::not_happened && (governor == "nothing" || governor == "do" || governor == "little")) return above;
      if (relation == "acl" && m.be) {
        s.pull = Pull::planned;  // "the summit to be held in May".
        return above == Modality::happened ? Modality::planned : above;
      }
      const bool same_act = relation == "advcl" && is_one_of(governor, kMeetings);
      s.pull = same_act || (relation == "xcomp" && !m.to) ? Pull::same : Pull::open;
      if (s.pull == Pull::same) return above;
      return Modality::possible;
    }
    if (relation == "advcl") {
      const bool told = way == "as" && m.past && m.modal == Modal::none;  // "as he said, we should …".
      if (!told && is_one_of(way, kAlong)) return above;
      s.pull = Pull::fact;
      const bool ahead = !told && (above == Modality::planned || above == Modality::possible) && is_one_of(way, kAfter);
      if (ahead) return above;
      return at(s_.root_).given;
    }
    if (relation == "acl") {
      // "the treaty signed in May" takes for granted that there is one.
      const bool known = at(node(i).head).definite && node(i).xpos == "VBN" && above != Modality::not_happened;
      return known ? Modality::happened : above;
    }
    if (way == "that") {
      s.pull = above == Modality::not_happened ? Pull::open : Pull::said;
      s.told = true;
      return pulled(Pull::said, Pull::open, above);
    }
    return above;
  }

  // A clause on a noun holds by itself, unless the noun is none that exists.
  Modality given_to_relative(std::size_t i) {
    Standing& s = at(i);
    s.pull = Pull::fact;
    const Standing& noun = at(node(i).head);
    if (noun.negated) return Modality::not_happened;
    return Modality::happened;
  }

  // A later member of a list shares what governs the first, and its auxiliaries where it has none of its own.
  Modality given_by_conjunct(std::size_t i, const Marks& m) {
    const std::size_t first = node(i).head;
    Standing& s = at(i);
    const Standing& before = at(first);
    s.pull = before.pull;
    s.signature = before.signature;
    s.way = before.way;
    s.told = before.told;
    s.question = before.question;
    s.imperative = before.imperative && node(i).xpos == "VB" && !m.subject;
    const bool bare = m.auxiliaries == 0 && !m.subject && !m.to;
    const bool shares = bare && (node(i).xpos == node(first).xpos || (is_noun(node(i)) && is_noun(node(first))));
    if (!shares) return before.given;
    bool but = false;
    for (const std::uint32_t c : s_.children(i)) but = but || (base_of(node(c).relation) == "cc" && (node(c).lemma == "but" || node(c).lemma == "rather"));
    if (but && before.negated) return before.given;
    if (is_verb(node(i)) && before.negated && before.modal == Modal::none && node(i).xpos != "VB" && m.negation.empty()) {
      // "was never asked or told": the participle shares it only behind "or".
      for (const std::uint32_t c : s_.children(i)) {
        if (node(c).lemma == "or" || node(c).lemma == "nor") return before.own;
      }
      return before.given;
    }
    s.modal = before.modal;
    return before.own;
  }

  // The word's own marks.
  void own(std::size_t i, const Marks& m) {
    Standing& s = at(i);
    s.negated = !m.negation.empty();
    s.hedged = !m.hedge.empty();
    s.conditional = !m.condition.empty();
    s.cue = m.negation.empty() ? m.hedge : m.negation;
    Modality mine = Modality::happened;
    if (is_noun(node(i)) && !m.copula) {
      mine = own_of_noun(m, s);
    } else {
      mine = own_of_verb(i, m, s);
    }
    // "no agreement was signed": verb and noun are denied by one word.
    if (mine == Modality::not_happened && s.given == Modality::not_happened && (m.negation == "no" || node(i).relation == "conj")) {
      s.own = Modality::not_happened;
    } else if (mine == Modality::not_happened && s.given == Modality::not_happened) {
      s.own = Modality::happened;
    } else {
      s.own = composed(s.given, mine);
    }
  }

  static Modality own_of_noun(const Marks& m, Standing& s) {
    if (!m.negation.empty()) return Modality::not_happened;
    if (m.adjective != nullptr) {
      s.cue = m.adjective->lemma;
      switch (m.adjective->positive) {
        case Pull::open: return Modality::possible;
        case Pull::planned: return Modality::planned;
        case Pull::no: return Modality::not_happened;
        case Pull::fact:
          if (s.given == Modality::planned) s.given = Modality::happened;
          if (s.given == Modality::possible && s.signature != nullptr && s.signature->behind != "obj") break;
          return Modality::happened;
        default: break;
      }
    }
    return Modality::happened;
  }

  Modality own_of_verb(std::size_t i, const Marks& m, Standing& s) {
    const bool negated = s.negated;
    if (is_question(i, m)) {
      s.question = true;
      s.cue = "?";
      return Modality::possible;
    }
    if (m.modal == Modal::none && is_imperative(i, m)) {
      s.imperative = true;
      s.cue = "imperative";
      return Modality::possible;
    }
    if (m.modal != Modal::none && s.cue.empty()) s.cue = modal_name(m.modal);
    switch (m.modal) {
      case Modal::will:
        if (s.conditional || s.hedged) return s.conditional ? conditional(s, m) : Modality::possible;
        return negated ? Modality::not_happened : Modality::planned;
      case Modal::would: return own_under_would(i, s);
      case Modal::can: case Modal::could:
        if (negated && m.without) return Modality::possible;
        return negated ? Modality::not_happened : s.perfect ? Modality::not_happened : Modality::possible;
      case Modal::may: return Modality::possible;
      case Modal::must:
        if (s.perfect) return negated ? Modality::happened : Modality::not_happened;
        return Modality::possible;
      case Modal::none: break;
    }
    if (m.almost) return Modality::not_happened;
    if (negated) return s.conditional ? Modality::possible : Modality::not_happened;
    if (s.hedged) return Modality::possible;
    if (s.conditional && !m.past) return conditional(s, m);
    return own_of_infinitive(i, m, s);
  }

  static Modality conditional(Standing& s, const Marks& m) {
    s.cue = m.condition;
    return Modality::possible;
  }

  Modality own_under_would(std::size_t i, Standing& s) {
    const std::string_view lemma = node(i).lemma;
    if (lemma == "like" || lemma == "love" || lemma == "prefer" || lemma == "appreciate") return Modality::happened;
    if (s.perfect) return s.negated ? Modality::happened : Modality::not_happened;
    if (s.conditional || s.hedged) return Modality::possible;
    const bool reported = s.way == "that" && node(i).head != Node::kRoot && (at(node(i).head).past || s.pull == Pull::planned);
    if (s.negated) return Modality::not_happened;
    return reported ? Modality::planned : Modality::possible;
  }

  // "is to meet"; "the goal is to meet".
  Modality own_of_infinitive(std::size_t i, const Marks& m, Standing& s) {
    if (!m.to || !m.be || s.way == "to") return Modality::happened;
    for (const std::uint32_t c : s_.children(i)) {
      if (base_of(node(c).relation) != "nsubj") continue;
      const Signature* signature = find(node(c).lemma, "to", c, false);
      if (signature != nullptr) {
        s.cue = signature->lemma;
        return signature->positive == Pull::planned ? Modality::planned : signature->positive == Pull::no ? Modality::not_happened : Modality::possible;
      }
    }
    s.cue = "be to";
    return Modality::planned;
  }

  // Yes or no is asked; "why" and "when" take for granted that it happened.
  bool is_question(std::size_t i, const Marks& m) const {
    if (!s_.is_question_ || i != s_.root_) return false;
    if (m.wh) return false;
    for (const std::uint32_t c : s_.children(i)) {
      for (const std::uint32_t d : s_.children(c)) {
        if (d < i && (node(d).xpos == "WRB" || node(d).xpos == "WDT" || node(d).xpos == "WP")) return false;
      }
    }
    return true;
  }

  bool is_imperative(std::size_t i, const Marks& m) const {
    const std::string_view relation = node(i).relation;
    if (m.subject || m.to || m.copula || node(i).xpos != "VB") return false;
    if (m.auxiliaries > 0 && !m.do_auxiliary) return false;
    return i == s_.root_ || relation == "parataxis" || (relation == "conj" && !s_.is_question_ && at(node(i).head).imperative) ||
           (relation == "ccomp" && m.mark.empty());
  }

  static std::string_view modal_name(Modal modal) {
    constexpr std::array<std::string_view, 7> names = {"", "will", "would", "can", "could", "may", "must"};
    return names[static_cast<std::size_t>(modal)];
  }

  SentenceStandings& s_;
  std::span<const Node> nodes_;
  const Signatures& signatures_;
  std::string name_;
};

SentenceStandings::SentenceStandings(std::span<const Node> nodes, const Signatures& signatures) : nodes_(nodes), standings_(nodes.size()) {
  first_child_.assign(nodes.size() + 1, 0);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].head == Node::kRoot) {
      root_ = i;
    } else {
      ++first_child_[nodes[i].head + 1];
    }
  }
  for (std::size_t i = 0; i < nodes.size(); ++i) first_child_[i + 1] += first_child_[i];
  children_.resize(nodes.size());
  std::vector<std::uint32_t> next(first_child_.begin(), first_child_.end() - 1);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].head != Node::kRoot) {
      children_[next[nodes[i].head]++] = static_cast<std::uint32_t>(i);
    }
  }
  for (std::size_t k = nodes.size(); k > 0 && nodes[k - 1].upos == "PUNCT"; --k) is_question_ = is_question_ || nodes[k - 1].lemma == "?";
  if (!nodes.empty()) {
    StandingPass(*this, signatures).run();
  }
}

}  // namespace corollary::coding
