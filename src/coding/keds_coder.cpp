#include "coding/keds_coder.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "coding/inflection.h"

namespace corollary::coding {
namespace {

bool is_in(const auto& list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

// Entries are looked up by two letters, of which a stem has at least as many.
std::string key_of(std::string_view word) { return std::string(word.substr(0, 2)); }

bool ends_like_noun(std::string_view ending) { return is_in(std::to_array<std::string_view>({"s", "es"}), ending); }

}  // namespace

/// One sentence on its way to events.
class KedsSentence {
 public:
  KedsSentence(const KedsCoder& coder, const Words& words, std::span<const text::Node> nodes, Date day, const KedsOptions& options)
      : c_(coder), d_(coder.dictionary_), words_(words), nodes_(nodes), day_(day), options_(options) {}

  std::vector<KedsEvent> read() {
    is_cut_.assign(words_.size(), false);
    is_named_.assign(words_.size(), false);
    if (is_discarded()) {
      return {};
    }
    cut_commas();
    find_chunks();
    find_groups();
    find_pronouns();
    find_clauses();
    read_clauses();
    if (events_.empty() && !is_tabari() && has_tree()) {
      is_lenient_ = true;  // The tagger may have taken the verb for something else.
      read_clauses();
    }
    return discarded_ ? std::vector<KedsEvent>() : std::move(events_);
  }

 private:
  struct Group {
    Range words;
    std::vector<std::string> codes;
    std::size_t head = 0;  // Where its first name begins,
    std::size_t end = 0;   // and its last one ends.
  };
  struct Chunk {
    Range words;
    std::vector<std::string> actors;  // The first's code; several for "FRO/BIL/SAM".
    std::vector<std::string> before, after;  // Codes of agents.
    std::size_t head = 0;   // Where its first name begins,
    std::size_t end = 0;    // and its last one ends.
    std::size_t next = 0;   // Where a further agent would stand at once.
    [[nodiscard]] bool is_agent() const { return actors.empty() && !(before.empty() && after.empty()); }
  };
  // Where a pattern has come to, with the actors that it has named.
  struct State {
    std::size_t at;
    const Group* source = nullptr;
    const Group* target = nullptr;
    const Group* both = nullptr;
    std::size_t words = 0;  // That have matched.
  };

  [[nodiscard]] std::string_view lower(std::size_t i) const { return i < words_.size() ? std::string_view(words_[i].lower) : ""; }
  [[nodiscard]] bool has_tree() const { return !nodes_.empty(); }
  [[nodiscard]] bool is_tabari() const { return d_.dialect() == KedsDialect::tabari; }

  // ---- words and phrases -----------------------------------------------------------------------------------------------
  // Of entries TABARI knows the plural and PETRARCH lists it; of patterns it is the other way round.
  enum class Use : std::uint8_t { entry, pattern };

  [[nodiscard]] bool matches(const KedsItem& item, std::size_t i, Use use) const {
    const std::string_view word = lower(i);
    if (word == item.text) {
      return true;
    }
    if (item.is_stem) {
      return word.starts_with(item.text);
    }
    if (is_tabari() != (use == Use::entry)) {
      return false;
    }
    const bool plural = word.starts_with(item.text) && ends_like_noun(word.substr(item.text.size()));
    return plural || (!is_tabari() && has_tree() && nodes_[i].lemma == item.text);
  }

  // Where an item that begins at word i ends; several for a choice.
  [[nodiscard]] std::vector<std::size_t> ends_of(const KedsItem& item, std::size_t i, std::size_t last, Use use) const {
    if (i >= last) {
      return {};
    }
    if (item.kind == KedsItem::Kind::word) {
      return matches(item, i, use) && !is_cut_[i] ? std::vector<std::size_t>{i + 1} : std::vector<std::size_t>();
    }
    std::vector<std::size_t> ends;
    for (const KedsPhrase& option : item.alternatives) {
      for (const std::size_t end : ends_of(option, i, last, use)) {
        const bool fits = !item.is_noun_phrase || holds_only_nouns({i, end});
        if (fits && !is_in_list(ends, end)) ends.push_back(end);
      }
    }
    return ends;
  }

  [[nodiscard]] bool holds_only_nouns(Range range) const {
    for (std::size_t i = range.first; i < range.last; ++i) {
      if (!is_named_[i] && !is_nominal(i)) {
        return false;
      }
    }
    return true;
  }

  [[nodiscard]] static bool is_in_list(const std::vector<std::size_t>& list, std::size_t value) { return std::ranges::find(list, value) != list.end(); }

  // Where a phrase that begins at word i ends. Between words without a tie up to three others may stand.
  [[nodiscard]] std::vector<std::size_t> ends_of(const KedsPhrase& phrase, std::size_t i, std::size_t last, Use use) const {
    constexpr std::size_t gap_most = 3;
    if (phrase.empty()) {
      return {};
    }
    std::vector<std::size_t> ends = ends_of(phrase.front(), i, last, use);
    for (std::size_t k = 1; k < phrase.size() && !ends.empty(); ++k) {
      std::vector<std::size_t> next;
      for (const std::size_t end : ends) {
        const std::size_t furthest = phrase[k - 1].is_tight ? skip_hyphen(end, phrase[k]) : end + gap_most;
        for (std::size_t at = end; at <= furthest && at < last; ++at) {
          for (const std::size_t e : ends_of(phrase[k], at, last, use)) {
            if (!is_in_list(next, e)) next.push_back(e);
          }
        }
      }
      ends = std::move(next);
    }
    return ends;
  }

