#pragma once

#include <optional>
#include <string_view>

namespace corollary::text {

/// A tag or relation of English in Universal Dependencies as a view that lives as long as the program; nullopt if there
/// is none of that name. Cost: O(log names).
std::optional<std::string_view> static_name(std::string_view name);

}  // namespace corollary::text
