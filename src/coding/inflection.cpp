#include "coding/inflection.h"

#include <algorithm>
#include <array>

namespace corollary::coding {
namespace {

struct Irregular {
  std::string_view lemma, past, participle;
};

constexpr auto kIrregular = std::to_array<Irregular>({
    {"arise", "arose", "arisen"},        {"bear", "bore", "borne"},          {"beat", "beat", "beaten"},
    {"become", "became", "become"},      {"begin", "began", "begun"},        {"behold", "beheld", "beheld"},
    {"bind", "bound", "bound"},          {"blow", "blew", "blown"},          {"break", "broke", "broken"},
    {"bring", "brought", "brought"},     {"broadcast", "broadcast", "broadcast"}, {"build", "built", "built"},
    {"buy", "bought", "bought"},         {"cast", "cast", "cast"},           {"catch", "caught", "caught"},
    {"choose", "chose", "chosen"},       {"come", "came", "come"},           {"cost", "cost", "cost"},
    {"cut", "cut", "cut"},               {"deal", "dealt", "dealt"},         {"draw", "drew", "drawn"},
    {"drive", "drove", "driven"},        {"fall", "fell", "fallen"},         {"feed", "fed", "fed"},
    {"feel", "felt", "felt"},            {"fight", "fought", "fought"},      {"find", "found", "found"},
    {"flee", "fled", "fled"},            {"fly", "flew", "flown"},           {"forecast", "forecast", "forecast"},
    {"foresee", "foresaw", "foreseen"},  {"forget", "forgot", "forgotten"},  {"forgive", "forgave", "forgiven"},
    {"freeze", "froze", "frozen"},       {"get", "got", "got"},              {"give", "gave", "given"},
    {"go", "went", "gone"},              {"grow", "grew", "grown"},          {"hear", "heard", "heard"},
    {"hit", "hit", "hit"},               {"hold", "held", "held"},           {"keep", "kept", "kept"},
    {"know", "knew", "known"},           {"lay", "laid", "laid"},            {"lead", "led", "led"},
    {"leave", "left", "left"},           {"lend", "lent", "lent"},           {"let", "let", "let"},
    {"lose", "lost", "lost"},            {"make", "made", "made"},           {"mean", "meant", "meant"},
    {"meet", "met", "met"},              {"misspeak", "misspoke", "misspoken"}, {"overcome", "overcame", "overcome"},
    {"overrun", "overran", "overrun"},   {"overthrow", "overthrew", "overthrown"}, {"pay", "paid", "paid"},
    {"put", "put", "put"},               {"quit", "quit", "quit"},           {"read", "read", "read"},
    {"rebuild", "rebuilt", "rebuilt"},   {"retake", "retook", "retaken"},    {"rise", "rose", "risen"},
    {"run", "ran", "run"},               {"say", "said", "said"},            {"see", "saw", "seen"},
    {"seek", "sought", "sought"},        {"sell", "sold", "sold"},           {"send", "sent", "sent"},
    {"set", "set", "set"},            {"shoot", "shot", "shot"},
    {"show", "showed", "shown"},         {"shrink", "shrank", "shrunk"},     {"shut", "shut", "shut"},
    {"sit", "sat", "sat"},               {"slay", "slew", "slain"},          {"speak", "spoke", "spoken"},
    {"spend", "spent", "spent"},         {"split", "split", "split"},        {"spread", "spread", "spread"},
    {"stand", "stood", "stood"},         {"steal", "stole", "stolen"},       {"stick", "stuck", "stuck"},
    {"strike", "struck", "struck"},      {"strive", "strove", "striven"},    {"swear", "swore", "sworn"},
    {"take", "took", "taken"},           {"teach", "taught", "taught"},      {"tell", "told", "told"},
    {"think", "thought", "thought"},     {"throw", "threw", "thrown"},       {"understand", "understood", "understood"},
    {"undertake", "undertook", "undertaken"}, {"uphold", "upheld", "upheld"}, {"win", "won", "won"},
    {"wind", "wound", "wound"},          {"withdraw", "withdrew", "withdrawn"}, {"withhold", "withheld", "withheld"},
    {"withstand", "withstood", "withstood"}, {"write", "wrote", "written"},  {"lie", "lay", "lain"},
    {"rethink", "rethought", "rethought"}, {"sink", "sank", "sunk"},         {"spring", "sprang", "sprung"},
});

// Verbs of more than one syllable that double their last letter all the same.
constexpr auto kDoubling = std::to_array<std::string_view>(
    {"abet", "admit", "cancel", "commit", "compel", "concur", "confer", "control", "counsel", "deter", "dispel", "equip", "expel", "impel",
     "incur", "kidnap", "label", "model", "occur", "omit", "patrol", "permit", "prefer", "propel", "quarrel", "rebel", "rebut", "recur",
     "refer", "regret", "remit", "repel", "submit", "transfer", "transmit", "travel", "unban", "airdrop", "handicap"});
// Verbs that are also spelled without doubling (American), or end in the same letters and do not double.
constexpr auto kDoublingOrNot = std::to_array<std::string_view>({"cancel", "travel", "label", "model", "counsel", "quarrel", "kidnap"});

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }
bool is_in(const auto& list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

// "plan" → "plann": one syllable of consonant, vowel, consonant (not w, x, y).
bool doubles_last_letter(std::string_view lemma) {
  if (is_in(kDoubling, lemma)) {
    return true;
  }
  const std::size_t n = lemma.size();
  if (n < 3 || is_vowel(lemma[n - 1]) || !is_vowel(lemma[n - 2]) || is_vowel(lemma[n - 3]) ||
      std::string_view("wxy").find(lemma[n - 1]) != std::string_view::npos) {
    return false;
  }
  return std::ranges::count_if(lemma, is_vowel) == 1;
}

std::string with_s(std::string_view word) {
  std::string result(word);
  const char last = word.back();
  const bool consonant_before = word.size() > 1 && !is_vowel(word[word.size() - 2]);
  if (last == 'y' && consonant_before) {
    result.pop_back();
    return result + "ies";
  }
  const bool hissing = last == 's' || last == 'x' || last == 'z' || word.ends_with("sh") || (word.ends_with("ch")) ||
                       (last == 'o' && consonant_before);
  return result + (hissing ? "es" : "s");
}

std::string with_ed(std::string_view lemma, bool doubled) {
  std::string result(lemma);
  if (lemma.ends_with('e')) {
    return result + "d";
  }
  if (lemma.ends_with('y') && lemma.size() > 1 && !is_vowel(lemma[lemma.size() - 2])) {
    result.pop_back();
    return result + "ied";
  }
  return (doubled ? result + result.back() : result) + "ed";
}

std::string with_ing(std::string_view lemma, bool doubled) {
  std::string result(lemma);
  if (lemma.ends_with("ie")) {
    return result.substr(0, result.size() - 2) + "ying";
  }
  if (lemma.ends_with('e') && !lemma.ends_with("ee") && !lemma.ends_with("oe") && lemma != "be") {
    result.pop_back();
  }
  return (doubled ? result + result.back() : result) + "ing";
}

}  // namespace

std::vector<InflectedForm> verb_forms(std::string_view lemma) {
  std::vector<InflectedForm> forms = {{std::string(lemma), VerbForm::base}};
  if (lemma == "be") {
    for (const char* present : {"am", "are", "is", "'s", "'re", "'m"}) forms.push_back({present, VerbForm::third_person});
    forms.insert(forms.end(), {{"was", VerbForm::past}, {"were", VerbForm::past}, {"been", VerbForm::participle}, {"being", VerbForm::gerund}});
    return forms;
  }
  if (lemma == "have") {
    return {{"have", VerbForm::base}, {"has", VerbForm::third_person}, {"had", VerbForm::past_or_participle}, {"having", VerbForm::gerund}};
  }
  forms.push_back({with_s(lemma), VerbForm::third_person});
  const bool doubled = doubles_last_letter(lemma);
  forms.push_back({with_ing(lemma, doubled), VerbForm::gerund});
  const auto irregular = std::ranges::find(kIrregular, lemma, &Irregular::lemma);
  if (irregular == kIrregular.end()) {
    forms.push_back({with_ed(lemma, doubled), VerbForm::past_or_participle});
    if (is_in(kDoublingOrNot, lemma)) {
      forms.push_back({with_ed(lemma, false), VerbForm::past_or_participle});
      forms.push_back({with_ing(lemma, false), VerbForm::gerund});
    }
  } else if (irregular->past == irregular->participle) {
    forms.push_back({std::string(irregular->past), VerbForm::past_or_participle});
  } else {
    forms.push_back({std::string(irregular->past), VerbForm::past});
    forms.push_back({std::string(irregular->participle), VerbForm::participle});
  }
  return forms;
}

std::vector<std::string> noun_forms(std::string_view singular) { return {std::string(singular), with_s(singular)}; }

}  // namespace corollary::coding
