#include <ostream>

#include "base/strings.h"
#include "cli/verbs.h"

namespace corollary::cli {
namespace {

std::string long_options(const CLI::App& verb) {
  std::vector<std::string> names;
  for (const CLI::Option* const option : verb.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return joined(names, " ");
}

std::vector<const CLI::App*> parts_of(const CLI::App& verb) {
  return verb.get_subcommands([](const CLI::App*) { return true; });
}

// The options of a verb and of its parts, and the parts' names.
std::string case_of(const CLI::App& verb) {
  std::string options = long_options(verb);
  std::vector<std::string> parts;
  for (const CLI::App* const part : parts_of(verb)) {
    parts.push_back(part->get_name());
    options += " " + long_options(*part);
  }
  return format("    {}) options=\"{}\"{} ;;\n", verb.get_name(), options, parts.empty() ? "" : format(" parts=\"{}\"", joined(parts, " ")));
}

// Made from the verbs and options themselves, so that it cannot fall behind them.
void write_bash(const CLI::App& program, std::ostream& out) {
  std::vector<std::string> verbs;
  std::string cases;
  for (const CLI::App* const verb : parts_of(program)) {
    verbs.push_back(verb->get_name());
    cases += case_of(*verb);
  }
  out << format(
      "_corollary() {{\n"
      "  local word=\"${{COMP_WORDS[COMP_CWORD]}}\" options parts=\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
      "    COMPREPLY=($(compgen -W \"{} {}\" -- \"$word\"))\n"
      "    return\n"
      "  fi\n"
      "  case \"${{COMP_WORDS[1]}}\" in\n{}  esac\n"
      "  case \"$word\" in\n"
      "    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
      "    *) COMPREPLY=($(compgen -f -W \"$parts\" -- \"$word\")) ;;\n"
      "  esac\n"
      "}}\n"
      "complete -o filenames -F _corollary corollary\n",
      joined(verbs, " "), long_options(program), cases);
}

}  // namespace

void add_completion(CLI::App& program, Action& chosen) {
  auto* const verb = program.add_subcommand("completion", "Shell completion: source <(corollary completion bash)");
  auto shell = std::make_shared<std::string>();
  verb->add_option("shell", *shell, "bash (zsh reads it too, after bashcompinit)")->required()->check(CLI::IsMember({"bash"}));
  verb->callback([&program, &chosen, shell] {
    chosen = [&program](const engine::Engine&, const Context& context) -> Outcome {
      write_bash(program, context.out);
      return 0;
    };
  });
}

}  // namespace corollary::cli
