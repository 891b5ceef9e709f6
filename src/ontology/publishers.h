#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "base/strings.h"
#include "ontology/trust.h"

namespace corollary {

enum class PublisherKind : std::uint8_t { agency, paper, broadcaster, government, organisation };
std::string_view name(PublisherKind kind);

/// Somebody who publishes reports.
struct Publisher {
  std::string name;
  std::vector<std::string> aliases, domains;
  std::string country;      ///< Party code; "" if it belongs to none.
  PublisherKind kind = PublisherKind::paper;
  std::string directed_by;  ///< Party code of the government that decides what it says; "" if none does.
  Reliability reliability = Reliability::f;
};

/// Who publishes, and how far to trust it. Immutable.
class PublisherTable {
 public:
  /// From a table with the columns of src/ontology/data/publishers.tsv; `name` is for messages. Errors: `input` with file and line for an
  /// unknown kind or letter, or a missing name.
  static Result<PublisherTable> from_table(std::string_view name, std::string_view text);
  /// A user's table.
  struct Added {
    std::string_view name, text;
  };
  /// The table that the program carries. A row of the user's takes the place of ours with that name; others are added. Errors: those of
  /// `from_table` for the user's table.
  static Result<PublisherTable> built_in(const std::optional<Added>& added = {});

  /// By name or alias in any case and without accents, or by an address on the web ("https://www.reuters.com/world/…", "reuters.com").
  /// nullptr if it is not known.
  [[nodiscard]] const Publisher* find(std::string_view publisher) const;
  /// F for one that is not known.
  [[nodiscard]] Reliability reliability(std::string_view publisher) const;
  /// Who speaks: "government of RUS" for all that one government directs, else the publisher's name, or the folded text if it is not
  /// known. Two voices are independent. "" for "".
  [[nodiscard]] std::string voice(std::string_view publisher) const;

  [[nodiscard]] const std::vector<Publisher>& all() const { return all_; }

 private:
  explicit PublisherTable(std::vector<Publisher> all);
  std::vector<Publisher> all_;
  std::unordered_map<std::string, std::size_t, ViewHash, std::equal_to<>> by_name_, by_domain_;
};

}  // namespace corollary
