#include "coding/keds_dictionary.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "base/file.h"
#include "base/strings.h"
#include "coding/inflection.h"
#include "text/tokens.h"

namespace corollary::coding {
namespace {

// Lines with their numbers, comments cut off. "#" and ";" begin one, as does "<!--" up to "-->".
struct Line {
  std::string text;
  std::size_t number;
};

std::vector<Line> lines_of(std::string_view text, KedsDialect dialect) {
  std::vector<Line> lines;
  bool in_comment = false;
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (!in_comment && (line.starts_with("<!--") || line.starts_with("<! --"))) {
      in_comment = line.find("-->") == std::string::npos;
      continue;
    }
    if (in_comment) {
      in_comment = line.find("-->") == std::string::npos;
      continue;
    }
    if (line.starts_with("~~")) {
      break;  // TABARI writes its log behind this mark.
    }
    // "[###]" is a code and no comment.
    for (std::size_t i = 0, depth = 0; i < line.size(); ++i) {
      depth += line[i] == '[' ? 1 : 0;
      depth -= line[i] == ']' && depth > 0 ? 1 : 0;
      const bool mark = line[i] == ';' || (line[i] == '#' && (dialect != KedsDialect::tabari || i == 0));
      if (mark && depth == 0) {
        line.resize(i);
        break;
      }
    }
    if (!trimmed(line).empty()) {
      lines.push_back({std::move(line), number});
    }
  }
  return lines;
}

// The texts in brackets, and the line without them.
std::vector<std::string> take_brackets(std::string& line) {
  std::vector<std::string> inside;
  for (std::size_t open = line.find('['); open != std::string::npos; open = line.find('[')) {
    const std::size_t close = line.find(']', open);
    if (close == std::string::npos) {
      break;
    }
    inside.emplace_back(trimmed(std::string_view(line).substr(open + 1, close - open - 1)));
    line.erase(open, close - open + 1);
  }
  return inside;
}

std::string without_blanks(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c != ' ' && c != '\t') result += c;
  }
  return result;
}

// "HOBGOV 20121109-20130119", "RHO <790606", "ORC > 990816", "USA".
std::optional<KedsCode> read_code(std::string_view text) {
  const std::size_t end = text.find_first_of(" <>\t");
  KedsCode code{std::string(text.substr(0, end)), {}, {}};
  const std::string dates = end == std::string_view::npos ? "" : without_blanks(text.substr(end));
  if (dates.empty()) {
    return code;
  }
  if (dates.front() == '<' || dates.front() == '>') {
    const auto day = keds_date(std::string_view(dates).substr(1));
    if (!day) {
      return std::nullopt;
    }
    (dates.front() == '<' ? code.to : code.from) = *day;
    return code;
  }
  const std::size_t dash = dates.find('-');
  const auto first = keds_date(std::string_view(dates).substr(0, dash));
  const auto last = dash == std::string::npos ? first : keds_date(std::string_view(dates).substr(dash + 1));
  if (!first || !last) {
    return std::nullopt;
  }
  code.from = *first;
  code.to = *last;
  return code;
}

std::string with_blanks(std::string_view text) {
  std::string result(trimmed(text));
  std::ranges::replace(result, '_', ' ');
  return std::string(trimmed(result));
}

std::string capitalised(std::string_view text) {
  std::string result = lower_ascii(text);
  bool begins = true;
  for (char& c : result) {
    if (begins && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    begins = c == ' ' || c == '-';
  }
  return result;
}

// The words of a piece between blanks and underscores, cut as texts are ("anti-" is two).
std::vector<std::string> words_in(std::string_view piece) {
  std::vector<std::string> words;
  for (const text::Token& token : text::cut_tokens(piece, {0, piece.size()})) {
    words.push_back(folded(token.bytes.of(piece)));
  }
  return words;
}

// A word with its ending marks: "DEPART_" is whole, "NEAT~" a stem, "BAN=" doubles its last letter.
void add_words(KedsPhrase& phrase, std::string_view piece, bool is_stem, bool is_tight) {
  const std::vector<std::string> words = words_in(piece);
  for (std::size_t i = 0; i < words.size(); ++i) {
    KedsItem item;
    item.text = words[i];
    item.is_stem = is_stem && i + 1 == words.size();
    item.is_tight = i + 1 < words.size() || is_tight;
    phrase.push_back(std::move(item));
  }
}

}  // namespace

