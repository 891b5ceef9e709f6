#include "coding/clauses.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>

#include "base/strings.h"

namespace corollary::coding {
namespace {

// A sentence with its tree, one word as "form/upos/xpos/head/relation" (heads count from 1, 0 is none). Words with an
// upper-case letter and upos PROPN are mentions of the party that they name.
class Sentence {
 public:
  explicit Sentence(const std::string& lines) {
    for (const std::string& line : split(lines, ' ')) {
      const std::vector<std::string> parts = split(line, '/');
      parts_.push_back(parts);
    }
    nodes_.reserve(parts_.size());
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const std::vector<std::string>& p = parts_[i];
      const auto head = static_cast<std::size_t>(*parse_integer(p[3]));
      words_.push_back({p[0], lower_ascii(p[0]), {i, i + 1}, p[1] == "PUNCT" ? text::TokenKind::punctuation : text::TokenKind::word, false});
      nodes_.push_back({p[1], p[2], p[4], lower_ascii(p.size() > 5 ? p[5] : p[0]), head == 0 ? text::Node::kRoot : head - 1});
      if (p[1] == "PROPN") {
        Mention mention;
        mention.words = {i, i + 1};
        mention.actors = {Actor{p[0], p[0], "", ""}};
        mention.is_modifier = p[4] == "nmod:poss" || p[4] == "amod";
        mentions_.push_back(std::move(mention));
      }
    }
    tree_ = Tree(nodes_);
    clauses_ = find_clauses(words_, tree_, mentions_, lexicon());
  }

  [[nodiscard]] const Clause& clause(std::string_view verb) const {
    const auto found = std::ranges::find_if(clauses_, [&](const Clause& c) { return words_[c.verb.verb].lower == verb; });
    if (found == clauses_.end()) {
      ADD_FAILURE() << "no clause of " << verb;
      static const Clause none;
      return none;
    }
    return *found;
  }
  [[nodiscard]] std::string subject(std::string_view verb) const {
    std::vector<std::string> names;
    for (const Mention* const mention : clause(verb).subject) names.push_back(mention->actors.front().name);
    return joined(names, "+");
  }
  // "Poland from:Kyiv", the named objects with their prepositions.
  [[nodiscard]] std::string objects(std::string_view verb) const {
    std::vector<std::string> names;
    for (const Chunk& chunk : clause(verb).objects) {
      const Mention* const named = chunk.head != nullptr ? chunk.head : chunk.owner;
      if (named != nullptr) names.push_back((chunk.preposition.empty() ? "" : chunk.preposition + ":") + named->actors.front().name);
    }
    return joined(names, " ");
  }
  [[nodiscard]] std::size_t size() const { return clauses_.size(); }

 private:
  static const ActLexicon& lexicon() {
    static const ActLexicon made = *ActLexicon::from_tables(
        {{"acts", "kind\tpatterns\tcameo\tsides\teffect\nverb\turge\t020\t\t\nverb\tcondemn\t111\t\t\nverb\tattack\t190\t\t\nverb\twithdraw\t0874\t\t\n"}}, *CameoTable::built_in());
    return made;
  }

