#include "coding/modality.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace corollary::coding {
namespace {

Standing planned(std::string_view cue) { return {Modality::planned, 1, std::string(cue)}; }
Standing possible(std::string_view cue, double factuality = 0.5) { return {Modality::possible, factuality, std::string(cue)}; }
Standing not_happened(std::string_view cue, double factuality = -3) { return {Modality::not_happened, factuality, std::string(cue)}; }

// What the governing verb does to an infinitive. A verb that is no control verb leaves a purpose: "used the meeting to
// criticise", "met to discuss".
Effect effect_on_infinitive(const VerbMatch& match) {
  if (match.act != nullptr && match.act->effect != Effect::none && !match.act->behind.empty() && match.act->behind.back() == "to") {
    return match.act->effect;
  }
  if (match.control != nullptr) {
    return match.control->effect;
  }
  if (match.act == nullptr) {
    return Effect::none;
  }
  switch (match.act->act.type) {
    case EventType::agree: return Effect::planned;
    case EventType::reject: return Effect::not_happened;
    case EventType::request: case EventType::threaten: return Effect::possible;
    default: return Effect::none;
  }
}

}  // namespace

Standing under(Effect effect, Standing outer, std::string_view cue) {
  const bool off = outer.modality == Modality::not_happened;
  switch (effect) {
    case Effect::none: case Effect::happened: return outer;
    case Effect::reported: outer.factuality = outer.modality == Modality::happened ? 2 : outer.factuality; return outer;
    case Effect::planned: return off || outer.modality == Modality::possible ? outer : planned(cue);
    case Effect::possible: return off ? outer : possible(cue, std::min(0.5, outer.factuality));
    case Effect::not_happened: return off ? possible(cue) : outer.modality == Modality::possible ? possible(cue, -0.5) : not_happened(cue);
  }
  return outer;
}

Standing standing_of(const SentenceStandings& sentence, std::size_t word) {
  return {sentence.of(word).own, rule_value(sentence, word), sentence.cue(word), false};
}

Standing standing_of_clause(const SentenceStandings& sentence, const std::vector<Clause>& clauses, const std::vector<VerbMatch>& matches, std::size_t k) {
  Standing standing = standing_of(sentence, clauses[k].node);
  if (clauses[k].governor && clauses[k].verb.form == GroupForm::infinitive && sentence.of(clauses[k].node).signature == nullptr) {
    const VerbMatch& governor = matches[*clauses[k].governor];
    if (const Effect effect = effect_on_infinitive(governor); effect != Effect::none) {
      const std::string& cue = governor.control != nullptr ? governor.control->text : governor.act->text;
      standing = under(effect, standing_of(sentence, clauses[*clauses[k].governor].node), cue);
    }
  }
  constexpr int deepest = 8;  // A chain of governors ends at a finite verb long before.
  std::optional<std::size_t> above = k;
  for (int depth = 0; above && depth < deepest; ++depth, above = clauses[*above].governor) {
    const std::string_view modal = clauses[*above].verb.modal;
    standing.is_ability = standing.is_ability || modal == "can" || modal == "ca";
  }
  return standing;
}

}  // namespace corollary::coding