Result<Date> keds_date(std::string_view text) {
  const auto number = parse_integer(text);
  if (!number || (text.size() != 6 && text.size() != 8)) {
    return fail(ErrorKind::input, "'{}' is no day as YYMMDD or YYYYMMDD", text);
  }
  int year = static_cast<int>(*number / 10000);
  if (text.size() == 6) {
    year += year < 30 ? 2000 : 1900;
  }
  return Date::from_ymd(year, static_cast<int>(*number / 100 % 100), static_cast<int>(*number % 100));
}

Result<KedsDictionary> KedsDictionary::from_folder(const std::filesystem::path& folder) {
  struct File {
    std::string name, lower, text;
  };
  std::vector<File> files;
  KedsDialect dialect = KedsDialect::tabari;
  TRY_ASSIGN(const auto paths, files_in(folder));
  for (const std::filesystem::path& path : paths) {
    const std::string name = path.filename().string();
    const std::string lower = lower_ascii(name);
    const bool wanted = std::ranges::any_of(std::to_array<std::string_view>({"actors", "agents", "verbs", "discards", "ontology"}),
                                            [&](std::string_view part) { return lower.find(part) != std::string::npos; });
    if (!wanted) {
      continue;
    }
    TRY_ASSIGN(std::string text, read_file(path));
    const bool headings = lower.find("verbs") != std::string::npos && (text.starts_with("--- ") || text.find("\n--- ") != std::string::npos);
    dialect = headings ? KedsDialect::petrarch : dialect;
    files.push_back({name, lower, std::move(text)});
  }
  KedsDictionary dictionary(dialect);
  for (const File& file : files) {
    if (file.lower.find("actors") != std::string::npos) {
      dictionary.add_actors(file.name, file.text);
    } else if (file.lower.find("agents") != std::string::npos) {
      dictionary.add_agents(file.name, file.text);
    } else if (file.lower.find("verbs") != std::string::npos) {
      dictionary.add_verbs(file.name, file.text);
    } else if (file.lower.find("discards") != std::string::npos) {
      dictionary.add_discards(file.name, file.text);
    } else {
      dictionary.add_ontology(file.name, file.text);
    }
  }
  if (dictionary.actors().empty() || dictionary.verbs().empty()) {
    return fail(ErrorKind::not_found, "{}: expected files with 'actors' and 'verbs' in their names", folder.string());
  }
  return dictionary;
}

KedsPhrase KedsDictionary::phrase_of(std::string_view text, bool is_name) const {
  KedsPhrase phrase;
  const bool stems = dialect_ == KedsDialect::tabari;
  std::string_view rest = trimmed(text);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of("_ \t"), rest.size());
    std::string_view piece = rest.substr(0, end);
    const bool underscore = end < rest.size() && rest[end] == '_';
    rest.remove_prefix(std::min(end + 1, rest.size()));
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\t')) rest.remove_prefix(1);
    const bool stem_mark = piece.ends_with('~');
    const bool doubles = piece.ends_with('=');
    piece = stem_mark || doubles ? piece.substr(0, piece.size() - 1) : piece;
    if (piece.empty()) {
      continue;
    }
    const bool goes_on = !rest.empty();
    // PETRARCH's names have no words between theirs; TABARI's have where a blank stands.
    const bool tight = goes_on && (underscore || (is_name && !stems));
    add_words(phrase, piece, stem_mark || (stems && !underscore && !doubles), tight);
  }
  return phrase;
}

void KedsDictionary::add_actors(std::string_view name, std::string_view text) {
  std::vector<KedsActor> open;  // A name and its synonyms, which wait for their codes.
  std::vector<KedsCode> codes;
  const auto close = [&] {
    for (KedsActor& actor : open) {
      if (codes.empty()) {
        continue;
      }
      actor.codes = codes;
      actors_.push_back(std::move(actor));
    }
    open.clear();
    codes.clear();
  };
  for (Line& line : lines_of(text, dialect_)) {
    if (line.text.front() == '<') {
      continue;  // A heading: what is listed as mere noun or adjective is no actor.
    }
    const bool continues = line.text.front() == '\t' || line.text.front() == ' ' || line.text.front() == '+';
    std::vector<std::string> brackets = take_brackets(line.text);
    if (!continues) {
      close();
    }
    std::string_view surface = trimmed(line.text);
    if (surface.starts_with('+')) surface.remove_prefix(1);
    if (!surface.empty()) {
      open.push_back({phrase_of(surface, true), {}, capitalised(with_blanks(surface))});
    }
    for (const std::string& bracket : brackets) {
      if (auto code = read_code(bracket)) {
        codes.push_back(*std::move(code));
      } else {
        unread_.push_back(format("{}:{}: '{}' is no code with its days", name, line.number, bracket));
      }
    }
  }
  close();
}

