#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace corollary::coding::readout {

// What the rules for accounts of press services look for, by words in lower case.

inline bool is_in(const auto& list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

// Verbs of meeting. Those of the first kind take "with"; those of the second the guest as their object.
inline constexpr auto kMeets = std::to_array<std::string_view>({"met", "meets", "spoke", "speaks", "talked", "held", "holds", "had", "has", "convened", "conducted", "hosted", "continued",
                                                         "began", "chaired", "led", "completed", "conferred", "consulted", "sat", "participated", "engaged"});
inline constexpr auto kReceives = std::to_array<std::string_view>({"received", "receives", "hosted", "hosts", "welcomed", "convened", "visited", "phoned", "telephoned", "called"});
inline constexpr auto kEncounters = std::to_array<std::string_view>({"call", "calls", "conversation", "conversations", "meeting", "meetings", "talks", "session", "sessions", "discussion",
                                                              "discussions", "roundtable", "videoconference", "teleconference", "summit", "negotiations", "consultations",
                                                              "conference", "visit", "briefing", "lunch", "dinner", "breakfast", "dialogue", "listening"});
inline constexpr auto kByTelephone = std::to_array<std::string_view>({"telephone", "phone", "phoned", "telephoned", "call", "calls", "phonecall"});
// Behind these a phrase of people ends: time, place, topic, or a new clause.
inline constexpr auto kEnds = std::to_array<std::string_view>({"to", "on", "about", "regarding", "during", "ahead", "following", "before", "after", "at", "in", "via", "who", "which", "that",
                                                        "where", "while", "when", "today", "yesterday", "as", "concerning", "they", "he", "she", "discussed", "by", "over", "until",
                                                        "has", "had", "was", "were", "is", "this", "together", "with", "under", "within", "focused", "focusing", "since", "here",
                                                        "tonight", "devoted", "attended", "both", "thanked", "reaffirmed", "took", "also", "against", "including"});
inline constexpr auto kSentTo = std::to_array<std::string_view>({"advisor", "adviser", "counselor", "advisors", "ambassador", "envoy", "representative", "assistant", "aide", "secretary", "chief"});
// What an office behind a name begins with.
inline constexpr auto kOfficeHeads = std::to_array<std::string_view>({"president", "chairman", "chairwoman", "head", "leader", "director", "secretary", "minister", "prime", "deputy",
                                                               "chancellor", "speaker", "prosecutor", "prosecutor-general", "governor", "mayor", "ambassador", "chief", "commissioner", "general", "first"});
inline constexpr auto kTells = std::to_array<std::string_view>({"told", "informed", "briefed", "reported", "thanked", "congratulated", "instructed", "invited", "assured", "asked", "described", "explained",
                                                         "gave", "presented", "updated", "noted", "said", "spoke", "discussed", "expressed", "stressed", "emphasised", "emphasized", "accepted",
                                                         "proposed", "conveyed", "wished", "answered", "agreed", "handed", "welcomed", "confirmed", "outlined", "addressed",
                                                         "underlined", "underscored", "briefs", "introduced", "urged", "appealed", "reassured", "promised", "requested", "offered", "praised", "replied", "described", "suggested", "reminded", "submitted", "acquainted", "updated"});
// What the head says to somebody who is there.
inline constexpr auto kAddresses = std::to_array<std::string_view>({"told", "thanked", "congratulated", "welcomed", "greeted", "addressed", "assured", "instructed", "ordered", "asked", "charged", "directed", "urged",
                                                             "promised", "reminded", "invited", "introduced", "praised", "criticised", "criticized", "recommended", "suggested", "advised", "commended", "wished"});
// Words for people who are met together.
inline constexpr auto kGathered = std::to_array<std::string_view>({"members", "participants", "representatives", "residents", "workers", "employees", "staff", "winners", "athletes", "team", "delegates", "personnel", "medallists",
                                                            "entrepreneurs", "scientists", "activists", "volunteers", "families", "relatives", "children", "coaches", "artists", "teachers", "graduates",
                                                            "crew", "guests", "finalists", "delegation", "people", "experts", "editors", "writers", "actors", "musicians", "young"});
inline constexpr auto kPairs = std::to_array<std::string_view>({"presidents", "leaders", "sides", "parties", "counterparts", "ministers", "heads", "men", "statesmen"});
// Written exchanges are no meetings.
inline constexpr auto kWritten = std::to_array<std::string_view>({"telegram", "telegrams", "letter", "message", "sent"});
inline constexpr auto kAhead = std::to_array<std::string_view>({"will", "would", "may", "plans", "scheduled", "if", "not", "planned"});
inline constexpr auto kForms = std::to_array<std::string_view>({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "messrs.", "messrs", "president", "chancellor", "king", "minister", "sheikh", "emir", "dr", "dr.", "lord", "prince", "sir", "patriarch", "vice-president"});

}  // namespace corollary::coding::readout
