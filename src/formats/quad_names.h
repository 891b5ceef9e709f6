#pragma once

#include <optional>
#include <string_view>

#include "ontology/event_type.h"

namespace corollary::formats {

/// The class of that name ("verbal conflict"); nullopt if there is none.
inline std::optional<QuadClass> quad_class_named(std::string_view text) {
  for (const QuadClass quad : {QuadClass::verbal_cooperation, QuadClass::material_cooperation,
                               QuadClass::verbal_conflict, QuadClass::material_conflict}) {
    if (name(quad) == text) {
      return quad;
    }
  }
  return std::nullopt;
}

}  // namespace corollary::formats
