#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ontology/catalogue.h"
#include "ontology/event.h"

namespace corollary::brief {

/// The text with its first letter in upper case (ASCII).
std::string capitalised(std::string_view text);
/// "the United States and Russia", from party codes.
std::string parties_in_sentence(const std::vector<std::string>& codes, const Catalogue& catalogue);
/// "the United States' legislators", "Russia", or the name as read of an actor whose party is not known.
std::string actor_in_sentence(const Actor& actor, const Catalogue& catalogue);
/// "Syria and the sanctions", from issue ids; at most `most` of them. "" for none.
std::string issues_in_sentence(const std::vector<std::string>& ids, const Catalogue& catalogue, std::size_t most = 2);
/// "coded news will show Russia criticise or accuse the United States at least once": a target as what may happen. It
/// speaks of coded news, for that is what a forecast resolves on.
std::string target_clause(std::string_view actor, EventType type, std::string_view recipient, const Catalogue& catalogue);

/// What an event says, without the full stop: "the United States criticised Germany over Nord Stream 2 on 11 July
/// 2018". Made from its parties, type, mode, modality, issues, place and day.
std::string event_clause(const Event& event, const Catalogue& catalogue);

/// Whom an event concerns and on what, to stand before the words of the report that tells it: "the United States and
/// Germany, on Nord Stream 2". The day follows in brackets if it is not `usual_day`.
std::string event_lead(const Event& event, Date usual_day, const Catalogue& catalogue);

/// At most `most` bytes of a text, cut between words, with an ellipsis if cut; line breaks and double quotes smoothed.
std::string shortened(std::string_view text, std::size_t most);
/// The text in quotation marks, shortened, without its full stop, so that a sentence may end behind it.
std::string in_quotes(std::string_view text, std::size_t most = 260);
/// The same, cut at its beginning if that is what it takes to keep `cue`, the words that matter, and what follows it.
std::string in_quotes_around(std::string_view text, std::string_view cue, std::size_t most = 260);

}  // namespace corollary::brief