  // "Al-Gore" is "AL_GORE".
  [[nodiscard]] std::size_t skip_hyphen(std::size_t i, const KedsItem& item) const { return lower(i) == "-" && item.text != "-" ? i + 1 : i; }

  template <typename Entry>
  [[nodiscard]] std::pair<const Entry*, std::size_t> longest(const std::vector<Entry>& entries,
                                                             const std::unordered_map<std::string, std::vector<std::uint32_t>>& by_key, std::size_t i,
                                                             std::size_t last) const {
    std::pair<const Entry*, std::size_t> best{nullptr, i};
    std::pair<std::size_t, bool> weight;  // Letters, and whether the form is listed.
    const auto found = by_key.find(key_of(lower(i)));
    if (found == by_key.end()) {
      return best;
    }
    for (const std::uint32_t index : found->second) {
      const Entry& entry = entries[index];
      if (entry.phrase.front().kind != KedsItem::Kind::word || !matches(entry.phrase.front(), i, Use::entry)) {
        continue;
      }
      const std::vector<std::size_t> ends = ends_of(entry.phrase, i, last, Use::entry);
      const std::pair<std::size_t, bool> own = {letters_of(entry.phrase), is_listed(entry)};
      const std::size_t end = ends.empty() ? 0 : std::ranges::max(ends);
      if (!ends.empty() && (end > best.second || (end == best.second && own > weight))) {
        best = {&entry, end};
        weight = own;
      }
    }
    return best;
  }

  static bool is_listed(const KedsVerb& verb) { return !verb.is_inflected; }
  static bool is_listed(const auto&) { return true; }

  static std::size_t letters_of(const KedsPhrase& phrase) {
    std::size_t letters = 0;
    for (const KedsItem& item : phrase) letters += item.text.size();
    return letters;
  }

  [[nodiscard]] bool is_discarded() const {
    for (const KedsPhrase& phrase : d_.discards()) {
      for (std::size_t i = 0; i < words_.size(); ++i) {
        if (stands_at(phrase, i)) {
          return true;
        }
      }
    }
    return false;
  }

  [[nodiscard]] bool stands_at(const KedsPhrase& phrase, std::size_t i) const {
    for (std::size_t k = 0; k < phrase.size(); ++k) {
      if (i + k >= words_.size() || !matches(phrase[k], i + k, Use::entry)) {
        return false;
      }
    }
    return true;
  }

  // ---- what stands between commas ------------------------------------------------------------------------------------------
  // TABARI leaves out what stands between two commas, before the first and behind the last, by its length in words.
  void cut_commas() {
    if (!is_tabari()) {
      return;
    }
    std::vector<std::size_t> marks;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (lower(i) == ",") marks.push_back(i);
    }
    std::size_t end = words_.size();
    while (end > 0 && is_punctuation(words_[end - 1])) --end;
    const KedsOptions::Commas& c = options_.commas;
    std::size_t k = 0;
    if (!marks.empty() && c.begin_least <= marks.front() && marks.front() <= c.begin_most) {
      cut({0, marks.front() + 1});
      k = 1;
    }
    while (k < marks.size()) {
      const bool inner = k + 1 < marks.size();
      const std::size_t until = inner ? marks[k + 1] : end;
      const std::size_t length = until - std::min(until, marks[k] + 1);
      const bool by_length = inner ? c.inner_least <= length && length <= c.inner_most : c.end_least <= length && length <= c.end_most;
      if (!by_length || lower(marks[k] + 1) == "and" || is_list_item(marks[k] + 1, until)) {
        ++k;
        continue;
      }
      cut({marks[k], until});
      // The second comma is used up, unless it opens who reports at the end.
      const bool reports = k + 2 == marks.size() && tells({until, end});
      k += inner && !reports ? 2 : 1;
    }
  }

  void cut(Range range) { std::fill(is_cut_.begin() + static_cast<std::ptrdiff_t>(range.first), is_cut_.begin() + static_cast<std::ptrdiff_t>(range.last), true); }

  [[nodiscard]] bool tells(Range range) const {
    constexpr auto verbs = std::to_array<std::string_view>({"said", "says", "reported", "told", "announced"});
    const bool ends = options_.commas.end_least <= range.last - range.first && range.last - range.first <= options_.commas.end_most + 1;
    return ends && std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(range.first), words_.begin() + static_cast<std::ptrdiff_t>(range.last),
                               [&](const Word& word) { return is_in(verbs, word.lower); });
  }