  std::vector<std::vector<std::string>> parts_;
  Words words_;
  std::vector<text::Node> nodes_;
  std::vector<Mention> mentions_;
  Tree tree_;
  std::vector<Clause> clauses_;
};

TEST(Clauses, APassiveHasItsAgentBehindBy) {
  const Sentence s("Poland/PROPN/NNP/3/nsubj:pass was/AUX/VBD/3/aux:pass/be attacked/VERB/VBN/0/root/attack by/ADP/IN/5/case Russia/PROPN/NNP/3/obl:agent");
  EXPECT_TRUE(s.clause("attacked").verb.is_passive);
  EXPECT_EQ(s.clause("attacked").verb.tense, Tense::past);
  EXPECT_EQ(s.subject("attacked"), "Poland");
  EXPECT_EQ(s.objects("attacked"), "by:Russia");
}

TEST(Clauses, JoinedNounsAreAllSubjectsAndObjects) {
  const Sentence s("Russia/PROPN/NNP/4/nsubj and/CCONJ/CC/3/cc China/PROPN/NNP/1/conj attacked/VERB/VBD/0/root/attack Poland/PROPN/NNP/4/obj "
                   "and/CCONJ/CC/7/cc Finland/PROPN/NNP/5/conj");
  EXPECT_EQ(s.subject("attacked"), "Russia+China");
  EXPECT_EQ(s.objects("attacked"), "Poland Finland");
  EXPECT_EQ(s.clause("attacked").objects[1].joined_by, "and");
}

TEST(Clauses, JoinedVerbsShareTheirSubjectAndStanding) {
  const Sentence s("Russia/PROPN/NNP/3/nsubj will/AUX/MD/3/aux attack/VERB/VB/0/root and/CCONJ/CC/5/cc withdraw/VERB/VB/3/conj");
  EXPECT_EQ(s.subject("withdraw"), "Russia");
  EXPECT_TRUE(s.clause("withdraw").inherits_subject);
  EXPECT_EQ(s.clause("withdraw").verb.modal, "will");
}

TEST(Clauses, TheObjectOfARequestActsInItsInfinitive) {
  const Sentence s("Poland/PROPN/NNP/2/nsubj urged/VERB/VBD/0/root/urge Russia/PROPN/NNP/2/obj to/PART/TO/5/mark withdraw/VERB/VB/2/xcomp");
  EXPECT_EQ(s.subject("withdraw"), "Russia");
  EXPECT_EQ(s.clause("withdraw").verb.form, GroupForm::infinitive);
  EXPECT_EQ(s.clause("withdraw").governor, 0U);
}

TEST(Clauses, WhoPromisesActsHimself) {
  const Sentence s("Poland/PROPN/NNP/2/nsubj promised/VERB/VBD/0/root/promise Russia/PROPN/NNP/2/iobj to/PART/TO/5/mark withdraw/VERB/VB/2/xcomp");
  EXPECT_EQ(s.subject("withdraw"), "Poland");
}

TEST(Clauses, WhoseAnAttemptIsActsInItsInfinitive) {
  const Sentence owned("Poland/PROPN/NNP/2/nsubj saw/VERB/VBD/0/root/see Russia/PROPN/NNP/5/nmod:poss 's/PART/POS/3/case plan/NOUN/NN/2/obj to/PART/TO/7/mark "
                       "withdraw/VERB/VB/5/acl");
  EXPECT_EQ(owned.subject("withdraw"), "Russia");
  const Sentence behind("Poland/PROPN/NNP/2/nsubj saw/VERB/VBD/0/root/see plans/NOUN/NNS/2/obj/plan by/ADP/IN/5/case Russia/PROPN/NNP/3/nmod to/PART/TO/7/mark "
                        "withdraw/VERB/VB/3/acl");
  EXPECT_EQ(behind.subject("withdraw"), "Russia");
}

TEST(Clauses, AnObjectsInfinitiveIsTheSubjectsUnlessItBlames) {
  const Sentence made("Poland/PROPN/NNP/2/nsubj made/VERB/VBD/0/root/make plans/NOUN/NNS/2/obj/plan to/PART/TO/5/mark withdraw/VERB/VB/3/acl");
  EXPECT_EQ(made.subject("withdraw"), "Poland");
  const Sentence blamed("Poland/PROPN/NNP/2/nsubj condemned/VERB/VBD/0/root/condemn plans/NOUN/NNS/2/obj/plan to/PART/TO/5/mark withdraw/VERB/VB/3/acl");
  EXPECT_EQ(blamed.subject("withdraw"), "");
  const Sentence told("Poland/PROPN/NNP/2/nsubj spoke/VERB/VBD/0/root/speak of/ADP/IN/4/case plans/NOUN/NNS/2/obl/plan to/PART/TO/6/mark withdraw/VERB/VB/4/acl");
  EXPECT_EQ(told.subject("withdraw"), "");
}

TEST(Clauses, ARelativeClauseHasTheNounThatItDescribesAsSubject) {
  const Sentence s("Russia/PROPN/NNP/6/nsubj ,/PUNCT/,/4/punct which/PRON/WDT/4/nsubj attacked/VERB/VBD/1/acl:relcl/attack Poland/PROPN/NNP/4/obj "
                   "withdrew/VERB/VBD/0/root/withdraw");
  EXPECT_EQ(s.subject("attacked"), "Russia");
  EXPECT_EQ(s.clause("attacked").opened_by, "which");
  EXPECT_EQ(s.subject("withdrew"), "Russia");
  EXPECT_EQ(s.objects("withdrew"), "");  // Poland belongs to the other clause.
}

TEST(Clauses, WhoseANounIsOwnsIt) {
  const Sentence s("Russia/PROPN/NNP/2/nsubj attacked/VERB/VBD/0/root/attack Poland/PROPN/NNP/5/nmod:poss 's/PART/POS/3/case army/NOUN/NN/2/obj");
  const Clause& clause = s.clause("attacked");
  ASSERT_NE(clause.direct_object(), nullptr);
  EXPECT_EQ(clause.direct_object()->head, nullptr);
  ASSERT_NE(clause.direct_object()->owner, nullptr);
  EXPECT_EQ(clause.direct_object()->owner->actors.front().name, "Poland");
}

TEST(Clauses, ATimeIsNoObject) {
  const Sentence s("Russia/PROPN/NNP/2/nsubj attacked/VERB/VBD/0/root/attack Monday/NOUN/NN/2/obl:tmod");
  EXPECT_EQ(s.clause("attacked").direct_object(), nullptr);
}

TEST(Clauses, AParticipleBehindANounDescribesIt) {
  const Sentence s("territory/NOUN/NN/5/nsubj attacked/VERB/VBN/1/acl/attack by/ADP/IN/4/case Russia/PROPN/NNP/2/obl:agent fell/VERB/VBD/0/root/fall");
  EXPECT_EQ(s.clause("attacked").verb.form, GroupForm::reduced);
  EXPECT_EQ(s.clause("fell").verb.form, GroupForm::finite);
}

TEST(Clauses, NegationModalsAndPerfectStandWithTheirVerb) {
  const Sentence s("Russia/PROPN/NNP/5/nsubj may/AUX/MD/5/aux not/PART/RB/5/advmod have/AUX/VB/5/aux attacked/VERB/VBN/0/root/attack Poland/PROPN/NNP/5/obj");
  const VerbGroup& verb = s.clause("attacked").verb;
  EXPECT_EQ(verb.modal, "may");
  EXPECT_TRUE(verb.is_negated);
  EXPECT_TRUE(verb.is_perfect);
  EXPECT_EQ(verb.words, (Range{1, 5}));
}

TEST(Clauses, WhatIsSaidKnowsItsVerbOfSpeech) {
  const Sentence s("Poland/PROPN/NNP/2/nsubj said/VERB/VBD/0/root/say that/SCONJ/IN/5/mark Russia/PROPN/NNP/5/nsubj attacked/VERB/VBD/2/ccomp/attack");
  EXPECT_EQ(s.clause("attacked").parent, 0U);
  EXPECT_EQ(s.clause("attacked").relation, "ccomp");
  EXPECT_EQ(s.clause("attacked").opened_by, "that");
}

TEST(Clauses, AWordOfANameIsNoVerb) {
  const Sentence s("May/PROPN/NNP/2/nsubj attacked/VERB/VBD/0/root/attack Poland/PROPN/NNP/2/obj");
  EXPECT_EQ(s.size(), 1U);
}

}  // namespace
}  // namespace corollary::coding
