#pragma once

#include <string_view>

namespace corollary {

// The tables of src/ontology/data as the program carries them, byte for byte.
std::string_view embedded_parties();
std::string_view embedded_groups();
std::string_view embedded_members();
std::string_view embedded_people();
std::string_view embedded_bodies();
std::string_view embedded_titles();
std::string_view embedded_places();
std::string_view embedded_issues();
std::string_view embedded_icews_sectors();
std::string_view embedded_cameo();
std::string_view embedded_publishers();

}  // namespace corollary
