#pragma once

#include <functional>
#include <iosfwd>
#include <memory>

#include <CLI/CLI.hpp>

#include "base/error.h"
#include "base/progress.h"
#include "engine/engine.h"

namespace corollary::cli {

/// What a verb has at hand when it runs.
struct Context {
  std::ostream& out;
  std::ostream& err;
  Progress& progress;
};

/// What a verb did: exit code 0, or 1 if a check found something, or a fetch lacks files.
using Outcome = Result<int>;
using Action = std::function<Outcome(const engine::Engine&, const Context&)>;

/// Adds a verb with its options to the program. When the command line names the verb, `chosen` becomes what it does.
using AddVerb = void (*)(CLI::App& program, Action& chosen);

void add_brief(CLI::App& program, Action& chosen);
void add_code(CLI::App& program, Action& chosen);
void add_import(CLI::App& program, Action& chosen);
void add_fetch(CLI::App& program, Action& chosen);
void add_export(CLI::App& program, Action& chosen);
void add_events(CLI::App& program, Action& chosen);
void add_forecast(CLI::App& program, Action& chosen);
void add_rank(CLI::App& program, Action& chosen);
void add_impact(CLI::App& program, Action& chosen);
void add_bargain(CLI::App& program, Action& chosen);
void add_check(CLI::App& program, Action& chosen);
void add_evaluate(CLI::App& program, Action& chosen);
void add_doctor(CLI::App& program, Action& chosen);
void add_completion(CLI::App& program, Action& chosen);

}  // namespace corollary::cli