void KedsDictionary::add_agents(std::string_view name, std::string_view text) {
  std::unordered_map<std::string, std::vector<std::string>> substitutions;  // "!PERSON!" → "MAN", "MEN".
  for (Line& line : lines_of(text, dialect_)) {
    if (line.text.front() == '!' && line.text.find('=') != std::string::npos) {
      const std::size_t equals = line.text.find('=');
      for (const std::string& word : split(line.text.substr(equals + 1), ',')) {
        substitutions[std::string(trimmed(std::string_view(line.text).substr(0, equals)))].emplace_back(trimmed(word));
      }
      continue;
    }
    const std::vector<std::string> brackets = take_brackets(line.text);
    const std::string code = brackets.empty() ? "" : without_blanks(brackets.front());
    if (code.find('~') == std::string::npos) {
      unread_.push_back(format("{}:{}: expected a code with '~' in brackets", name, line.number));
      continue;
    }
    std::vector<std::string> surfaces;
    const std::size_t brace = line.text.find('{');
    const std::string singular(trimmed(std::string_view(line.text).substr(0, brace)));
    surfaces.push_back(singular);
    if (brace != std::string::npos) {
      const std::string plural(trimmed(line.text.substr(brace + 1, line.text.find('}') - brace - 1)));
      if (!plural.empty()) surfaces.push_back(plural);
    } else if (dialect_ != KedsDialect::tabari && singular.find('!') == std::string::npos) {
      const std::size_t cut = singular.find_last_of("_ ");
      const std::size_t begin = cut == std::string::npos ? 0 : cut + 1;
      for (const std::string& form : noun_forms(lower_ascii(singular.substr(begin)))) surfaces.push_back(singular.substr(0, begin) + form);
    }
    for (const auto& [mark, words] : substitutions) {
      const std::size_t at = singular.find(mark);
      if (at != std::string::npos) {
        surfaces.clear();
        for (const std::string& word : words) surfaces.push_back(std::string(singular).replace(at, mark.size(), word));
        break;
      }
    }
    const bool prefix = code.ends_with('~');
    std::string bare = code;
    std::erase(bare, '~');
    for (const std::string& surface : surfaces) {
      agents_.push_back({phrase_of(surface, true), bare, prefix, lower_ascii(with_blanks(surface))});
    }
  }
}

void KedsDictionary::add_discards(std::string_view, std::string_view text) {
  for (const Line& line : lines_of(text, dialect_)) {
    std::string_view surface = trimmed(line.text);
    if (surface.starts_with('+')) surface.remove_prefix(1);
    discards_.push_back(phrase_of(surface, true));
  }
}

void KedsDictionary::add_ontology(std::string_view name, std::string_view text) {
  for (const Line& line : lines_of(text, dialect_)) {
    const std::string_view content = trimmed(line.text);
    const std::size_t colon = content.find(':');
    long value = 0;
    bool good = colon != std::string_view::npos && colon > 0;
    for (std::size_t i = colon + 1; good && i < content.size();) {
      const bool minus = content[i] == '-';
      i += minus || content[i] == '+' ? 1 : 0;
      const std::size_t end = std::min(content.find_first_of("+-", i), content.size());
      const std::string_view digits = content.substr(i, end - i);
      char* stop = nullptr;
      const std::string term(digits);
      const long part = std::strtol(term.c_str(), &stop, 0);
      good = !term.empty() && *stop == '\0';
      value += minus ? -part : part;
      i = end;
    }
    if (good) {
      values_.emplace_back(std::string(content.substr(0, colon)), value);
    } else {
      unread_.push_back(format("{}:{}: expected 'code:value', found '{}'", name, line.number, content));
    }
  }
}

