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

}  // namespace corollary
