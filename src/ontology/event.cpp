#include "ontology/event.h"

namespace corollary {

std::string_view name(Modality modality) {
  switch (modality) {
    case Modality::happened: return "happened";
    case Modality::planned: return "planned";
    case Modality::possible: return "possible";
    case Modality::not_happened: return "not_happened";
  }
  return "";
}

std::optional<Modality> modality_named(std::string_view text) {
  for (const Modality candidate : {Modality::happened, Modality::planned, Modality::possible, Modality::not_happened}) {
    if (name(candidate) == text) {
      return candidate;
    }
  }
  return std::nullopt;
}

std::string_view name(GeoPrecision precision) {
  switch (precision) {
    case GeoPrecision::country: return "country";
    case GeoPrecision::region: return "region";
    case GeoPrecision::area: return "area";
    case GeoPrecision::place: return "place";
  }
  return "";
}

std::optional<GeoPrecision> geo_precision_named(std::string_view text) {
  for (const GeoPrecision candidate : {GeoPrecision::country, GeoPrecision::region, GeoPrecision::area, GeoPrecision::place}) {
    if (name(candidate) == text) {
      return candidate;
    }
  }
  return std::nullopt;
}

}  // namespace corollary
