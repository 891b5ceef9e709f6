#include "brief/page_head.h"

#include "base/embedded.h"
#include "base/format.h"
#include "brief/charts.h"

namespace corollary::brief {

COROLLARY_EMBEDDED(page_css)

std::string page_head(std::string_view title, std::string_view main_id) {
  return format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" "
      "content=\"light dark\">\n"
      "<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#{}\">Skip to the "
      "{}</a>\n",
      escaped_markup(title), embedded_page_css(), main_id, main_id);
}

}  // namespace corollary::brief
