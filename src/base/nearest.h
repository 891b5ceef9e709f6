#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace corollary {

/// Where a name stands among others, in any case and with or without marks if no other way; the first of those. nullopt if it does not.
std::optional<std::size_t> place_of_name(std::span<const std::string> names, std::string_view name);

/// The names most like a text that is none of them, the likest first: those that hold it, the shortest first; then those that fewest
/// changed letters lead to (Levenshtein's distance), at most a third of them. Cost: O(letters of all names · letters of the text).
std::vector<std::string> nearest_names(std::span<const std::string> names, std::string_view text, std::size_t most);

/// "'Rusia' is no actor of the model; the nearest are Russia and Prussia"; `what` is "actor of the model".
std::string unknown_name(std::span<const std::string> names, std::string_view text, std::string_view what);

}  // namespace corollary
