#include "coding/factuality_features.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

namespace corollary::coding {
namespace {

using text::Node;
using Standing = SentenceStandings::Standing;

constexpr std::array<std::string_view, 7> kModals = {"none", "will", "would", "can", "could", "may", "must"};
constexpr std::size_t kPathMost = 3;

std::string_view base_of(std::string_view relation) { return relation.substr(0, relation.find(':')); }
std::string_view modal_of(const Standing& standing) { return kModals[static_cast<std::size_t>(standing.modal)]; }

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) { return std::ranges::find(list, word) != list.end(); }

bool is_small_word(const Node& node) {
  return is_one_of(node.upos, {"SCONJ", "CCONJ"}) || is_one_of(node.xpos, {"MD", "WRB", "WP", "UH", "RB", "."});
}

class Features {
 public:
  Features(const SentenceStandings& sentence, std::size_t token)
      : sentence_(sentence), nodes_(sentence.nodes()), node_(nodes_[token]), standing_(sentence.of(token)), own_(name(standing_.own)), token_(token) {}

  std::vector<std::string> all() {
    of_standing();
    of_word();
    of_auxiliaries();
    of_governors();
    of_children();
    of_neighbours();
    of_sentence();
    std::ranges::sort(features_);
    features_.erase(std::ranges::unique(features_).begin(), features_.end());
    return std::move(features_);
  }

 private:
  void put(std::string_view kind, std::initializer_list<std::string_view> parts = {}) {
    std::string text(kind);
    char mark = '=';
    for (const std::string_view part : parts) {
      text.append(1, mark).append(part);
      mark = ':';
    }
    features_.push_back(std::move(text));
  }

  // "have be VBN": the auxiliaries with the tag of the verb, which is its tense.
  [[nodiscard]] std::string auxiliaries_of(std::size_t i) const {
    std::string chain;
    for (const std::uint32_t c : sentence_.children(i)) {
      const std::string_view relation = base_of(nodes_[c].relation);
      if (relation == "aux" || relation == "cop") chain.append(nodes_[c].lemma).append(".").append(nodes_[c].xpos).append(" ");
    }
    return chain.append(nodes_[i].xpos);
  }

  // A pronoun itself, else the tag; "-" for none.
  [[nodiscard]] std::string_view subject_of(std::size_t i) const {
    for (const std::uint32_t c : sentence_.children(i)) {
      if (base_of(nodes_[c].relation) == "nsubj") return nodes_[c].upos == "PRON" ? std::string_view(nodes_[c].lemma) : nodes_[c].xpos;
    }
    return "-";
  }

  void of_standing() {
    const Standing& s = standing_;
    put("own", {own_});
    put("given", {name(s.given), own_});
    put("modal", {modal_of(s), s.negated ? "not" : ""});
    put("pull", {name(s.pull), s.way});
    if (!s.cue.empty()) put("cue", {s.cue});
    if (s.negated) put("negated");
    if (s.conditional) put("conditional", {own_});
    if (s.told) put("told", {own_});
    if (s.question) put("question");
    if (s.imperative) put("imperative");
    if (s.hedged) put("hedged");
    if (s.perfect) put("perfect", {modal_of(s)});
    if (s.past) put("past", {own_});
  }

  void of_word() {
    put("lemma", {node_.lemma});
    put("lemma+own", {node_.lemma, own_});
    put("lemma+tag", {node_.lemma, node_.xpos});
    put("lemma+relation", {node_.lemma, node_.relation});
    put("tag", {node_.xpos, own_});
    put("relation", {node_.relation, node_.upos});
    put("tag+relation", {node_.xpos, node_.relation});
  }

  void of_auxiliaries() {
    const std::string chain = auxiliaries_of(token_);
    put("aux", {chain});
    put("aux+not", {chain, standing_.negated ? "not" : ""});
    put("aux+relation", {chain, node_.relation});
    put("aux+subject", {chain, subject_of(token_)});
    if (node_.head == Node::kRoot) return;
    const std::string above = auxiliaries_of(node_.head);
    put("head_aux", {above, node_.relation});
    put("head_aux+aux", {above, chain});
    put("head_subject", {subject_of(node_.head)});
  }

