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

// Made from the verbs and options themselves, so that it cannot fall behind them.
void write_bash(const CLI::App& program, std::ostream& out) {
  std::vector<std::string> verbs;
  std::string cases;
  for (const CLI::App* const verb : program.get_subcommands([](const CLI::App*) { return true; })) {
    verbs.push_back(verb->get_name());
    cases += format("    {}) options=\"{}\" ;;\n", verb->get_name(), long_options(*verb));
  }
  out << format(
      "_corollary() {{\n"
      "  local word=\"${{COMP_WORDS[COMP_CWORD]}}\" options\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
      "    COMPREPLY=($(compgen -W \"{} {}\" -- \"$word\"))\n"
      "    return\n"
      "  fi\n"
      "  case \"${{COMP_WORDS[1]}}\" in\n{}  esac\n"
      "  case \"$word\" in\n"
      "    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
      "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
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
