#include "coding/modality.h"

#include <algorithm>

namespace corollary::coding {
namespace {

Standing planned(std::string_view cue) { return {Modality::planned, 1, std::string(cue)}; }
Standing possible(std::string_view cue, double factuality = 0.5) { return {Modality::possible, factuality, std::string(cue)}; }
Standing not_happened(std::string_view cue, double factuality = -3) { return {Modality::not_happened, factuality, std::string(cue)}; }

// "no": a determiner of the subject or the object denies the whole ("no agreement was signed").
bool denied_by_determiner(const Clause& clause, const Words& words) {
  const auto begins_with_no = [&](Range range) {
    return !range.empty() && range.first < words.size() && (words[range.first].lower == "no" || words[range.first].lower == "neither");
  };
  const bool before_subject = clause.subject_words.first > 0 && !clause.subject_words.empty() && words[clause.subject_words.first - 1].lower == "no";
  const Chunk* const object = clause.direct_object();
  return begins_with_no(clause.subject_words) || before_subject || (object != nullptr && begins_with_no(object->words));
}

Standing own_standing(const Clause& clause, const Words& words) {
  const VerbGroup& verb = clause.verb;
  const bool conditional = clause.opened_by == "if" || clause.opened_by == "unless" || clause.opened_by == "whether" || clause.opened_by == "provided";
  const bool negated = verb.is_negated || denied_by_determiner(clause, words);
  Standing standing;
  if (verb.modal == "can" || verb.modal == "ca") {
    standing = possible(verb.modal);
    standing.is_ability = true;
  } else if (conditional) {
    standing = possible(clause.opened_by, 0);
  } else if (negated) {
    const bool ahead = verb.modal == "will" || verb.modal == "would" || verb.modal == "shall";
    standing = verb.modal == "may" || verb.modal == "might" ? possible(verb.modal, -0.5) : not_happened("not", ahead ? -2 : -3);
  } else if (verb.modal == "will" || verb.modal == "shall" || verb.modal == "would") {
    standing = verb.modal == "would" && clause.opened_by != "that" ? possible("would") : planned(verb.modal);
  } else if (!verb.modal.empty()) {
    standing = possible(verb.modal);
  } else if (clause.opened_by == "without") {
    standing = not_happened("without");
  }
  return standing;
}

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

Standing standing_of(const std::vector<Clause>& clauses, const std::vector<VerbMatch>& matches, std::size_t k, const Words& words) {
  Standing standing = own_standing(clauses[k], words);
  constexpr int deepest = 8;  // A chain of governors ends at a finite verb long before.
  for (int depth = 0; depth < deepest && clauses[k].governor; ++depth) {
    const std::size_t governor = *clauses[k].governor;
    const bool infinitive = clauses[k].verb.form == GroupForm::infinitive;
    const Standing above = own_standing(clauses[governor], words);
    const Effect effect = infinitive ? effect_on_infinitive(matches[governor]) : Effect::none;
    const VerbMatch& match = matches[governor];
    const std::string cue = match.act != nullptr ? match.act->text : match.control != nullptr ? match.control->text : "";
    const Standing outer = under(effect, above, cue);
    // What does not happen above does not happen below; else the weaker of the two holds.
    if (standing.modality == Modality::not_happened && outer.modality != Modality::not_happened) {
      standing = outer.modality == Modality::happened ? standing : outer;
    } else if (standing.modality == Modality::happened || outer.factuality < standing.factuality) {
      standing = outer;
    }
    standing.is_ability = standing.is_ability || above.is_ability;
    k = governor;
  }
  return standing;
}

}  // namespace corollary::coding
