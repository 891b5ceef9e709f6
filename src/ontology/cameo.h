#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "ontology/event_type.h"

namespace corollary {

/// A CAMEO code and what it is in PLOVER's terms.
struct CameoCode {
  std::string code;   ///< With leading zeros: "036".
  std::string label;  ///< Our words, a verb phrase: "meets at a third location".
  EventType type;
  std::string mode;   ///< PLOVER mode; "" if none.
  double intensity;   ///< Goldstein's value for the code.
  std::string description = {};  ///< As data sets write it: "Meet at a 'third' location"; "" if they do not.
};

/// CAMEO's codes: by number, and by the descriptions that data sets write in their place.
class CameoTable {
 public:
  /// From a table with the columns of src/ontology/data/cameo.tsv. Errors: `input` with line.
  static Result<CameoTable> from_table(std::string_view text);
  static Result<CameoTable> built_in();

  /// nullptr if there is no such code.
  [[nodiscard]] const CameoCode* by_code(std::string_view code) const;
  /// By description, in any case ("Express intent to meet or negotiate"). nullptr if no code has it.
  [[nodiscard]] const CameoCode* by_description(std::string_view description) const;

 private:
  std::vector<CameoCode> codes_;
  std::unordered_map<std::string, std::size_t> by_code_, by_description_;
};

}  // namespace corollary