std::string KedsDictionary::negated(const std::string& code) const {
  constexpr long whole = 0xFFFF;  // What the ontology takes off for "not".
  const auto own = std::ranges::find(values_, code, &std::pair<std::string, long>::first);
  if (own == values_.end()) {
    return code;
  }
  const auto other = std::ranges::find(values_, own->second - whole, &std::pair<std::string, long>::second);
  return other == values_.end() ? code : other->first;
}

/// Reads a file of verbs: synonym sets, verbs with their forms and codes, patterns.
class KedsVerbReader {
 public:
  explicit KedsVerbReader(KedsDictionary& dictionary) : d_(dictionary) {}

  void read(std::string_view name, std::string_view text) {
    const std::vector<Line> lines = lines_of(text, d_.dialect_);
    const bool parentheses = std::ranges::any_of(lines, [](const Line& line) { return line.text.starts_with("- ") && line.text.find('(') != std::string::npos; });
    if (d_.dialect_ == KedsDialect::petrarch && parentheses) {
      d_.dialect_ = KedsDialect::petrarch2;
    }
    collect_sets(lines);
    bool in_set = false;
    bool in_times = false;
    for (const Line& line : lines) {
      std::string_view content = trimmed(line.text);
      if (content.starts_with('<')) {
        in_times = content.starts_with("<TIME");
        in_set = false;
        continue;
      }
      const bool ends_set = !content.starts_with('+') && !content.starts_with('&');
      in_set = content.starts_with('&') || (in_set && !ends_set);
      if (in_set || in_times) {
        continue;
      }
      read_line(name, line.number, std::string(content));
    }
  }

 private:
  // ---- synonym sets ----------------------------------------------------------------------------------------------------
  void collect_sets(const std::vector<Line>& lines) {
    std::vector<std::string>* open = nullptr;
    for (const Line& line : lines) {
      const std::string_view content = trimmed(line.text);
      if (content.starts_with('&')) {
        std::string set(content.substr(0, content.find_first_of(" \t")));
        while (set.ends_with('_')) set.pop_back();
        open = &sets_[set];
      } else if (content.starts_with('+') && open != nullptr) {
        std::string item(content.substr(1));
        std::erase_if(item, [](char c) { return c == '(' || c == ')'; });
        open->push_back(std::move(item));
      } else {
        open = nullptr;
      }
    }
  }

  const std::vector<std::string>* set_named(std::string_view name) const {
    for (std::string key(name); !key.empty(); key.pop_back()) {  // "&TIETYPE" is not "&TIETYPES", "&CURRENCY_" is "&CURRENCY".
      if (const auto found = sets_.find(key); found != sets_.end()) {
        return &found->second;
      }
      if (!key.ends_with('_')) {
        break;
      }
    }
    return nullptr;
  }

  // ---- phrases -----------------------------------------------------------------------------------------------------------
  KedsPhrase phrase(std::string_view text, int depth = 0) const {
    constexpr int deepest = 4;  // Sets within sets; deeper is a circle.
    KedsPhrase result;
    std::string_view rest = trimmed(text);
    while (!rest.empty()) {
      if (rest.front() == '(') {
        const std::size_t close = std::min(rest.find(')'), rest.size());
        KedsPhrase inside = phrase(rest.substr(1, close - 1), depth);
        rest = trimmed(rest.substr(std::min(close + 1, rest.size())));
        for (KedsItem& item : inside) {
          item.is_preposition = &item != &inside.back();
          result.push_back(std::move(item));
        }
        continue;
      }
      if (rest.front() == '{') {
        const std::size_t close = std::min(rest.find('}'), rest.size());
        const std::string_view inside = rest.substr(1, close - 1);
        rest.remove_prefix(std::min(close + 1, rest.size()));
        const bool tight = rest.starts_with('_');
        if (inside.find('|') == std::string_view::npos) {
          add_noun_phrase(result, phrase(inside, depth));
        } else {
          KedsItem choice;
          choice.kind = KedsItem::Kind::choice;
          for (const std::string& option : split(inside, '|')) choice.alternatives.push_back(phrase(option, depth));
          choice.is_tight = tight;
          result.push_back(std::move(choice));
        }
        rest.remove_prefix(tight ? 1 : 0);
        rest = trimmed(rest);
        continue;
      }
      const std::size_t end = std::min(rest.find_first_of("_ \t{("), rest.size());
      const std::string_view piece = rest.substr(0, end);
      const bool underscore = end < rest.size() && rest[end] == '_';
      rest.remove_prefix(underscore || (end < rest.size() && rest[end] != '{' && rest[end] != '(') ? end + 1 : end);
      const bool ends_here = rest.empty() || rest.front() == ' ' || rest.front() == '\t';
      rest = trimmed(rest);
      if (!piece.empty()) {
        add_piece(result, piece, underscore, underscore && !ends_here, depth < deepest ? depth : -1);
      }
    }
    return result;
  }

