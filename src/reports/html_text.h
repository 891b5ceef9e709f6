#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/error.h"

namespace corollary::reports {

/// What a page is about, without the page.
struct HtmlPage {
  std::string title;      ///< og:title, else the first h1, else the title element.
  std::string publisher;  ///< og:site_name.
  std::optional<Date> day;  ///< Metadata, else the first time element, else the first visible text that is only a date.
  std::string text;       ///< Paragraphs with a blank line between them; navigation, forms and lists of links left out.
};

/// Reads a page. Errors: `input` if its elements nest deeper than any page that people read.
/// Cost: O(bytes), with a bounded factor for nesting.
Result<HtmlPage> read_html_page(std::string_view path, std::string_view bytes);

}  // namespace corollary::reports
