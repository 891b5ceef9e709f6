#pragma once

#include <string>
#include <string_view>

namespace corollary::brief {

/// How every page of ours begins, to the first lines of its body: title, style, and a link to the element `main_id`, named in words by the id itself.
/// Nothing may be fetched and nothing run, whatever stands in the text.
std::string page_head(std::string_view title, std::string_view main_id);

}  // namespace corollary::brief