  // The noun follows its last describing word at once; before that others may stand.
  static void add_noun_phrase(KedsPhrase& result, KedsPhrase inside) {
    if (inside.size() < 2) {
      for (KedsItem& item : inside) result.push_back(std::move(item));
      return;
    }
    inside[inside.size() - 2].is_tight = true;
    KedsItem noun;
    noun.kind = KedsItem::Kind::choice;
    noun.is_noun_phrase = true;
    noun.alternatives.push_back(std::move(inside));
    result.push_back(std::move(noun));
  }

  void add_piece(KedsPhrase& result, std::string_view piece, bool is_whole, bool is_tight, int depth) const {
    KedsItem item;
    item.is_tight = is_tight;
    if (piece == "$" || piece == "+" || piece == "^" || piece == "%") {
      item.kind = piece == "$" ? KedsItem::Kind::source : piece == "+" ? KedsItem::Kind::target : piece == "^" ? KedsItem::Kind::skip : KedsItem::Kind::both;
      result.push_back(std::move(item));
      return;
    }
    if (piece.starts_with('&')) {
      item.kind = KedsItem::Kind::choice;  // A set that is not defined has no alternatives and matches nothing.
      const std::vector<std::string>* const set = depth >= 0 ? set_named(piece) : nullptr;
      if (set != nullptr) {
        for (const std::string& option : *set) {
          item.alternatives.push_back(phrase(option, depth + 1));
          for (KedsItem& word : item.alternatives.back()) {
            word.is_tight = word.is_tight || (d_.dialect_ == KedsDialect::petrarch2 && &word != &item.alternatives.back().back());
          }
        }
      }
      result.push_back(std::move(item));
      return;
    }
    const bool stem_mark = piece.ends_with('~');
    const bool stem = stem_mark || (d_.dialect_ == KedsDialect::tabari && !is_whole);
    add_words(result, stem_mark ? piece.substr(0, piece.size() - 1) : piece, stem, is_tight);
  }

  // ---- lines -------------------------------------------------------------------------------------------------------------
  void read_line(std::string_view name, std::size_t number, std::string content) {
    if (content.starts_with("---")) {
      const std::vector<std::string> brackets = take_brackets(content);
      block_code_ = brackets.empty() ? "---" : brackets.front();
      open_block();
      return;
    }
    const bool pattern = content.starts_with("- ") || content.starts_with("* ") || content.starts_with("-\t");
    if (pattern) {
      return read_pattern(name, number, std::move(content));
    }
    if (content.starts_with('{')) {
      return read_forms(content);
    }
    read_verb(std::move(content));
  }

  void open_block() {
    d_.blocks_.emplace_back();
    opened_by_heading_ = true;
  }

  void read_verb(std::string content) {
    const std::vector<std::string> brackets = take_brackets(content);
    const bool multiword = content.starts_with('+');
    std::string forms;
    const std::size_t brace = content.find('{');
    if (brace != std::string::npos) {
      forms = content.substr(brace + 1, content.find('}', brace) - brace - 1);
      content.resize(brace);
    }
    std::string_view surface = trimmed(content);
    if (d_.dialect_ == KedsDialect::tabari || d_.blocks_.empty()) {
      d_.blocks_.emplace_back();
      block_code_ = "---";
    }
    code_ = brackets.empty() ? block_code_ : brackets.front();
    add_verb(surface.starts_with('+') && multiword ? surface : surface, forms.empty());
    for (const std::string& form : split(forms, ' ')) {
      if (!trimmed(form).empty()) add_verb(trimmed(form), false);
    }
  }

