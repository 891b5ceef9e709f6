#include "evaluate/plv_pairs.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace corollary::evaluate {
namespace {

using coding::Range;
using coding::Tree;

class PairReader {
 public:
  explicit PairReader(const Tree& tree) : tree_(tree) {}

  std::vector<coding::TypeCandidate> read() {
    for (std::size_t verb = 0; verb < tree_.size(); ++verb) {
      if (tree_.upos(verb) == "VERB" || tree_.child(verb, "nsubj") != Tree::kNone) read_verb(verb);
    }
    return std::move(pairs_);
  }

 private:
  void read_verb(std::size_t verb) {
    const std::size_t subject = subject_of(verb);
    const bool is_passive = subject != Tree::kNone && tree_.relation(subject) == "nsubj:pass" && tree_.head(subject) == verb;
    const std::size_t agent = agent_of(verb);
    if (is_passive && agent != Tree::kNone) {
      add_all(agent, subject);
    } else if (!is_passive && subject != Tree::kNone) {
      read_active(verb, subject);
    }
  }

  void read_active(std::size_t verb, std::size_t subject) {
    for (const std::size_t c : tree_.children(verb)) {
      const std::string_view relation = tree_.plain_relation(c);
      if (relation == "obj" || relation == "iobj" || relation == "obl") {
        add_all(subject, c);
      } else if (relation == "ccomp" && tree_.child(c, "nsubj") != Tree::kNone) {
        add_all(subject, tree_.child(c, "nsubj"));  // "demanded that Iran leave".
      }
    }
    for (const std::size_t c : tree_.children(subject)) {
      if (tree_.plain_relation(c) == "conj" && tree_.head(subject) == verb) add_all(subject, c);  // "Iran and Iraq met".
    }
  }

  // Of the verb itself, or of the verb that it is joined to or depends on.
  [[nodiscard]] std::size_t subject_of(std::size_t verb) const {
    for (std::size_t i = verb; i != Tree::kNone; i = tree_.head(i)) {
      if (const std::size_t subject = tree_.child(i, "nsubj"); subject != Tree::kNone) return subject;
      const std::string_view relation = tree_.plain_relation(i);
      if (relation == "acl") return tree_.head(i);  // "the deal signed by …", "talks aimed at …".
      if (relation != "conj" && relation != "xcomp" && relation != "advcl") break;
    }
    return Tree::kNone;
  }

  [[nodiscard]] std::size_t agent_of(std::size_t verb) const {
    for (const std::size_t c : tree_.children(verb)) {
      if (tree_.plain_relation(c) != "obl") continue;
      if (const std::size_t preposition = tree_.child(c, "case"); preposition != Tree::kNone && tree_.lemma(preposition) == "by") return c;
    }
    return Tree::kNone;
  }

  // With the noun itself, those it is joined to and those that hang on it: "talks with China", "the visit of Putin".
  void add_all(std::size_t actor, std::size_t recipient) {
    pairs_.push_back({phrase(actor), phrase(recipient)});
    for (const std::size_t c : tree_.children(recipient)) {
      const std::string_view relation = tree_.plain_relation(c);
      if (relation == "nmod" || relation == "conj") pairs_.push_back({phrase(actor), phrase(c)});
    }
  }

  // From the first word that describes a noun to the noun, names with their later parts.
  [[nodiscard]] Range phrase(std::size_t noun) const {
    Range words{noun, noun + 1};
    for (const std::size_t c : tree_.children(noun)) {
      const std::string_view relation = tree_.plain_relation(c);
      if (c > noun && relation == "flat") words.last = std::max(words.last, c + 1);
      const bool describes = relation == "amod" || relation == "compound" || relation == "nummod" || relation == "det" || tree_.relation(c) == "nmod:poss" ||
                             tree_.relation(c) == "nmod:desc";
      if (c < noun && describes) words.first = std::min(words.first, first_below(c));
    }
    return words;
  }

  [[nodiscard]] std::size_t first_below(std::size_t word) const {
    std::size_t first = word;
    for (const std::size_t c : tree_.children(word)) first = std::min(first, first_below(c));
    return first;
  }

  const Tree& tree_;
  std::vector<coding::TypeCandidate> pairs_;
};

}  // namespace

std::vector<coding::TypeCandidate> pairs_by_grammar(const Tree& tree) { return PairReader(tree).read(); }

}  // namespace corollary::evaluate
