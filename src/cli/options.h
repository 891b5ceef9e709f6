#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "engine/engine.h"
#include "ontology/event_type.h"

namespace corollary::cli {

// Options as text become values here, with messages that say what was expected. `option` is its name for messages.

Result<Date> day_option(std::string_view option, const std::string& text);
/// nullopt for an empty text: the option was not given.
Result<std::optional<Date>> optional_day(std::string_view option, const std::string& text);
std::optional<std::filesystem::path> optional_path(const std::string& text);
Result<std::optional<EventType>> optional_type(const std::string& text);
Result<std::optional<brief::Yardstick>> optional_yardstick(const std::string& text);

/// "USA,RUS CONSULT 2018-07-16".
struct EventOption {
  std::vector<std::string> parties;
  EventType type;
  Date day;
};
Result<std::optional<EventOption>> optional_event(const std::string& text);

/// Runs `verb` with the program's engine, or with one of its own if the user gives words: a file of actors, files of
/// frames. Errors: those of `Engine::make`.
Result<int> with_own_words(const engine::Engine& engine, const std::string& actors, const std::vector<std::string>& frames,
                           const std::function<Result<int>(const engine::Engine&)>& verb);

}  // namespace corollary::cli