  // TABARI lists further forms on a line of their own.
  void read_forms(std::string content) {
    std::erase_if(content, [](char c) { return c == '{' || c == '}'; });
    for (const std::string& form : split(content, ' ')) {
      if (!trimmed(form).empty()) add_verb(trimmed(form), false);
    }
  }

  // "WIRE_+TAP", "+CORDON_OFF": the mark stands before the word that is the verb.
  void add_verb(std::string_view surface, bool inflect) {
    const std::size_t mark = surface.find('+');
    std::string plain(surface);
    std::erase(plain, '+');
    const auto count_before = static_cast<std::size_t>(std::ranges::count(surface.substr(0, mark == std::string_view::npos ? 0 : mark), '_'));
    const auto add = [&](const std::string& text, bool inflected = false) {
      KedsVerb verb;
      verb.is_inflected = inflected;
      verb.phrase = d_.phrase_of(text, d_.dialect_ != KedsDialect::tabari);
      verb.verb = std::min(count_before, verb.phrase.empty() ? 0 : verb.phrase.size() - 1);
      verb.code = code_;
      verb.block = static_cast<std::uint32_t>(d_.blocks_.size() - 1);
      verb.text = lower_ascii(with_blanks(text));
      if (!verb.phrase.empty()) d_.verbs_.push_back(std::move(verb));
    };
    if (d_.dialect_ == KedsDialect::tabari) {
      const bool doubles = plain.ends_with('=');
      if (doubles) plain.pop_back();
      if (!doubles && !plain.ends_with('_')) {
        return add(plain);
      }
      if (plain.ends_with('_')) plain.pop_back();
      const std::string last = doubles && !plain.empty() ? std::string(1, plain.back()) : "";
      add(plain + "_");
      const bool e = plain.ends_with('E');
      for (const std::string_view ending : {"S", "ES", "ED", "EN", "ING"}) {
        std::string stem = e && ending != "S" ? plain.substr(0, plain.size() - 1) : plain;
        add(stem + (ending == "S" || ending == "ES" ? "" : last) + std::string(ending) + "_");
      }
      return;
    }
    add(plain);
    if (inflect && plain.find('_') == std::string::npos) {
      for (const InflectedForm& form : verb_forms(lower_ascii(plain))) {
        if (form.text != lower_ascii(plain)) add(form.text, true);
      }
    }
  }

  void read_pattern(std::string_view name, std::size_t number, std::string content) {
    if (content.front() == '-') content.erase(0, 1);
    const std::string shown(trimmed(content));
    const std::vector<std::string> brackets = take_brackets(content);
    const std::size_t star = content.find('*');
    if (star == std::string::npos || brackets.empty() || d_.blocks_.empty()) {
      d_.unread_.push_back(format("{}:{}: expected '- words * words [code]', found '{}'", name, number, shown));
      return;
    }
    const std::size_t at = star;
    KedsPattern pattern;
    pattern.is_tight_before = at > 0 && content[at - 1] == '_';
    pattern.is_tight_after = at + 1 < content.size() && content[at + 1] == '_';
    std::string before = content.substr(0, at);
    std::string after = content.substr(at + 1 + (pattern.is_tight_after ? 1 : 0));
    if (pattern.is_tight_before) before.pop_back();
    pattern.before = phrase(before);
    pattern.after = phrase(after);
    if (pattern.is_tight_before && !pattern.before.empty()) {
      pattern.before.back().is_stem = pattern.before.back().is_stem && before.ends_with('~');
    }
    pattern.code = without_blanks(brackets.front());
    pattern.text = shown;
    pattern.line = number;
    for (const KedsPhrase* const side : {&pattern.before, &pattern.after}) {
      for (const KedsItem& item : *side) {
        const bool words = item.kind == KedsItem::Kind::word || item.kind == KedsItem::Kind::choice;
        pattern.words += words ? 2 : 1;
      }
    }
    d_.blocks_.back().push_back(std::move(pattern));
  }

  KedsDictionary& d_;
  std::unordered_map<std::string, std::vector<std::string>> sets_;
  std::string block_code_ = "---", code_ = "---";
  bool opened_by_heading_ = false;
};

void KedsDictionary::add_verbs(std::string_view name, std::string_view text) { KedsVerbReader(*this).read(name, text); }

}  // namespace corollary::coding
