#include <algorithm>
#include <limits>
#include <ostream>

#include "base/strings.h"
#include "cli/filter_options.h"
#include "cli/json_values.h"
#include "cli/options.h"
#include "cli/verbs.h"

namespace corollary::cli {
namespace {

struct EventsArguments {
  std::string record = "corollary.record", words, publisher, evidence;
  FilterOptions events;
  std::int64_t limit = 20;
  bool json = false;
};

std::string side(const std::vector<Actor>& actors) {
  std::vector<std::string> names;
  for (const Actor& actor : actors) names.push_back(actor.party.empty() ? actor.name : format("{} [{}]", actor.name, actor.party));
  return names.empty() ? "-" : joined(names, ", ");
}

std::string in_words(const Event& event) {
  const RowCitation row = record::as_row(event);
  const std::string place = row.place.starts_with(row.source + ":") ? row.place : row.source + " " + row.place;
  const std::string text = event.text.empty() ? "" : ": " + event.text;
  return format("{:>8}  {}  {:<9} {} → {}{}  ({})\n", row.row, event.when.first.iso(), code(event.type), side(event.actors), side(event.recipients), text,
                place);
}

// What is wrong with a number, or "".
std::string not_negative(const std::string& text) {
  const auto number = parse_integer(text);
  return number && *number >= 0 ? "" : format("'{}' is no whole number from 0 on", text);
}

// The snippet on one line, with what was looked for in brackets.
std::string snippet(const record::FoundPassage& found) {
  std::string text;
  const std::string& whole = found.passage.text;
  for (std::size_t i = found.snippet.begin; i < found.snippet.end; ++i) {
    for (const ByteRange match : found.matches) {
      text += match.begin == i ? "[" : match.end == i ? "]" : "";
    }
    text += whole[i] == '\n' || whole[i] == '\r' || whole[i] == '\t' ? ' ' : whole[i];
  }
  const bool ends_in_match = std::ranges::any_of(found.matches, [&](ByteRange match) { return match.end == found.snippet.end; });
  return (found.snippet.begin > 0 ? "…" : "") + text + (ends_in_match ? "]" : "") + (found.snippet.end < whole.size() ? "…" : "");
}

Outcome list_passages(const Context& context, const EventsArguments& arguments) {
  record::PassageQuery query;
  query.words = arguments.words;
  TRY_ASSIGN(query.first, optional_day("--from", arguments.events.from));
  TRY_ASSIGN(query.last, optional_day("--to", arguments.events.to));
  query.publisher = arguments.publisher;
  query.most = arguments.limit > 0 ? arguments.limit : std::numeric_limits<std::int64_t>::max();
  TRY_ASSIGN(const auto passages, engine::Engine::passages(arguments.record, query));
  for (const record::FoundPassage& found : passages) {
    if (arguments.json) {
      const Json json = {{"schema", "corollary.passage/1"}, {"report", found.report.id}, {"date", found.report.day.iso()},
                         {"publisher", found.report.publisher}, {"title", found.report.title}, {"begin", found.passage.bytes.begin},
                         {"end", found.passage.bytes.end}, {"text", found.passage.text}, {"quote_hash", found.passage.quote_hash}};
      context.out << line_of(json) << '\n';
    } else {
      context.out << format("{} ({}{}{}):\n  {}\n", found.report.id, found.report.day.iso(), found.report.publisher.empty() ? "" : ", ",
                            found.report.publisher, snippet(found));
    }
  }
  if (passages.empty() && !arguments.json) {
    context.out << "No passage has these words.\n";
  }
  return 0;
}

// "B2 (usually reliable; probably true)".
std::string grade(const record::EventEvidence& evidence) {
  return format("{} ({}; {})", grade_text(evidence.reliability, evidence.credibility), name(evidence.reliability), name(evidence.credibility));
}

// The second part of "1#Russia#RS#RS#60#100#RS".
std::string place_name(const std::string& location) {
  const std::vector<std::string> parts = split(location, '#');
  return parts.size() > 1 ? parts[1] : location;
}

std::string in_words(const record::EventMention& mention) {
  std::string text = format("  {}  {}  {}", mention.day.iso(), letter(mention.reliability), mention.publisher.empty() ? "-" : mention.publisher);
  text += mention.tone ? format("  tone {:.1f}", *mention.tone) : "";
  text += mention.confidence ? format("  certain {} %", *mention.confidence) : "";
  text += mention.url.empty() || mention.url == mention.publisher ? "\n" : format("  {}\n", mention.url);
  if (mention.about) {
    std::vector<std::string> places;
    for (const std::string& location : mention.about->locations) places.push_back(place_name(location));
    for (const auto& [what, names] : {std::pair("themes", mention.about->themes), {"persons", mention.about->persons},
                                      {"organisations", mention.about->organisations}, {"locations", places}}) {
      text += names.empty() ? "" : format("      {}: {}\n", what, joined(names, "; "));
    }
  }
  return text;
}

Json to_json(const record::EventMention& mention) {
  Json json = {{"date", mention.day.iso()}, {"publisher", mention.publisher}, {"reliability", std::string(1, letter(mention.reliability))},
               {"url", mention.url}, {"place", mention.place}};
  if (mention.tone) json["tone"] = *mention.tone;
  if (mention.confidence) json["confidence"] = *mention.confidence;
  if (mention.length) json["length"] = *mention.length;
  if (mention.about) {
    json["about"] = {{"themes", mention.about->themes}, {"persons", mention.about->persons}, {"organisations", mention.about->organisations},
                     {"locations", mention.about->locations}, {"place", mention.about->place}};
  }
  return json;
}

Json to_json(const record::EventEvidence& evidence) {
  Json mentions = Json::array();
  for (const record::EventMention& mention : evidence.mentions) mentions.push_back(to_json(mention));
  return {{"schema", "corollary.evidence/1"}, {"event", Json::parse(formats::event_line(evidence.event))}, {"url", evidence.url},
          {"told_by", evidence.told_by}, {"denied_by", evidence.denied_by}, {"grade", grade_text(evidence.reliability, evidence.credibility)},
          {"mentions", mentions}};
}

Outcome show_evidence(const Context& context, const EventsArguments& arguments) {
  TRY_ASSIGN(const record::EventEvidence evidence, engine::Engine::evidence(arguments.record, parse_integer(arguments.evidence).value_or(0)));
  if (arguments.json) {
    context.out << line_of(to_json(evidence)) << '\n';
    return 0;
  }
  context.out << in_words(evidence.event);
  const std::string& publisher = evidence.event.publisher;
  const bool known = !publisher.empty() || !evidence.url.empty();
  context.out << format("Published by: {}{}{}\n", publisher.empty() ? "not known" : publisher, evidence.url.empty() ? "" : "  ", evidence.url);
  if (!known && evidence.told_by.empty()) {
    return 0;
  }
  context.out << format("Independent publishers: {}{}{}\n", evidence.told_by.size(), evidence.told_by.empty() ? "" : ": ", joined(evidence.told_by, ", "));
  if (!evidence.denied_by.empty()) {
    context.out << format("Denied by: {}\n", joined(evidence.denied_by, ", "));
  }
  context.out << format("Grade {}\n", grade(evidence));
  if (!evidence.mentions.empty()) {
    context.out << format("Reports that mention it: {}\n", evidence.mentions.size());
    for (const record::EventMention& mention : evidence.mentions) context.out << in_words(mention);
  }
  return 0;
}

Outcome list_events(const engine::Engine& engine, const Context& context, const EventsArguments& arguments) {
  if (!arguments.words.empty()) {
    return list_passages(context, arguments);
  }
  if (!arguments.evidence.empty()) {
    return show_evidence(context, arguments);
  }
  TRY_ASSIGN(record::Filter filter, arguments.events.filter());
  if (!arguments.publisher.empty()) {
    filter.publishers = {arguments.publisher};
  }
  if (arguments.limit > 0) {
    filter.limit = arguments.limit;
  }
  std::int64_t shown = 0;
  TRY(engine.events(arguments.record, filter, [&](const Event& event) -> Result<void> {
    context.out << (arguments.json ? formats::event_line(event) + "\n" : in_words(event));
    ++shown;
    if (!context.out) {  // A reader that went away wants no more.
      return fail(ErrorKind::store, "the result could not be written to the output");
    }
    return context.progress.report("listing events", static_cast<std::uint64_t>(shown), 0);
  }));
  if (shown == 0 && !arguments.json) {
    context.out << "No event passes the filter.\n";
  }
  return 0;
}

}  // namespace

void add_events(CLI::App& program, Action& chosen) {
  auto* const verb = program.add_subcommand("events", "Look into the record");
  auto arguments = std::make_shared<EventsArguments>();
  verb->add_option("--record", arguments->record, "The record")->capture_default_str();
  arguments->events.add_to(*verb);
  auto* const words =
      verb->add_option("--words", arguments->words, "Not events but passages of reports that have these words; \"several in quotes\" in that order, sanction* for all that begins so");
  verb->add_option("--publisher", arguments->publisher, "Of reports by this publisher: one of its names, or its address (\"reuters.com\"); with --words exactly as the record has it");
  auto* const evidence = verb->add_option("--evidence", arguments->evidence, "One event, by its number, with who tells of it: publishers, their grades, and the reports that mention it")
                             ->check(CLI::Validator(not_negative, "", "an event's number"));
  for (const char* const other : {"--from", "--to", "--party", "--actor", "--recipient", "--type", "--issue", "--set", "--words", "--publisher"}) verb->get_option(other)->excludes(evidence);
  for (const char* const other : {"--party", "--actor", "--recipient", "--type", "--issue", "--set"}) verb->get_option(other)->excludes(words);
  verb->add_option("--limit", arguments->limit, "How many at most; 0 for all")->capture_default_str()->check(CLI::Validator(not_negative, "", "from 0 on"));
  verb->add_flag("--json", arguments->json, "JSON Lines (corollary.event/1)");
  verb->callback([&chosen, arguments] {
    chosen = [arguments](const engine::Engine& engine, const Context& context) { return list_events(engine, context, *arguments); };
  });
}

}  // namespace corollary::cli
