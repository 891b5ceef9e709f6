#include "cli/options.h"

#include "base/strings.h"

namespace corollary::cli {

Result<Date> day_option(std::string_view option, const std::string& text) {
  const auto day = Date::parse(text);
  if (!day) {
    return fail(ErrorKind::usage, "{}: {}", option, day.error().message);
  }
  return *day;
}

Result<std::optional<Date>> optional_day(std::string_view option, const std::string& text) {
  if (text.empty()) {
    return std::nullopt;
  }
  TRY_ASSIGN(const Date day, day_option(option, text));
  return day;
}

Result<std::optional<EventType>> optional_type(const std::string& text) {
  if (text.empty()) {
    return std::nullopt;
  }
  const auto type = event_type(text);
  if (!type) {
    std::vector<std::string> codes;
    for (const EventType known : kEventTypes) codes.emplace_back(code(known));
    return fail(ErrorKind::usage, "--type: '{}' is no event type; expected {}", text, listed(codes, "or"));
  }
  return type;
}

Result<std::optional<brief::Yardstick>> optional_yardstick(const std::string& text) {
  const auto known = brief::yardstick(text);
  if (!text.empty() && !known) {
    return fail(ErrorKind::usage, "--yardstick: '{}' is none; expected icd203, phia or kent", text);
  }
  return known;
}

std::optional<std::filesystem::path> optional_path(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::filesystem::path>(text);
}

Result<std::optional<EventOption>> optional_event(const std::string& text) {
  if (text.empty()) {
    return std::nullopt;
  }
  const std::vector<std::string> words = split(text, ' ');
  const auto type = words.size() == 3 ? event_type(words[1]) : std::nullopt;
  const auto day = words.size() == 3 ? std::optional(Date::parse(words[2])) : std::nullopt;
  const auto parties = words.empty() ? std::vector<std::string>() : split(words[0], ',');
  if (!type || !day || !*day || parties.size() != 2) {
    return fail(ErrorKind::usage, "--event: '{}' is no event; expected two parties, a type and a day: 'USA,RUS CONSULT 2018-07-16'", text);
  }
  return EventOption{parties, *type, **day};
}

Result<int> with_own_words(const engine::Engine& engine, const std::string& actors, const std::vector<std::string>& frames,
                           const std::function<Result<int>(const engine::Engine&)>& verb) {
  if (actors.empty() && frames.empty()) {
    return verb(engine);
  }
  engine::Engine::OwnWords words;
  if (!actors.empty()) {
    words.actors = actors;
  }
  words.frames.assign(frames.begin(), frames.end());
  TRY_ASSIGN(const engine::Engine with, engine::Engine::make(words));
  return verb(with);
}

}  // namespace corollary::cli
