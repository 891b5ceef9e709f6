#include "ontology/publishers.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/table.h"
#include "ontology/embedded.h"

namespace corollary {
namespace {

constexpr std::array<std::string_view, 5> kKinds = {"agency", "paper", "broadcaster", "government", "organisation"};
constexpr std::array<std::string_view, 7> kColumns = {"name", "aliases", "domains", "country", "kind", "directed_by", "reliability"};

Result<Publisher> publisher_of(std::string_view table, const Table::Row& row, const std::array<std::size_t, 7>& columns) {
  const auto cell = [&](std::size_t i) -> const std::string& { return row.cells[columns[i]]; };
  const auto kind = std::ranges::find(kKinds, cell(4));
  if (cell(0).empty()) {
    return fail(ErrorKind::input, "{}:{}: a publisher has no name", table, row.line);
  }
  if (kind == kKinds.end()) {
    return fail(ErrorKind::input, "{}:{}: kind '{}' is not agency, paper, broadcaster, government or organisation", table, row.line, cell(4));
  }
  const auto reliability = reliability_of(cell(6));
  if (!reliability) {
    return fail(ErrorKind::input, "{}:{}: reliability '{}' is no letter from A to F", table, row.line, cell(6));
  }
  return Publisher{cell(0), split(cell(1), '|'), split(cell(2), '|'), cell(3), static_cast<PublisherKind>(kind - kKinds.begin()), cell(5), *reliability};
}

Result<std::vector<Publisher>> publishers_in(std::string_view name, std::string_view text) {
  TRY_ASSIGN(const Table table, read_tsv(name, text));
  std::array<std::size_t, 7> columns{};
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    TRY_ASSIGN(columns[i], table.column(kColumns[i]));
  }
  std::vector<Publisher> all;
  for (const Table::Row& row : table.rows) {
    TRY_ASSIGN(Publisher publisher, publisher_of(name, row, columns));
    all.push_back(std::move(publisher));
  }
  return all;
}

// The host of an address; "" if the text is none.
std::string host_of(std::string_view text) {
  const std::size_t scheme = text.find("://");
  if (scheme != std::string_view::npos) text.remove_prefix(scheme + 3);
  text = text.substr(0, text.find_first_of("/:?#"));
  return text.contains('.') && !text.contains(' ') ? lower_ascii(text) : std::string();
}

}  // namespace

std::string_view name(PublisherKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

PublisherTable::PublisherTable(std::vector<Publisher> all) : all_(std::move(all)) {
  for (std::size_t i = 0; i < all_.size(); ++i) {
    by_name_.emplace(folded(all_[i].name), i);
    for (const std::string& alias : all_[i].aliases) by_name_.emplace(folded(alias), i);
    for (const std::string& domain : all_[i].domains) by_domain_.emplace(lower_ascii(domain), i);
  }
}

Result<PublisherTable> PublisherTable::from_table(std::string_view name, std::string_view text) {
  TRY_ASSIGN(std::vector<Publisher> all, publishers_in(name, text));
  return PublisherTable(std::move(all));
}

Result<PublisherTable> PublisherTable::built_in(const std::optional<Added>& added) {
  TRY_ASSIGN(std::vector<Publisher> ours, publishers_in("publishers.tsv", embedded_publishers()));
  if (!added) {
    return PublisherTable(std::move(ours));
  }
  TRY_ASSIGN(std::vector<Publisher> all, publishers_in(added->name, added->text));
  const std::size_t theirs = all.size();
  for (Publisher& publisher : ours) {
    const auto last = all.begin() + static_cast<std::ptrdiff_t>(theirs);
    const bool replaced = std::any_of(all.begin(), last, [&](const Publisher& other) { return folded(other.name) == folded(publisher.name); });
    if (!replaced) all.push_back(std::move(publisher));
  }
  return PublisherTable(std::move(all));
}

const Publisher* PublisherTable::find(std::string_view publisher) const {
  if (const auto found = by_name_.find(folded(trimmed(publisher))); found != by_name_.end()) {
    return &all_[found->second];
  }
  std::string host = host_of(trimmed(publisher));
  while (!host.empty()) {  // Then the domains above it.
    if (const auto found = by_domain_.find(host); found != by_domain_.end()) {
      return &all_[found->second];
    }
    const std::size_t dot = host.find('.');
    host = dot == std::string::npos ? std::string() : host.substr(dot + 1);
  }
  return nullptr;
}

Reliability PublisherTable::reliability(std::string_view publisher) const {
  const Publisher* const found = find(publisher);
  return found == nullptr ? Reliability::f : found->reliability;
}

std::string PublisherTable::voice(std::string_view publisher) const {
  const Publisher* const found = find(publisher);
  if (found == nullptr) {
    return folded(trimmed(publisher));
  }
  return found->directed_by.empty() ? found->name : format("government of {}", found->directed_by);
}

}  // namespace corollary
