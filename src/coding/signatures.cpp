#include "coding/signatures.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/strings.h"
#include "base/table.h"

namespace corollary::coding {
namespace {

constexpr std::array<std::string_view, 6> kPulls = {"same", "no", "open", "planned", "fact", "said"};

std::optional<Pull> pull_of(std::string_view name) {
  const auto found = std::ranges::find(kPulls, name);
  return found == kPulls.end() ? std::nullopt : std::optional(static_cast<Pull>(found - kPulls.begin()));
}

// "*" stands for all complements; else the ways that are listed.
std::vector<std::string> ways(const std::string& cell) {
  std::vector<std::string> all;
  for (const std::string& way : split(cell, '/')) {
    if (way == "*") {
      all.insert(all.end(), {"to", "ing", "that", "obj"});
    } else {
      all.push_back(way);
    }
  }
  return all;
}

}  // namespace

std::string_view name(Pull pull) { return kPulls[static_cast<std::size_t>(pull)]; }

Result<Signatures> Signatures::from_table(std::string_view name, std::string_view text) {
  TRY_ASSIGN(const Table table, read_tsv(name, text));
  TRY_ASSIGN(const std::size_t lemma, table.column("lemma"));
  TRY_ASSIGN(const std::size_t behind, table.column("behind"));
  TRY_ASSIGN(const std::size_t positive, table.column("positive"));
  TRY_ASSIGN(const std::size_t negative, table.column("negative"));
  Signatures signatures;
  for (const Table::Row& row : table.rows) {
    const auto up = pull_of(row.cells[positive]);
    const auto down = pull_of(row.cells[negative]);
    if (!up || !down) {
      return fail(ErrorKind::input, "{}:{}: '{}' and '{}' are expected to be two of same, no, open, planned, fact, said", name, row.line,
                  row.cells[positive], row.cells[negative]);
    }
    for (const std::string& word : split(row.cells[lemma], '/')) {
      const std::size_t at = word.find('@');
      const std::string bare = word.substr(0, at);
      const std::string form = at == std::string::npos ? "" : word.substr(at + 1);
      for (const std::string& way : ways(row.cells[behind])) signatures.by_lemma_[bare].push_back({bare, form, way, *up, *down});
    }
  }
  // Those of a certain form are asked first; else the order of the file.
  for (auto& [word, list] : signatures.by_lemma_) std::ranges::stable_sort(list, std::greater(), [](const Signature& s) { return !s.form.empty(); });
  return signatures;
}

std::span<const Signature> Signatures::of(std::string_view lemma) const {
  const auto found = by_lemma_.find(lemma);
  return found == by_lemma_.end() ? std::span<const Signature>() : std::span<const Signature>(found->second);
}

}  // namespace corollary::coding
