#include "coding/factuality_features.h"

#include <algorithm>
#include <array>
#include <string>

namespace corollary::coding {
namespace {

using text::Node;
using Standing = SentenceStandings::Standing;

constexpr std::array<std::string_view, 7> kModals = {"none", "will", "would", "can", "could", "may", "must"};

std::string_view base_of(std::string_view relation) { return relation.substr(0, relation.find(':')); }

class Features {
 public:
  Features(const SentenceStandings& sentence, std::size_t token, const std::function<void(const FeatureName&)>& take)
      : sentence_(sentence), nodes_(sentence.nodes()), node_(nodes_[token]), standing_(sentence.of(token)), token_(token), take_(take) {}

  void all() {
    of_standing();
    of_word();
    of_governors();
    of_children();
    of_sentence();
  }

 private:
  void put(std::string_view kind, std::string_view first = {}, std::string_view second = {}) { take_({kind, first, second}); }

  void of_standing() {
    const Standing& s = standing_;
    put("own", name(s.own));
    put("given", name(s.given), name(s.own));
    put("modal", kModals[static_cast<std::size_t>(s.modal)], s.negated ? "not" : "");
    put("pull", name(s.pull), s.way);
    if (!s.cue.empty()) put("cue", s.cue);
    if (s.conditional) put("conditional", name(s.own));
    if (s.told) put("told", name(s.own));
    if (s.question) put("question");
    if (s.imperative) put("imperative");
    if (s.hedged) put("hedged");
    if (s.perfect) put("perfect", kModals[static_cast<std::size_t>(s.modal)]);
    if (s.past) put("past", name(s.own));
  }

  void of_word() {
    put("lemma", node_.lemma);
    put("lemma+own", node_.lemma, name(standing_.own));
    put("tag", node_.xpos, name(standing_.own));
    put("relation", node_.relation, node_.upos);
    put("tag+relation", node_.xpos, node_.relation);
  }

  void of_governors() {
    constexpr std::array<std::string_view, 3> kinds = {"head", "above", "higher"};
    std::size_t i = token_;
    for (const std::string_view kind : kinds) {
      const std::size_t head = nodes_[i].head;
      if (head == Node::kRoot) return;
      const std::string_view way = sentence_.of(i).way.empty() ? std::string_view(nodes_[i].relation) : sentence_.of(i).way;
      put(kind, nodes_[head].lemma, way);
      put(kind == "head" ? "head_own" : "above_own", name(sentence_.of(head).own), base_of(nodes_[i].relation));
      if (kind == "head") {
        put("head_tag", nodes_[head].xpos, way);
        put("way+modal", way, kModals[static_cast<std::size_t>(sentence_.of(head).modal)]);
        put("way+tag", way, node_.xpos);
      }
      i = head;
    }
  }

  void of_children() {
    for (const std::uint32_t c : sentence_.children(token_)) {
      const Node& child = nodes_[c];
      const std::string_view relation = base_of(child.relation);
      put("has", child.relation, node_.upos);
      if (relation == "aux" || relation == "cop" || relation == "advmod" || relation == "mark" || relation == "case" || relation == "det" || relation == "cc") {
        put("child", child.lemma, relation);
      } else if (relation == "nsubj" || relation == "expl") {
        put("subject", child.upos == "PRON" ? std::string_view(child.lemma) : child.xpos, name(standing_.own));
      } else if (relation == "amod" || relation == "nmod" || relation == "obj") {
        put(relation == "obj" ? "object" : "modifier", child.lemma);
      }
    }
  }

  void of_sentence() {
    if (sentence_.is_question()) put("asked", name(standing_.own));
    if (token_ == 0) put("first");
    std::size_t root = token_;
    std::size_t depth = 0;
    while (nodes_[root].head != Node::kRoot) root = nodes_[root].head, ++depth;
    constexpr std::array<std::string_view, 4> depths = {"0", "1", "2", "more"};
    put("depth", depths[std::min<std::size_t>(depth, 3)]);
    put("root_own", name(sentence_.of(root).own), name(standing_.own));
  }

  const SentenceStandings& sentence_;
  std::span<const Node> nodes_;
  const Node& node_;
  const Standing& standing_;
  std::size_t token_;
  const std::function<void(const FeatureName&)>& take_;
};

}  // namespace

void factuality_features(const SentenceStandings& sentence, std::size_t token, const std::function<void(const FeatureName&)>& take) {
  Features(sentence, token, take).all();
}

double factuality_by_rule(const Standing& standing) {
  switch (standing.own) {
    case Modality::happened: return standing.told ? 2 : 3;
    case Modality::planned: return 1;
    case Modality::possible: return standing.conditional ? 0 : 0.5;
    case Modality::not_happened: return standing.modal == SentenceStandings::Modal::will || standing.given == Modality::planned ? -2 : -3;
  }
  return 0;
}

}  // namespace corollary::coding
