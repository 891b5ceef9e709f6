#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "base/strings.h"

namespace corollary::coding {

/// What a governor makes of what it governs; the words of src/coding/data/signatures.tsv.
enum class Pull : std::uint8_t { same, no, open, planned, fact, said };
std::string_view name(Pull pull);

/// One way in which a word governs another: "refuse" with an infinitive.
struct Signature {
  std::string lemma;     ///< With its particle: "rule out".
  std::string form;      ///< "" for any; "past"; a Penn tag.
  std::string behind;    ///< "to", "ing", "that", "obj", "subj", "noun" or a preposition.
  Pull positive, negative;
};

/// The table of signatures. Immutable.
class Signatures {
 public:
  /// Errors: `input` with file and line for a pull that is none.
  static Result<Signatures> from_table(std::string_view name, std::string_view text);

  /// All signatures of a word; empty if it has none. Cost: one look into a hash table.
  [[nodiscard]] std::span<const Signature> of(std::string_view lemma) const;

 private:
  std::unordered_map<std::string, std::vector<Signature>, ViewHash, std::equal_to<>> by_lemma_;
};

}  // namespace corollary::coding
