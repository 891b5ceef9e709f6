#include "coding/verb_groups.h"

#include <algorithm>
#include <array>
#include <optional>

namespace corollary::coding {
namespace {

bool is_in(const auto& list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

class GroupReader {
 public:
  GroupReader(const Words& words, const std::vector<Mention>& mentions, const ActLexicon& lexicon)
      : words_(words), lexicon_(lexicon), mention_at_(words.size(), nullptr), mention_before_(words.size() + 1, nullptr) {
    for (const Mention& mention : mentions) {
      std::fill(mention_at_.begin() + static_cast<std::ptrdiff_t>(mention.words.first),
                mention_at_.begin() + static_cast<std::ptrdiff_t>(mention.words.last), &mention);
      mention_before_[mention.words.last] = &mention;
    }
  }

  std::vector<VerbGroup> read() {
    for (std::size_t i = 0; i < words_.size();) {
      auto group = mention_at_[i] == nullptr ? read_at(i) : std::nullopt;
      if (group) {
        i = group->words.last;
        groups_.push_back(*std::move(group));
      } else {
        ++i;
      }
    }
    return std::move(groups_);
  }

 private:
  [[nodiscard]] std::string_view lower(std::size_t i) const { return i < words_.size() ? std::string_view(words_[i].lower) : ""; }

  [[nodiscard]] const VerbReading* reading(std::size_t i, auto... forms) const {
    if (i >= words_.size() || mention_at_[i] != nullptr) {
      return nullptr;
    }
    const auto readings = lexicon_.readings(words_[i].lower);
    const auto found = std::ranges::find_if(readings, [&](const VerbReading& r) { return ((r.form == forms) || ...); });
    return found == readings.end() ? nullptr : &*found;
  }

  std::optional<VerbGroup> read_at(std::size_t i) {
    const std::string_view word = lower(i);
    if (word == "to") {
      return read_chain(i, GroupForm::infinitive);
    }
    // "can" and "will" as nouns stand behind articles.
    const bool behind_article = i > 0 && (is_determiner(lower(i - 1)) && lower(i - 1) != "that" && lower(i - 1) != "which" && lower(i - 1) != "all" &&
                                          lower(i - 1) != "both" && lower(i - 1) != "this");
    const bool month = words_[i].upper && i > 0 && is_modal(word) && words_[i - 1].kind == text::TokenKind::word;  // "in May"
    if (month) {
      return std::nullopt;
    }
    if ((is_modal(word) || is_be(word) || is_have(word) || is_do(word)) && !behind_article) {
      return read_chain(i, word == "being" || word == "having" ? GroupForm::gerund : GroupForm::finite);
    }
    return read_bare(i);
  }

  // ---- auxiliaries -------------------------------------------------------------------------------------------------
  // Adverbs and negations from word i on; says whether one negates.
  std::size_t skip_adverbs(std::size_t i, bool& negated) const {
    while (i < words_.size() && mention_at_[i] == nullptr) {
      const bool no_longer = lower(i) == "no" && lower(i + 1) == "longer";
      if (no_longer || is_negation(lower(i))) {
        negated = true;
        i += no_longer ? 2 : 1;
      } else if (is_adverb(lower(i)) && lower(i) != "so") {
        ++i;
      } else {
        break;
      }
    }
    return i;
  }

  std::optional<VerbGroup> read_chain(std::size_t first, GroupForm form) const {
    VerbGroup group;
    group.words.first = first;
    group.form = form;
    enum class Want { any, base, participle, be_complement } want = Want::any;
    std::size_t i = first;
    std::optional<std::size_t> auxiliary;  // The last one: the main verb if none follows.
    while (i < words_.size()) {
      const std::string_view word = lower(i);
      const std::size_t at = i;
      if (at == first && word == "to") {
        want = Want::base;
      } else if (is_modal(word) && want == Want::any) {
        group.modal = word == "wo" || word == "'ll" ? "will" : word == "ca" ? "can" : word == "'d" ? "would" : word;
        group.tense = group.modal == "will" || group.modal == "shall" ? Tense::future : Tense::present;
        want = Want::base;
      } else if (is_do(word) && want == Want::any && group.modal.empty()) {
        group.tense = word == "did" ? Tense::past : Tense::present;
        auxiliary = at;
        want = Want::base;
      } else if (is_have(word) && (want == Want::any || (want == Want::base && (word == "have")))) {
        group.tense = word == "had" ? Tense::past : group.tense;
        auxiliary = at;
        want = Want::participle;
      } else if (is_be(word)) {
        if (want == Want::any) {
          group.tense = word == "was" || word == "were" ? Tense::past : Tense::present;
        }
        group.is_perfect = group.is_perfect || want == Want::participle;
        group.has_be = true;
        group.be = at;
        auxiliary = at;
        want = Want::be_complement;
      } else {
        break;
      }
      i = skip_adverbs(at + 1, group.is_negated);
    }
    if (want == Want::base) {
      if (const VerbReading* const verb = reading(i, VerbForm::base)) {
        return finished(group, i, *verb);
      }
    } else if (want == Want::participle) {
      if (const VerbReading* const verb = reading(i, VerbForm::participle, VerbForm::past_or_participle)) {
        group.is_perfect = true;
        group.tense = group.modal.empty() ? Tense::past : group.tense;
        return finished(group, i, *verb);
      }
    } else if (want == Want::be_complement) {
      if (const VerbReading* const verb = reading(i, VerbForm::participle, VerbForm::past_or_participle)) {
        group.is_passive = true;
        return finished(group, i, *verb);
      }
      if (const VerbReading* const verb = reading(i, VerbForm::gerund)) {
        return finished(group, i, *verb);
      }
    }
    if (!auxiliary) {
      return std::nullopt;
    }
    // No verb follows: the auxiliary is the verb.
    const VerbReading* const own = any_reading(*auxiliary);
    if (own == nullptr) {
      return std::nullopt;
    }
    group.has_be = false;
    VerbGroup result = finished(group, *auxiliary, *own);
    result.words.last = std::max(result.words.last, skip_adverbs(*auxiliary + 1, result.is_negated));
    return result;
  }

  [[nodiscard]] const VerbReading* any_reading(std::size_t i) const {
    const auto readings = lexicon_.readings(lower(i));
    return readings.empty() ? nullptr : readings.data();
  }

  [[nodiscard]] VerbGroup finished(VerbGroup group, std::size_t verb, const VerbReading& found) const {
    group.verb = verb;
    group.lemma = found.verb;
    group.words.last = verb + 1;
    return group;
  }

  // ---- verbs without an auxiliary ------------------------------------------------------------------------------------
  std::optional<VerbGroup> read_bare(std::size_t i) const {
    const bool closed = is_preposition(lower(i)) || is_adverb(lower(i));  // "regarding", "back"
    if (closed || lexicon_.readings(lower(i)).empty() || words_[i].kind != text::TokenKind::word) {
      return std::nullopt;
    }
    VerbGroup group;
    const std::size_t left = left_neighbour(i, group.is_negated);
    group.words.first = left;
    if (const VerbReading* const verb = reading(i, VerbForm::gerund)) {
      group.form = GroupForm::gerund;
      return is_gerund(i, left) ? std::optional(finished(group, i, *verb)) : std::nullopt;
    }
    if (const VerbReading* const verb = reading(i, VerbForm::past, VerbForm::past_or_participle)) {
      if (verb->form == VerbForm::past_or_participle && lexicon_.is_also_noun(lower(i)) && !subject_before(left)) {
        return std::nullopt;  // "cut", "hit", "set" as nouns.
      }
      group.tense = Tense::past;
      if (!may_be_past(left)) {
        return std::nullopt;
      }
      if (verb->form == VerbForm::past_or_participle && is_reduced(i, left, verb->verb)) {
        group.form = GroupForm::reduced;
        group.is_passive = true;
      }
      return finished(group, i, *verb);
    }
    if (const VerbReading* const verb = reading(i, VerbForm::participle)) {
      group.form = GroupForm::reduced;
      group.is_passive = true;
      return may_be_past(left) ? std::optional(finished(group, i, *verb)) : std::nullopt;
    }
    if (const VerbReading* const verb = reading(i, VerbForm::third_person)) {
      return is_third_person(i, left) ? std::optional(finished(group, i, *verb)) : std::nullopt;
    }
    if (const VerbReading* const verb = reading(i, VerbForm::base)) {
      return read_base(i, left, *verb, group);
    }
    return std::nullopt;
  }

  // The word where the adverbs before word i begin.
  std::size_t left_neighbour(std::size_t i, bool& negated) const {
    const std::size_t floor = groups_.empty() ? 0 : groups_.back().words.last;
    while (i > floor && mention_at_[i - 1] == nullptr && (is_adverb(lower(i - 1)) || is_negation(lower(i - 1)))) {
      negated = negated || is_negation(lower(i - 1));
      --i;
    }
    return i;
  }

  // What stands left of word i, adverbs left out.
  [[nodiscard]] bool mention_before(std::size_t i) const { return mention_before_[i] != nullptr && !mention_before_[i]->is_modifier; }
  [[nodiscard]] bool modifier_before(std::size_t i) const { return mention_before_[i] != nullptr && mention_before_[i]->is_modifier; }
  [[nodiscard]] std::string_view word_before(std::size_t i) const { return i > 0 ? lower(i - 1) : ""; }
  [[nodiscard]] bool subject_before(std::size_t i) const {
    const std::string_view word = word_before(i);
    return mention_before(i) || is_subject_pronoun(word) || is_relative_pronoun(word);
  }
  [[nodiscard]] bool noun_before(std::size_t i) const {
    if (i == 0 || words_[i - 1].kind != text::TokenKind::word) {
      return i > 0 && words_[i - 1].kind == text::TokenKind::number;
    }
    const std::string_view word = word_before(i);
    return !is_determiner(word) && !is_preposition(word) && !is_possessive_mark(word) && word != "and" && word != "or" && word != "to";
  }

  [[nodiscard]] bool is_gerund(std::size_t i, std::size_t left) const {
    const std::string_view word = word_before(left);
    const bool nominal = (is_determiner(word) && word != "that") || is_possessive_mark(word) || modifier_before(left);
    const bool at_end = i + 1 == words_.size() || is_punctuation(words_[i + 1]);
    return !nominal && !(lexicon_.is_also_noun(lower(i)) && at_end) && lower(i + 1) != "of";
  }

  [[nodiscard]] bool may_be_past(std::size_t left) const {
    const std::string_view word = word_before(left);
    const bool determined = is_determiner(word) && !is_relative_pronoun(word) && word != "all" && word != "both" && word != "this" && word != "most" &&
                            word != "many" && word != "some" && word != "others" && word != "few";
    return !determined && !is_possessive_mark(word) && !(is_preposition(word) && !is_subordinator(word)) && word != "to" && word != "-";
  }

  // ---- "orders issued by …" ------------------------------------------------------------------------------------------
  [[nodiscard]] bool is_boundary(std::size_t i) const {
    const std::string_view word = lower(i);
    return is_punctuation(words_[i]) || word == "and" || word == "or" || word == "but" || is_relative_pronoun(word) || is_subordinator(word);
  }

  [[nodiscard]] bool finite_to_the_left(std::size_t left) const {
    for (auto group = groups_.rbegin(); group != groups_.rend(); ++group) {
      for (std::size_t i = group->words.last; i < left; ++i) {
        if (is_boundary(i)) {
          return false;
        }
      }
      if (group->form == GroupForm::finite) {
        return true;
      }
      left = group->words.first;
    }
    return false;
  }

  [[nodiscard]] bool finite_to_the_right(std::size_t i) const {
    for (++i; i < words_.size() && !is_boundary(i); ++i) {
      const std::string_view word = lower(i);
      const bool auxiliary = is_modal(word) || (is_be(word) && word != "being" && word != "been" && word != "be") || is_have(word) || is_do(word);
      const bool past = reading(i, VerbForm::past, VerbForm::past_or_participle, VerbForm::third_person) != nullptr && !lexicon_.is_also_noun(word) &&
                        (noun_before(i) || mention_before(i)) && lower(i + 1) != "by";
      if (auxiliary || past) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] bool is_reduced(std::size_t i, std::size_t left, std::uint32_t verb) const {
    if (lower(i + 1) == "by" && lower(i + 2) != "phone" && lower(i + 2) != "telephone") {
      return true;
    }
    if (left == 0) {
      return true;  // "Asked about the talks, he said …".
    }
    const bool behind_noun = noun_before(left) || mention_before(left);
    const bool pronoun = is_subject_pronoun(word_before(left)) || is_relative_pronoun(word_before(left));
    if (!behind_noun || pronoun) {
      return false;
    }
    // "involvement in exercises carried out": what a preposition takes is no subject.
    const bool in_phrase = mention_before_[left] == nullptr && left > 1 && is_preposition(lower(left - 2)) && !groups_.empty();
    if (in_phrase || finite_to_the_left(left)) {
      return true;
    }
    const bool speech = std::ranges::any_of(lexicon_.patterns_of(verb), [&](std::uint32_t p) { return lexicon_.pattern(p).kind == ActKind::say; });
    const bool no_object = is_preposition(lower(i + 1)) || lower(i + 1) == "to" || words_.size() == i + 1;
    return !speech && no_object && finite_to_the_right(i);
  }

  // ---- present tense ---------------------------------------------------------------------------------------------------
  [[nodiscard]] bool object_follows(std::size_t i) const {
    const std::string_view next = lower(i + 1);
    const bool name = i + 1 < words_.size() && (words_[i + 1].upper || mention_at_[i + 1] != nullptr);
    return is_determiner(next) || next == "to" || next == "that" || next == "with" || next == "on" || name || next == "him" || next == "them" ||
           is_adverb(next) || next == "new" || next == "about" || next == "not" || next == "for" || next == "at";
  }

  [[nodiscard]] bool is_third_person(std::size_t i, std::size_t left) const {
    const std::string_view word = word_before(left);
    if (lexicon_.is_also_noun(lower(i))) {
      const bool joined = (word == "and" || word == "but") && !groups_.empty() && (lower(i + 1) == "that" || lower(i + 1) == "to");
      return joined || (subject_before(left) && !modifier_before(left) && object_follows(i));
    }
    const bool coordinated = word == "and" || word == "but" || word == ",";
    return subject_before(left) || (noun_before(left) && !modifier_before(left)) || (coordinated && !groups_.empty());
  }

  [[nodiscard]] bool plural_before(std::size_t i) const {
    const std::string_view word = word_before(i);
    const bool pronoun = word == "they" || word == "we" || word == "you" || word == "i" || is_relative_pronoun(word);
    const Mention* const mention = mention_before_[i];
    const bool several = mention != nullptr && !mention->is_modifier;
    const bool plural_noun = noun_before(i) && word.ends_with('s') && !word.ends_with("ss") && !is_possessive_mark(word);
    return pronoun || several || plural_noun || word == "police" || word == "people";
  }

  std::optional<VerbGroup> read_base(std::size_t i, std::size_t left, const VerbReading& verb, VerbGroup group) const {
    const std::string_view word = word_before(left);
    // "will meet and discuss": the second verb shares what stands before the first.
    const bool joined = (word == "and" || word == "or" || word == ",") && !groups_.empty();
    if (joined) {
      const VerbGroup& before = groups_.back();
      const bool wants_base = before.form == GroupForm::infinitive || !before.modal.empty();
      if (!wants_base || (lexicon_.is_also_noun(lower(i)) && !object_follows(i))) {
        return std::nullopt;
      }
      group.form = before.form;
      group.modal = before.modal;
      group.tense = before.tense;
      group.is_negated = group.is_negated || before.is_negated;
      return finished(group, i, verb);
    }
    // "helps refugees return": too rare to be worth the errors. A bare verb wants a plural subject.
    const bool sure = !lexicon_.is_also_noun(lower(i)) || (subject_before(left) && object_follows(i));
    return plural_before(left) && sure && !modifier_before(left) ? std::optional(finished(group, i, verb)) : std::nullopt;
  }

  const Words& words_;
  const ActLexicon& lexicon_;
  std::vector<const Mention*> mention_at_;      // The mention that covers a word.
  std::vector<const Mention*> mention_before_;  // The mention that ends before a word.
  std::vector<VerbGroup> groups_;
};

}  // namespace

std::vector<VerbGroup> find_verb_groups(const Words& words, const std::vector<Mention>& mentions, const ActLexicon& lexicon) {
  return GroupReader(words, mentions, lexicon).read();
}

}  // namespace corollary::coding
