#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ontology/event.h"

namespace corollary::formats {

// How our CSV puts lists into a cell: items with ';' between, the fields of an item with '|' between. A backslash takes
// the meaning from a ';', a '|' and a backslash, and "\e" is nothing: so that a list with one empty item is no empty
// list.

std::string list_cell(const std::vector<std::string>& items);
std::string actors_cell(const std::vector<Actor>& actors);            ///< name|party|sector|role
std::string attribution_cell(const std::vector<Attribution>& chain);  ///< name|party|sector|role|cue

std::vector<std::string> list_in(std::string_view cell);
/// Fields that are left out are "".
std::vector<Actor> actors_in(std::string_view cell);
std::vector<Attribution> attribution_in(std::string_view cell);

}  // namespace corollary::formats
