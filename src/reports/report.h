#pragma once

#include <string>

#include "base/byte_range.h"
#include "base/date.h"

namespace corollary {

/// Something that was published: the input that everything else is read from.
struct Report {
  std::string id;         ///< Unique within a run: the file's name without its ending, "#3" behind it in a file of many.
  std::string path;       ///< The file it was read from, as given.
  std::string publisher;  ///< "" if the file does not say.
  std::string title;      ///< "" if the file does not say.
  Date day;               ///< When it was published.
  std::string place;      ///< Its dateline; "" if the file does not say.
  std::string text;       ///< UTF-8; what byte ranges count in. For HTML the readable text, boilerplate left out.
  ByteRange body;         ///< The part of `text` that is prose, behind title and date lines.
  std::string mended{};   ///< What of its bytes was read otherwise than it stands, with file and line; "" if nothing.
};

}  // namespace corollary
