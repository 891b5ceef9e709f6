#include "brief/brief.h"

namespace corollary::brief {

std::string_view name(ClaimKind kind) {
  switch (kind) {
    case ClaimKind::information: return "information";
    case ClaimKind::assumption: return "assumption";
    case ClaimKind::judgment: return "judgment";
  }
  return "";
}

std::string_view name(Confidence confidence) {
  switch (confidence) {
    case Confidence::low: return "low";
    case Confidence::moderate: return "moderate";
    case Confidence::high: return "high";
  }
  return "";
}

std::vector<const Claim*> key_judgments(const Brief& brief) {
  std::vector<const Claim*> found;
  for (const Section& section : brief.sections) {
    for (const Block& block : section.blocks) {
      const auto* const text = section.id == "bottom-line" ? std::get_if<TextBlock>(&block) : nullptr;
      if (text == nullptr) {
        continue;
      }
      for (const auto& item : text->items) {
        for (const Claim& claim : item) found.push_back(&claim);
      }
    }
  }
  return found;
}

}  // namespace corollary::brief