  // "Mordor, the Shire, Fornost and Bree": names in a row are no insertion.
  [[nodiscard]] bool is_list_item(std::size_t first, std::size_t last) const {
    constexpr std::size_t describing_most = 4;
    for (std::size_t i = first; i < std::min(first + describing_most, last); ++i) {
      const auto [actor, end] = longest(d_.actors(), c_.actors_, i, last);
      if (actor != nullptr) {
        return end == last || std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(end), words_.begin() + static_cast<std::ptrdiff_t>(last),
                                          [](const Word& word) { return word.lower == "and" || word.lower == "or"; });
      }
    }
    return false;
  }

  // ---- noun phrases ------------------------------------------------------------------------------------------------------
  [[nodiscard]] bool is_nominal(std::size_t i) const {
    const std::string_view word = lower(i);
    if (is_determiner(word) || is_possessive_mark(word) || words_[i].kind == text::TokenKind::number) {
      return word != "that" && word != "which";
    }
    if (words_[i].kind != text::TokenKind::word) {
      return word == "-" && i > 0 && i + 1 < words_.size();
    }
    if (is_preposition(word) || is_modal(word) || is_be(word) || is_have(word) || is_negation(word) || word == "and" || word == "or" || word == "nor" ||
        word == "to" || word == "but") {
      return false;
    }
    if (has_tree()) {
      const std::string_view upos = nodes_[i].upos;
      const bool participle = upos == "VERB" && i + 1 < words_.size() && (nodes_[i].relation == "amod" || nodes_[i].relation == "compound");
      return upos == "NOUN" || upos == "PROPN" || upos == "ADJ" || upos == "NUM" || upos == "DET" || participle;
    }
    return true;
  }

  void find_chunks() {
    for (std::size_t i = 0; i < words_.size();) {
      if (is_cut_[i]) {
        ++i;
        continue;
      }
      Chunk chunk;
      chunk.words = {i, i};
      chunk.head = i;
      chunk.end = i;
      std::size_t at = i;
      while (at < words_.size() && !is_cut_[at]) {
        if (is_tabari() && at > i && breaks_off(chunk, at)) {
          break;
        }
        const std::size_t named = read_name(chunk, at);
        if (named > at) {
          at = named;
          continue;
        }
        const bool between_adjectives = lower(at) == "and" && at > i && has_tree() && at + 1 < words_.size() && nodes_[at - 1].upos == "ADJ" &&
                                        nodes_[at + 1].upos == "ADJ" && chunk.after.empty();
        if (!is_nominal(at) && !between_adjectives) {
          break;
        }
        if (is_determiner(lower(at)) && at > i && !is_determiner(lower(at - 1))) {
          break;
        }
        ++at;
      }
      if (at == i) {
        ++i;
        continue;
      }
      chunk.words.last = at;
      chunks_.push_back(std::move(chunk));
      i = at;
    }
  }

  // TABARI knows no phrases: another actor, or a verb, begins something new.
  [[nodiscard]] bool breaks_off(const Chunk& chunk, std::size_t i) const {
    if (longest(d_.actors(), c_.actors_, i, words_.size()).first != nullptr) {
      return !chunk.actors.empty();
    }
    return longest(d_.agents(), c_.agents_, i, words_.size()).first == nullptr && looks_like_verb(i) && verb_at(i).first != nullptr;
  }

  // Takes the actor or agent at word i into a chunk; where it ends, i if there is none.
  std::size_t read_name(Chunk& chunk, std::size_t i) {
    const auto [actor, actor_end] = longest(d_.actors(), c_.actors_, i, words_.size());
    const auto [agent, agent_end] = longest(d_.agents(), c_.agents_, i, words_.size());
    if (actor != nullptr && actor_end >= agent_end) {
      const std::string code = code_on_day(*actor);
      discarded_ = discarded_ || (is_tabari() && code == "###");
      if (!code.empty() && code != "---" && chunk.actors.empty()) {
        chunk.actors = split_codes(code);
        chunk.head = i;
      }
      take(chunk, {i, actor_end});
      return actor_end;
    }
    if (agent == nullptr) {
      return i;
    }
    // TABARI's agents stand right beside their actor.
    if (!is_tabari() || chunk.actors.empty() || chunk.next == i) {
      add_agent(chunk, *agent);
      if (d_.dialect() == KedsDialect::petrarch) add_agents_within(chunk, {i, agent_end});
      chunk.head = chunk.actors.empty() ? i : chunk.head;
      take(chunk, {i, agent_end});
    }
    std::fill(is_named_.begin() + static_cast<std::ptrdiff_t>(i), is_named_.begin() + static_cast<std::ptrdiff_t>(agent_end), true);
    return agent_end;
  }

  void take(Chunk& chunk, Range name) {
    std::fill(is_named_.begin() + static_cast<std::ptrdiff_t>(name.first), is_named_.begin() + static_cast<std::ptrdiff_t>(name.last), true);
    chunk.end = name.last;
    chunk.next = name.last + (is_possessive_mark(lower(name.last)) ? 1 : 0);
  }

  static void add_agent(Chunk& chunk, const KedsAgent& agent) { (agent.is_prefix ? chunk.before : chunk.after).push_back(agent.code); }

  // PETRARCH's first version also counts the agents that end a longer one: "human rights activists".
  void add_agents_within(Chunk& chunk, Range name) const {
    for (std::size_t i = name.first + 1; i < name.last; ++i) {
      const auto [agent, end] = longest(d_.agents(), c_.agents_, i, words_.size());
      if (agent != nullptr && end == name.last) {
        add_agent(chunk, *agent);
      }
    }
  }

  [[nodiscard]] std::string code_on_day(const KedsActor& actor) const {
    std::string otherwise;
    for (const KedsCode& code : actor.codes) {
      if (!code.from && !code.to) {
        otherwise = otherwise.empty() ? code.code : otherwise;
      } else if ((!code.from || *code.from <= day_) && (!code.to || day_ <= *code.to)) {
        return code.code;
      }
    }
    return otherwise;
  }

  static std::vector<std::string> split_codes(const std::string& code) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    for (std::size_t slash = code.find('/'); slash != std::string::npos; slash = code.find('/', begin)) {
      parts.push_back(code.substr(begin, slash - begin));
      begin = slash + 1;
    }
    parts.push_back(code.substr(begin));
    return parts;
  }

  // ---- who acts together ---------------------------------------------------------------------------------------------------
  // The words between two chunks, in short: "," and "and" in any number.
  [[nodiscard]] bool are_joined(const Chunk& a, const Chunk& b, bool& by_word) const {
    if (b.words.first == a.words.last) {
      return false;
    }
    for (std::size_t i = a.words.last; i < b.words.first; ++i) {
      const bool word = lower(i) == "and" || lower(i) == "or" || lower(i) == "nor";
      by_word = by_word || word;
      if (!word && lower(i) != "," && lower(i) != "both") {
        return false;
      }
    }
    return true;
  }

  // The chunks [k, end) that a conjunction makes one; k + 1 if there is none.
  [[nodiscard]] std::size_t end_of_list(std::size_t k) const {
    std::size_t end = k + 1;
    std::size_t confirmed = k + 1;
    for (; end < chunks_.size(); ++end) {
      bool by_word = false;
      if (!are_joined(chunks_[end - 1], chunks_[end], by_word)) {
        break;
      }
      if (by_word) {
        confirmed = end + 1;
      }
    }
    return confirmed;
  }

  void find_groups() {
    for (std::size_t k = 0; k < chunks_.size();) {
      const std::size_t end = end_of_list(k);
      const bool agents = std::ranges::any_of(chunks_.begin() + static_cast<std::ptrdiff_t>(k), chunks_.begin() + static_cast<std::ptrdiff_t>(end),
                                              [](const Chunk& c) { return c.is_agent(); });
      const bool named = std::ranges::any_of(chunks_.begin() + static_cast<std::ptrdiff_t>(k), chunks_.begin() + static_cast<std::ptrdiff_t>(end),
                                             [](const Chunk& c) { return !c.actors.empty(); });
      // "lawmakers and officials in Arnor and Gondor"
      if (agents && !named && end < chunks_.size() && !chunks_[end].actors.empty() && links(chunks_[end - 1], chunks_[end])) {
        const std::size_t places_end = end_of_list(end);
        add_group_across(k, end, places_end);
        k = places_end;
        continue;
      }
      k = add_group(k, end);
    }
  }

  [[nodiscard]] bool links(const Chunk& a, const Chunk& b) const {
    return b.words.first == a.words.last + 1 && is_in(std::to_array<std::string_view>({"of", "in", "from"}), lower(a.words.last));
  }

  // Where the group ends, in chunks: "Ithilen and the government of Gondor" takes one more.
  std::size_t add_group(std::size_t first, std::size_t last) {
    Group group = group_of(first, last);
    std::size_t end = last;
    const std::vector<std::string>* before = nullptr;  // "Danish media and government": the actor goes on.
    for (std::size_t k = first; k < last; ++k) {
      const Chunk& chunk = chunks_[k];
      const bool owned = chunk.is_agent() && k + 1 == last && last < chunks_.size() && !chunks_[last].actors.empty() && links(chunk, chunks_[last]);
      if (!chunk.actors.empty()) {
        before = &chunk.actors;
        for (const std::string& actor : chunk.actors) add_code(group, composed(actor, chunk.before, chunk.after));
      } else if (owned) {
        for (const std::string& actor : chunks_[last].actors) add_code(group, composed(actor, chunk.before, chunk.after));
        group.end = chunks_[last].end;
        end = last + 1;
      } else if (chunk.is_agent() && before != nullptr) {
        for (const std::string& actor : *before) add_code(group, composed(actor, chunk.before, chunk.after));
      } else if (chunk.is_agent() && options_.converts_agents) {
        add_code(group, composed("~", chunk.before, chunk.after));
      }
    }
    if (!group.codes.empty()) {
      groups_.push_back(std::move(group));
    }
    return end;
  }

  [[nodiscard]] Group group_of(std::size_t first, std::size_t last) const {
    return {{chunks_[first].words.first, chunks_[last - 1].words.last}, {}, chunks_[first].head, chunks_[last - 1].end};
  }

  // Each agent with each actor; TABARI gives the agent to the first alone.
  void add_group_across(std::size_t first, std::size_t middle, std::size_t last) {
    Group group = group_of(first, last);
    for (std::size_t a = first; a < middle; ++a) {
      for (std::size_t k = middle; chunks_[a].is_agent() && k < last; ++k) {
        std::vector<std::string> before = chunks_[k].before;
        std::vector<std::string> after = chunks_[k].after;
        if (k == middle || !is_tabari()) {
          before.insert(before.begin(), chunks_[a].before.begin(), chunks_[a].before.end());
          after.insert(after.end(), chunks_[a].after.begin(), chunks_[a].after.end());
        }
        for (const std::string& actor : chunks_[k].actors) add_code(group, composed(actor, before, after));
      }
    }
    groups_.push_back(std::move(group));
  }

  // "he", "it", "they": the first named before in the sentence, else who acted in the one before.
  void find_pronouns() {
    if (!is_tabari()) {
      return;
    }
    constexpr auto pronouns = std::to_array<std::string_view>({"he", "she", "it", "they", "him", "her", "them"});
    std::vector<Group> found;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const bool owner = lower(i) == "her" && i + 1 < words_.size() && is_nominal(i + 1) && !is_determiner(lower(i + 1)) && verb_at(i + 1).first == nullptr;
      if (!is_in(pronouns, lower(i)) || is_cut_[i] || owner) {
        continue;
      }
      const auto named = std::ranges::find_if(groups_, [&](const Group& g) { return g.end <= i; });
      const std::vector<std::string>& codes = named != groups_.end() ? named->codes : options_.spoken_of;
      if (!codes.empty()) found.push_back({{i, i + 1}, codes, i, i + 1});
    }
    groups_.insert(groups_.end(), found.begin(), found.end());
    std::ranges::stable_sort(groups_, {}, &Group::head);
  }

  static void add_code(Group& group, const std::string& code) {
    if (!is_in(group.codes, code)) group.codes.push_back(code);
  }

  // "NGO" + "ARN" + "GOV"; what a code holds already is not said twice.
  static std::string composed(const std::string& actor, const std::vector<std::string>& before, const std::vector<std::string>& after) {
    std::string code = actor;
    for (const std::string& agent : after) {
      if (!holds(code, agent)) code += agent;
    }
    for (const std::string& agent : before) {
      if (!holds(code, agent)) code.insert(0, agent);
    }
    return code;
  }

  static bool holds(std::string_view code, std::string_view agent) {
    constexpr std::size_t width = 3;
    for (std::size_t a = 0; a < agent.size(); a += width) {
      bool found = false;
      for (std::size_t i = 0; i < code.size(); i += width) found = found || code.substr(i, width) == agent.substr(a, width);
      if (!found) {
        return false;
      }
    }
    return true;
  }

  // ---- clauses -------------------------------------------------------------------------------------------------------------
  // A conjunction before a verb, or before a clause with a verb of its own, begins a new one.
  void find_clauses() {
    std::size_t begin = 0;
    for (std::size_t i = 1; i + 1 < words_.size(); ++i) {
      const std::string_view word = lower(i);
      const bool joins = word == "and" || word == "but" || word == "or" || word == "then";
      if (joins && !is_cut_[i] && begins_clause(i)) {
        clauses_.push_back({begin, i});
        begin = i + 1;
      }
    }
    clauses_.push_back({begin, words_.size()});
  }

  [[nodiscard]] bool begins_clause(std::size_t i) const {
    if (has_tree()) {
      const std::size_t head = nodes_[i].head;
      const bool joins_verbs = nodes_[i].relation == "cc" && head < nodes_.size() && (nodes_[head].upos == "VERB" || nodes_[head].upos == "AUX") &&
                               nodes_[head].relation == "conj";
      if (joins_verbs || !is_tabari()) {
        return joins_verbs;
      }
    }
    if (std::ranges::any_of(groups_, [&](const Group& g) { return g.words.contains(i); })) {
      return false;
    }
    std::size_t at = i + 1;
    while (at < words_.size() && (is_adverb(lower(at)) || lower(at) == "then")) ++at;
    if (at < words_.size() && may_be_verb(at) && verb_at(at).first != nullptr) {
      return true;
    }
    const auto subject = std::ranges::find_if(groups_, [&](const Group& g) { return at <= g.head && g.head <= at + 1; });
    std::size_t verb = subject == groups_.end() ? words_.size() : subject->end;
    while (verb < words_.size() && (is_adverb(lower(verb)) || is_have(lower(verb)))) ++verb;
    return verb < words_.size() && may_be_verb(verb) && verb_at(verb).first != nullptr;
  }

  // ---- verbs ---------------------------------------------------------------------------------------------------------------
  // The longest verb phrase whose first word is word i, and the word that is the verb.
  [[nodiscard]] std::pair<const KedsVerb*, std::size_t> verb_at(std::size_t i) const {
    if (i >= words_.size() || is_cut_[i]) {
      return {nullptr, i};
    }
    const auto [verb, end] = longest(d_.verbs(), c_.verbs_, i, words_.size());
    return {verb, end};
  }

  // No verb stands behind an article or bears "'s"; for TABARI what is written as a name is none either.
  [[nodiscard]] bool looks_like_verb(std::size_t i) const {
    if ((i > 0 && (lower(i - 1) == "a" || lower(i - 1) == "an" || lower(i - 1) == "the")) || is_possessive_mark(lower(i + 1))) {
      return false;
    }
    return !is_tabari() || i == 0 || !words_[i].upper || is_all_capitals();
  }

  [[nodiscard]] bool is_all_capitals() const {
    return std::ranges::all_of(words_, [](const Word& w) { return std::ranges::none_of(w.text, [](char c) { return c >= 'a' && c <= 'z'; }); });
  }

  [[nodiscard]] bool may_be_verb(std::size_t i) const {
    if (!looks_like_verb(i) || is_named_[i]) {
      return false;
    }
    if (is_tabari() || !has_tree() || nodes_[i].upos == "VERB" || nodes_[i].upos == "AUX") {
      return true;
    }
    return is_lenient_ && !is_in(std::to_array<std::string_view>({"amod", "compound", "aux", "cop"}), nodes_[i].relation);
  }

  void read_clauses() {
    for (const Range clause : clauses_) {
      const bool coded = read_clause(clause);
      if (discarded_ || (coded && options_.extent == KedsOptions::Extent::sentence)) {
        break;
      }
    }
  }

  bool read_clause(Range clause) {
    struct Candidate {
      const KedsVerb* verb;
      std::size_t first, last;
      int rank;  // Dominant verbs first, then plain, then subordinate ones.
    };
    std::vector<Candidate> candidates;
    for (std::size_t i = clause.first; i < clause.last; ++i) {
      if (!may_be_verb(i)) {
        continue;
      }
      const auto [verb, end] = verb_at(i);
      if (verb != nullptr) {
        const int rank = verb->code.ends_with('!') ? 0 : verb->code.ends_with('?') ? 2 : 1;
        candidates.push_back({verb, i, end, rank});
      }
    }
    std::ranges::stable_sort(candidates, {}, &Candidate::rank);
    bool coded = false;
    for (const Candidate& candidate : candidates) {
      const bool now = read_verb(clause, *candidate.verb, candidate.first, candidate.last);
      coded = coded || now;
      if (discarded_ || (now && options_.extent != KedsOptions::Extent::all)) {
        break;
      }
    }
    return coded;
  }

  [[nodiscard]] bool is_passive(std::size_t verb) const {
    if (has_tree() && !is_tabari()) {
      for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (nodes_[i].head == verb && (nodes_[i].relation == "aux:pass" || nodes_[i].relation == "nsubj:pass")) {
          return true;
        }
      }
      return false;
    }
    std::size_t at = verb;
    while (at > 0 && (is_adverb(lower(at - 1)) || lower(at - 1).ends_with("ly"))) --at;
    const bool be = at > 0 && is_be(lower(at - 1));
    const bool participle = lower(verb).ends_with("ed") || lower(verb).ends_with("en") || lower(verb).ends_with("n");
    constexpr std::size_t near = 3;  // Words to "by".
    bool by = false;
    for (std::size_t i = verb + 1; i <= verb + near && i < words_.size(); ++i) by = by || lower(i) == "by";
    return be && participle && by;
  }

  // ---- patterns ------------------------------------------------------------------------------------------------------------
  [[nodiscard]] const Group* group_behind(std::size_t i, std::size_t last) const {
    for (const Group& group : groups_) {
      if (group.head >= i) {
        return group.head < last ? &group : nullptr;
      }
    }
    return nullptr;
  }

  [[nodiscard]] const Group* group_before(std::size_t i, std::size_t first) const {
    const Group* best = nullptr;
    for (const Group& group : groups_) {
      if (group.end <= i && group.head >= first) best = &group;
    }
    return best;
  }

  // The states after the items of a side, read away from the verb.
  [[nodiscard]] std::vector<State> walk(const KedsPhrase& items, State start, bool forwards, bool tight_at_verb, Range clause) const {
    std::vector<State> states = {start};
    for (std::size_t n = 0; n < items.size() && !states.empty(); ++n) {
      const KedsItem& item = forwards ? items[n] : items[items.size() - 1 - n];
      Link link;
      link.is_tight = n == 0 ? tight_at_verb : forwards ? items[n - 1].is_tight : item.is_tight;
      link.is_preposition = forwards && n > 0 && items[n - 1].is_preposition;
      std::vector<State> next;
      for (const State& state : states) step(item, state, forwards, link, clause, next);
      states = std::move(next);
    }
    return states;
  }

  // What may stand between an item and the one before it.
  struct Link {
    bool is_tight = false;        // Nothing.
    bool is_preposition = false;  // Articles.
  };

  void step(const KedsItem& item, const State& state, bool forwards, Link link, Range clause, std::vector<State>& next) const {
    const auto push = [&](State s) {
      if (std::ranges::find(next, s.at, &State::at) == next.end()) next.push_back(s);
    };
    const auto moved = [&](std::size_t at, std::size_t words) {
      State s = state;
      s.at = at;
      s.words += words;
      return s;
    };
    if (item.kind == KedsItem::Kind::word || item.kind == KedsItem::Kind::choice) {
      if (forwards) {
        for (std::size_t at = state.at; at < clause.last && (!link.is_tight || at == state.at); ++at) {
          if (link.is_preposition && at > state.at && !is_determiner(lower(at - 1))) {
            break;
          }
          for (const std::size_t end : ends_of(item, at, clause.last, Use::pattern)) push(moved(end, end - at));
        }
        return;
      }
      for (std::size_t at = state.at; at-- > clause.first;) {
        for (const std::size_t end : ends_of(item, at, state.at, Use::pattern)) {
          if ((!link.is_tight || end == state.at) && may_stand_before({at, end})) push(moved(at, end - at));
        }
      }
      return;
    }
    const Group* group = forwards ? group_behind(state.at, clause.last) : group_before(state.at, clause.first);
    if (item.kind == KedsItem::Kind::both) {
      while (group != nullptr && group->codes.size() < 2) {
        group = forwards ? group_behind(group->end, clause.last) : group_before(group->head, clause.first);
      }
    }
    if (group == nullptr) {
      return;
    }
    State after = state;
    after.at = forwards ? group->end : group->head;
    if (item.kind == KedsItem::Kind::source) after.source = group;
    if (item.kind == KedsItem::Kind::target) after.target = group;
    if (item.kind == KedsItem::Kind::both) after.both = group;
    push(after);
  }

  // PETRARCH-2 reads before the verb only its subject.
  [[nodiscard]] bool may_stand_before(Range range) const {
    if (d_.dialect() != KedsDialect::petrarch2 || !has_tree()) {
      return true;
    }
    const std::string_view upos = nodes_[range.first].upos;
    return holds_only_nouns(range) && (upos == "NOUN" || upos == "PROPN" || upos == "ADJ");
  }

  [[nodiscard]] bool is_negated(Range verb) const {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (verb.contains(nodes_[i].head) && (lower(i) == "not" || lower(i) == "n't" || lower(i) == "never")) {
        return true;
      }
    }
    return false;
  }

  // How much a pattern asks for: words, then items, then words written out.
  static std::array<std::size_t, 3> weight_of(const KedsPattern& pattern, const State& state) {
    std::size_t written = 0;
    for (const KedsPhrase* const side : {&pattern.before, &pattern.after}) {
      for (const KedsItem& item : *side) written += item.kind == KedsItem::Kind::word ? 1 : 0;
    }
    return {state.words, pattern.words, written};
  }

  bool read_verb(Range clause, const KedsVerb& verb, std::size_t first, std::size_t last) {
    const std::size_t at = std::min(first + verb.verb, last - 1);
    const KedsPattern* best = nullptr;
    State found{last};
    std::array<std::size_t, 3> weight{};
    for (const KedsPattern& pattern : d_.patterns_of(verb.block)) {
      for (const State& behind : walk(pattern.after, State{last}, true, pattern.is_tight_after, clause)) {
        State start = behind;
        start.at = first;
        for (const State& end : walk(pattern.before, start, false, pattern.is_tight_before, clause)) {
          if (best == nullptr || weight_of(pattern, end) > weight) {
            best = &pattern;
            found = end;
            weight = weight_of(pattern, end);
          }
        }
      }
    }
    std::string code = best != nullptr ? best->code : verb.code;
    std::erase_if(code, [](char c) { return c == '?' || c == '!'; });
    code = is_negated({first, last}) ? d_.negated(code) : code;
    if (is_tabari() && (code == "###" || code == "+++")) {
      discarded_ = true;
      return false;
    }
    if (code.empty() || code == "---") {
      return false;
    }
    const std::string why = best != nullptr ? verb.text + ": " + best->text : verb.text;
    if (found.both != nullptr) {
      // "agrees with A and B": those behind the verb are not those who act.
      const Group* const actor = !is_tabari() && found.both->head >= last ? subject_of(at, first, clause) : nullptr;
      return actor != nullptr && actor != found.both ? add(*actor, *found.both, code, why) : add_among(*found.both, code, why);
    }
    const auto [source, target] = sides_of(found, at, {first, last}, clause);
    return source != nullptr && target != nullptr && add(*source, *target, code, why);
  }

  // Who acts on whom: as the pattern has it, else who stands before the verb on who stands behind it.
  std::pair<const Group*, const Group*> sides_of(const State& found, std::size_t at, Range verb, Range clause) {
    const Group* source = found.source;
    const Group* target = found.target;
    if (source == nullptr && target == nullptr && options_.defaults) {
      return sides_with_defaults(at, verb, clause);
    }
    const bool by_wanted = d_.dialect() == KedsDialect::petrarch || has_clause_below(at);  // Else "criticised over" turns the sides, too.
    if (source == nullptr && target == nullptr && is_passive(at) && (!by_wanted || is_by_near(verb.last))) {
      target = subject_of(at, verb.first, clause);
      return {target == nullptr ? nullptr : agent_behind(verb.last, clause, *target), target};
    }
    if (target != nullptr && source == nullptr) {
      source = subject_of(at, verb.first, clause);
      return {source != nullptr && source->codes == target->codes ? other_behind(verb.last, clause, *target) : source, target};
    }
    source = source != nullptr ? source : subject_of(at, verb.first, clause);
    if (target == nullptr && source != nullptr) {
      target = other_behind(verb.last, clause, *source);
    }
    // Where all verbs are coded, a later one shares the sides of an earlier one: "urged Bree to assist it".
    if (target == nullptr && source != nullptr && options_.extent == KedsOptions::Extent::all) {
      target = other_behind(clause.first, clause, *source);
    }
    return {source, target};
  }

  // Where nobody is named, the project's defaults stand in.
  std::pair<const Group*, const Group*> sides_with_defaults(std::size_t at, Range verb, Range clause) {
    const KedsOptions::Defaults& defaults = *options_.defaults;
    const Group* source = subject_of(at, verb.first, clause);
    if (source == nullptr && !defaults.source_before_only) source = other_behind(verb.last, clause, {});
    if (source == nullptr && !defaults.source.empty()) source = &(default_source_ = Group{{}, {defaults.source}, 0, 0});
    const Group* target = source == nullptr ? nullptr : other_behind(verb.last, clause, *source);
    if (target == nullptr && source != nullptr && !defaults.target_behind_only) {
      const auto before = std::ranges::find_if(groups_, [&](const Group& g) { return g.head < verb.first && g.codes != source->codes; });
      target = before == groups_.end() ? nullptr : &*before;
    }
    if (target == nullptr && !defaults.target.empty()) target = &(default_target_ = Group{{}, {defaults.target}, 0, 0});
    return {source, target};
  }

  // "is said to have …": what follows is no agent.
  [[nodiscard]] bool has_clause_below(std::size_t verb) const {
    if (!has_tree() || is_tabari()) {
      return false;
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const bool complement = nodes_[i].head == verb && (nodes_[i].relation == "xcomp" || nodes_[i].relation == "ccomp");
      const bool marked = std::ranges::any_of(nodes_, [&](const text::Node& n) { return n.head == i && n.relation == "mark"; });
      if (complement && (nodes_[i].upos == "VERB" || nodes_[i].upos == "AUX" || marked)) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] bool is_by_near(std::size_t i) const {
    constexpr std::size_t near = 4;
    for (std::size_t at = i; at < i + near; ++at) {
      if (lower(at) == "by") {
        return true;
      }
    }
    return false;
  }

  // ---- sides ---------------------------------------------------------------------------------------------------------------
  // By the tree the subject, or that of the verbs above; else the first one named in the clause before the verb, else who
  // acted in the clause before.
  [[nodiscard]] const Group* subject_of(std::size_t verb, std::size_t first, Range clause) const {
    if (has_tree() && !is_tabari()) {
      constexpr int deepest = 6;
      bool has_pronoun = false;  // "He" is a subject still, though of nobody that we know.
      std::size_t at = verb;
      for (int depth = 0; depth < deepest && at < nodes_.size(); ++depth) {
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
          if (nodes_[i].head == at && nodes_[i].relation.starts_with("nsubj") && i < first) {
            if (const Group* const group = group_in_phrase(i)) {
              return group;
            }
            has_pronoun = has_pronoun || (is_subject_pronoun(lower(i)) && lower(i) != "it");
          }
        }
        at = nodes_[at].head;
      }
      if (has_pronoun) {
        return nullptr;
      }
    }
    for (const Group& group : groups_) {
      if (group.head >= clause.first && group.head < first) {
        return &group;
      }
    }
    return clause.first > 0 ? last_source_ : nullptr;
  }

  // The first group that a noun with all that hangs on it holds.
  [[nodiscard]] const Group* group_in_phrase(std::size_t head) const {
    for (const Group& group : groups_) {
      std::size_t at = group.head;
      for (int depth = 0; depth < 12 && at < nodes_.size(); ++depth) {
        if (at == head) {
          return &group;
        }
        if (nodes_[at].upos == "VERB") {
          break;
        }
        at = nodes_[at].head;
      }
    }
    return nullptr;
  }

  [[nodiscard]] const Group* other_behind(std::size_t i, Range clause, const Group& not_this) const {
    for (const Group& group : groups_) {
      if (group.head >= i && group.head < clause.last && group.codes != not_this.codes) {
        return &group;
      }
    }
    return nullptr;
  }

  [[nodiscard]] const Group* agent_behind(std::size_t i, Range clause, const Group& not_this) const {
    for (std::size_t at = i; at < clause.last; ++at) {
      if (lower(at) == "by") {
        if (const Group* const group = other_behind(at, clause, not_this)) {
          return group;
        }
      }
    }
    return other_behind(i, clause, not_this);
  }

  // ---- events --------------------------------------------------------------------------------------------------------------
  void emit(const std::string& source, const std::string& target, const std::string& code, const std::string& why) {
    const bool unclear = is_tabari() && (source == "+++" || target == "+++");
    if (source == target || unclear) {
      return;
    }
    const KedsEvent event{source, target, code, why, {}};
    const auto same = [&](const KedsEvent& e) { return e.source == source && e.target == target && e.event == code; };
    if (std::ranges::none_of(events_, same)) events_.push_back(event);
  }

  bool add(const Group& source, const Group& target, const std::string& code, const std::string& why) {
    const std::size_t before = events_.size();
    const std::size_t colon = code.find(':');
    for (const std::string& s : source.codes) {
      for (const std::string& t : target.codes) {
        emit(s, t, code.substr(0, colon), why);
        if (colon != std::string::npos) emit(t, s, code.substr(colon + 1), why);
      }
    }
    last_source_ = &source;
    return events_.size() > before;
  }

  // Each of a group with each other, in both directions.
  bool add_among(const Group& group, const std::string& code, const std::string& why) {
    const std::size_t before = events_.size();
    const std::size_t colon = code.find(':');
    for (std::size_t a = 0; a < group.codes.size(); ++a) {
      for (std::size_t b = a + 1; b < group.codes.size(); ++b) {
        emit(group.codes[a], group.codes[b], code.substr(0, colon), why);
        emit(group.codes[b], group.codes[a], colon == std::string::npos ? code : code.substr(colon + 1), why);
      }
    }
    last_source_ = &group;
    return events_.size() > before;
  }

  const KedsCoder& c_;
  const KedsDictionary& d_;
  const Words& words_;
  std::span<const text::Node> nodes_;
  Date day_;
  const KedsOptions& options_;
  std::vector<bool> is_cut_, is_named_;
  std::vector<Chunk> chunks_;
  std::vector<Group> groups_;
  std::vector<Range> clauses_;
  const Group* last_source_ = nullptr;
  Group default_source_, default_target_;
  bool discarded_ = false;
  bool is_lenient_ = false;
  std::vector<KedsEvent> events_;
};