  void of_governors() {
    constexpr std::array<std::string_view, 3> kinds = {"head", "above", "higher"};
    std::string path;
    std::size_t i = token_;
    for (std::size_t step = 0; step < kPathMost; ++step) {
      path.append("<").append(nodes_[i].relation);
      put("path", {path});
      const std::size_t head = nodes_[i].head;
      if (head == Node::kRoot) return;
      const std::string_view way = sentence_.of(i).way.empty() ? std::string_view(nodes_[i].relation) : sentence_.of(i).way;
      put(kinds[step], {nodes_[head].lemma, way});
      put(step == 0 ? "head_own" : "above_own", {name(sentence_.of(head).own), base_of(nodes_[i].relation)});
      if (step == 0) of_head(head, way);
      i = head;
    }
  }

  void of_head(std::size_t head, std::string_view way) {
    put("head_tag", {nodes_[head].xpos, way});
    put("way+modal", {way, modal_of(sentence_.of(head))});
    put("way+tag", {way, node_.xpos});
    put("head_lemma", {nodes_[head].lemma});
    put("head+tag", {nodes_[head].lemma, node_.xpos});
    put("head+lemma", {nodes_[head].lemma, node_.lemma});
  }

  void of_children() {
    std::vector<std::string_view> relations;
    for (const std::uint32_t c : sentence_.children(token_)) {
      const Node& child = nodes_[c];
      const std::string_view relation = base_of(child.relation);
      relations.push_back(relation);
      put("has", {child.relation, node_.upos});
      put("child", {relation, child.lemma});
      if (relation == "nsubj" || relation == "expl") put("subject", {child.upos == "PRON" ? std::string_view(child.lemma) : child.xpos, own_});
      if (is_one_of(relation, {"obl", "advcl", "obj", "nmod", "ccomp", "xcomp"})) of_complement(c, relation);
    }
    std::ranges::sort(relations);
    relations.erase(std::ranges::unique(relations).begin(), relations.end());
    std::string frame;
    for (const std::string_view relation : relations) frame.append(relation).append(" ");
    put("frame", {frame});
  }

  void of_complement(std::size_t c, std::string_view relation) {
    put("complement", {relation, nodes_[c].xpos});
    for (const std::uint32_t d : sentence_.children(c)) {
      if (is_one_of(base_of(nodes_[d].relation), {"case", "mark", "det"})) put("complement_mark", {relation, nodes_[d].lemma});
    }
  }

  void of_neighbours() {
    constexpr std::array<std::string_view, 6> kinds = {"third_before", "second_before", "before", "", "after", "second_after"};
    constexpr std::size_t kSelf = 3;
    for (std::size_t k = 0; k < kinds.size(); ++k) {
      const std::size_t at = token_ + k;
      const bool inside = at >= kSelf && at - kSelf < nodes_.size();
      if (k == kSelf) continue;
      put(kinds[k], {inside ? std::string_view(nodes_[at - kSelf].lemma) : "#"});
      put("tag", {kinds[k], inside ? std::string_view(nodes_[at - kSelf].xpos) : "#"});
    }
  }

  void of_sentence() {
    if (sentence_.is_question()) put("asked", {own_});
    std::size_t root = token_;
    std::size_t depth = 0;
    while (nodes_[root].head != Node::kRoot) root = nodes_[root].head, ++depth;
    constexpr std::array<std::string_view, 6> sizes = {"0", "1", "2", "3", "4", "5"};
    put("depth", {sizes[std::min<std::size_t>(depth, 3)]});
    put("length", {sizes[std::min<std::size_t>(nodes_.size() / 8, 5)]});
    put("place", {sizes[std::min<std::size_t>(token_ / 6, 5)]});
    put("root", {nodes_[root].lemma});
    put("root_aux", {auxiliaries_of(root)});
    put("root_own", {name(sentence_.of(root).own), own_});
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (is_small_word(nodes_[i])) put(i < token_ ? "left" : "right", {nodes_[i].lemma});
    }
  }

  const SentenceStandings& sentence_;
  std::span<const Node> nodes_;
  const Node& node_;
  const Standing& standing_;
  std::string_view own_;
  std::size_t token_;
  std::vector<std::string> features_;
};

}  // namespace

std::vector<std::string> factuality_features(const SentenceStandings& sentence, std::size_t token) { return Features(sentence, token).all(); }

}  // namespace corollary::coding
