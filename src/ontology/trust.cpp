#include "ontology/trust.h"

#include <array>

namespace corollary {
namespace {

constexpr std::array<std::string_view, 6> kReliability = {"completely reliable",  "usually reliable", "fairly reliable",
                                                          "not usually reliable", "unreliable",       "reliability cannot be judged"};
constexpr std::array<std::string_view, 6> kCredibility = {"confirmed by other sources", "probably true", "possibly true",
                                                          "doubtful",                   "improbable",    "truth cannot be judged"};

}  // namespace

char letter(Reliability reliability) { return static_cast<char>('A' + static_cast<int>(reliability)); }
std::string_view name(Reliability reliability) { return kReliability[static_cast<std::size_t>(reliability)]; }

std::optional<Reliability> reliability_of(std::string_view letter) {
  if (letter.size() != 1 || letter.front() < 'A' || letter.front() > 'F') {
    return std::nullopt;
  }
  return static_cast<Reliability>(letter.front() - 'A');
}

int digit(Credibility credibility) { return 1 + static_cast<int>(credibility); }
std::string_view name(Credibility credibility) { return kCredibility[static_cast<std::size_t>(credibility)]; }

Credibility credibility(Voices voices) {
  if (voices.tell == 0) {
    return Credibility::cannot_be_judged;
  }
  if (voices.deny > 0) {
    return voices.deny > voices.tell ? Credibility::improbable : Credibility::doubtful;
  }
  if (voices.tell >= kVoicesConfirm) {
    return Credibility::confirmed;
  }
  return voices.tell == 2 ? Credibility::probably_true : Credibility::possibly_true;
}

std::string grade_text(Reliability reliability, Credibility credibility) {
  return std::string(1, letter(reliability)) + static_cast<char>('0' + digit(credibility));
}

}  // namespace corollary