KedsCoder::KedsCoder(const KedsDictionary& dictionary) : dictionary_(dictionary) {
  const auto index = [](const auto& entries, auto& by_key) {
    for (std::uint32_t i = 0; i < entries.size(); ++i) {
      if (!entries[i].phrase.empty()) by_key[key_of(entries[i].phrase.front().text)].push_back(i);
    }
  };
  index(dictionary.actors(), actors_);
  index(dictionary.agents(), agents_);
  index(dictionary.verbs(), verbs_);
}

std::vector<KedsEvent> KedsCoder::code(const Words& words, std::span<const text::Node> nodes, Date day, const KedsOptions& options) const {
  return words.empty() ? std::vector<KedsEvent>() : KedsSentence(*this, words, nodes, day, options).read();
}

std::vector<KedsEvent> KedsCoder::code(const Report& report, const text::Parser& parser) const {
  text::Document document = text::analyse(report.text, report.body);
  parser.parse(report.text, document);
  KedsOptions options;
  std::vector<KedsEvent> events;
  for (const text::Sentence& sentence : document.sentences) {
    if (sentence.last_token - sentence.first_token > text::Parser::kWordsMost) {
      continue;
    }
    std::vector<KedsEvent> found = code(words_of(report.text, document, sentence), document.nodes_of(sentence), report.day, options);
    if (!found.empty()) options.spoken_of.clear();
    for (KedsEvent& event : found) {
      const bool known = is_in(options.spoken_of, event.source);
      if (!known) options.spoken_of.push_back(event.source);
      event.bytes = sentence.bytes;
      events.push_back(std::move(event));
    }
  }
  return events;
}

}  // namespace corollary::coding
