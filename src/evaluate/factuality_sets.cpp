#include "evaluate/factuality_sets.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

#include "base/file.h"
#include "base/lines.h"
#include "base/strings.h"
#include "base/table.h"

namespace corollary::evaluate {
namespace {

namespace fs = std::filesystem;

struct TreebankWord {
  std::string form, lemma;
};
using TreebankSentence = std::vector<TreebankWord>;

// The Penn treebank's spelling of quotes and brackets is undone.
std::string plain_form(const std::string& form) {
  static const std::map<std::string, std::string> kPlain = {{"``", "\""}, {"''", "\""}, {"-LRB-", "("}, {"-RRB-", ")"}};
  const auto found = kPlain.find(form);
  return found == kPlain.end() ? form : found->second;
}

// Adds tokens to a set, a sentence at a time.
class Writer {
 public:
  void begin() { first_ = set.document.tokens.size(); }
  void add(const std::string& form) {
    if (!set.text.empty()) {
      set.text += ' ';
    }
    const std::size_t begin = set.text.size();
    set.text += form;
    set.document.tokens.push_back({{begin, set.text.size()}, text::TokenKind::word});
  }
  void end() {
    auto& document = set.document;
    if (document.tokens.size() > first_) {
      document.sentences.push_back({{document.tokens[first_].bytes.begin, document.tokens.back().bytes.end}, first_, document.tokens.size()});
    }
    begin();
  }
  FactualitySet set;

 private:
  std::size_t first_ = 0;
};

FactualitySet read_meantime(const std::string& name, std::string_view bytes) {
  Writer writer;
  writer.set.scale = coding::Scale::certainty;
  std::size_t in_sentence = 0;
  for_each_line(bytes, [&](std::string_view line, std::size_t number) {
    if (trimmed(line).empty()) {
      writer.end();
      in_sentence = 0;
      return;
    }
    const std::vector<std::string> cells = split(line, '\t');
    if (cells.size() < 3) {
      writer.set.skipped.push_back(format("{}:{}: {} columns, expected at least 3", name, number, cells.size()));
      return;
    }
    writer.add(plain_form(cells[1]));
    if (cells[2] != "_") {
      if (const auto value = parse_number(cells[2]); value && std::abs(*value) <= 3) {
        writer.set.cases.push_back({writer.set.document.sentences.size(), in_sentence, *value});
      } else {
        writer.set.skipped.push_back(format("{}:{}: '{}' is no number from -3 to 3", name, number, cells[2]));
      }
    }
    ++in_sentence;
  });
  writer.end();
  return std::move(writer.set);
}

std::vector<TreebankSentence> read_treebank(std::string_view bytes) {
  std::vector<TreebankSentence> sentences;
  TreebankSentence words;
  for_each_line(bytes, [&](std::string_view line, std::size_t) {
    if (line.empty()) {
      if (!words.empty()) sentences.push_back(std::move(words));
      words.clear();
    } else if (line.front() != '#') {
      const std::vector<std::string> cells = split(line, '\t');
      if (cells.size() == 10 && parse_integer(cells[0])) words.push_back({cells[1], lower_ascii(cells[2])});
    }
  });
  if (!words.empty()) sentences.push_back(std::move(words));
  return sentences;
}

// One predicate's answers.
struct Answers {
  std::string lemma;
  double sum = 0;
  std::size_t count = 0;
};
// By sentence and token, both from 1.
using Asked = std::map<long long, std::map<long long, Answers>>;

struct UdsColumns {
  std::size_t split, sentence, token, lemma, is_predicate, is_understandable, happened, confidence, keep;
  bool has_keep;
};

Result<UdsColumns> uds_columns(const Table& table) {
  UdsColumns c{};
  TRY_ASSIGN(c.split, table.column("Split"));
  TRY_ASSIGN(c.sentence, table.column("Sentence.ID"));
  TRY_ASSIGN(c.token, table.column("Pred.Token"));
  TRY_ASSIGN(c.lemma, table.column("Pred.Lemma"));
  TRY_ASSIGN(c.is_predicate, table.column("Is.Predicate"));
  TRY_ASSIGN(c.is_understandable, table.column("Is.Understandable"));
  TRY_ASSIGN(c.happened, table.column("Happened"));
  TRY_ASSIGN(c.confidence, table.column("Confidence"));
  const auto keep = table.column("Keep");
  c.has_keep = keep.has_value();
  c.keep = keep.value_or(0);
  return c;
}

bool counts(const std::vector<std::string>& cells, const UdsColumns& c) {
  return lower_ascii(cells[c.is_predicate]) == "true" && lower_ascii(cells[c.is_understandable]) == "true" && (!c.has_keep || lower_ascii(cells[c.keep]) == "true");
}

Asked asked_in(const Table& table, const UdsColumns& c, std::string_view wanted, std::vector<std::string>& skipped) {
  Asked asked;
  for (const Table::Row& row : table.rows) {
    if (row.cells[c.split] != wanted || !counts(row.cells, c)) continue;
    const std::string& id = row.cells[c.sentence];
    const auto sentence = parse_integer(id.substr(id.rfind(' ') + 1));
    const auto token = parse_integer(row.cells[c.token]);
    const auto confidence = parse_number(row.cells[c.confidence]);
    const std::string happened = lower_ascii(row.cells[c.happened]);
    const bool yes = happened == "true" || happened == "yes";
    if (!sentence || !token || !confidence || (!yes && happened != "false" && happened != "no")) {
      skipped.push_back(format("{}:{}: sentence, token, answer or confidence cannot be read", table.name, row.line));
      continue;
    }
    Answers& answers = asked[*sentence][*token];
    answers.lemma = lower_ascii(row.cells[c.lemma]);
    answers.sum += (yes ? 3 : -3) * *confidence / 4;
    ++answers.count;
  }
  return asked;
}

// How well a word is the one that was asked about: 2 by lemma, 1 if lemmas differ by treebank version only.
int likeness(const TreebankSentence& sentence, long long token, const std::string& lemma) {
  if (token < 1 || token > static_cast<long long>(sentence.size())) return 0;
  const TreebankWord& word = sentence[static_cast<std::size_t>(token - 1)];
  if (word.lemma == lemma || lower_ascii(word.form) == lemma) return 2;
  return word.lemma.substr(0, 3) == lemma.substr(0, 3) ? 1 : 0;
}

int likeness(const std::vector<TreebankSentence>& sentences, long long sentence, const std::map<long long, Answers>& predicates) {
  if (sentence < 1 || sentence > static_cast<long long>(sentences.size())) return -1;
  int sum = 0;
  for (const auto& [token, answers] : predicates) sum += likeness(sentences[static_cast<std::size_t>(sentence - 1)], token, answers.lemma);
  return sum;
}

// A shift holds on from sentence to sentence until another fits better.
long long shift_of(const std::vector<TreebankSentence>& sentences, long long sentence, const std::map<long long, Answers>& predicates, long long before) {
  constexpr long long kMost = 3;
  long long best = before;
  int most = likeness(sentences, sentence + before, predicates);
  for (long long shift = -kMost; shift <= kMost; ++shift) {
    if (const int fits = likeness(sentences, sentence + shift, predicates); fits > most) {
      most = fits;
      best = shift;
    }
  }
  return best;
}

// The token itself if it is like the one asked about, else the nearest with the lemma; 0 if there is none.
long long token_like(const TreebankSentence& sentence, long long token, const std::string& lemma) {
  if (likeness(sentence, token, lemma) > 0) return token;
  constexpr long long kMost = 4;
  for (long long distance = 1; distance <= kMost; ++distance) {
    for (const long long other : {token - distance, token + distance}) {
      if (likeness(sentence, other, lemma) == 2) return other;
    }
  }
  return 0;
}

FactualitySet joined_with(const std::vector<TreebankSentence>& sentences, const Asked& asked, const std::string& name) {
  Writer writer;
  long long shift = 0;
  for (const auto& [number, predicates] : asked) {
    shift = shift_of(sentences, number, predicates, shift);
    const long long at = number + shift;
    if (at < 1 || at > static_cast<long long>(sentences.size())) {
      writer.set.skipped.push_back(format("{}: sentence {} is not in the treebank", name, number));
      continue;
    }
    const TreebankSentence& sentence = sentences[static_cast<std::size_t>(at - 1)];
    for (const TreebankWord& word : sentence) writer.add(word.form);
    for (const auto& [token, answers] : predicates) {
      const long long found = token_like(sentence, token, answers.lemma);
      if (found == 0) {
        writer.set.skipped.push_back(format("{}: sentence {} has no '{}' near word {}", name, number, answers.lemma, token));
      } else {
        writer.set.cases.push_back({writer.set.document.sentences.size(), static_cast<std::size_t>(found - 1), answers.sum / static_cast<double>(answers.count)});
      }
    }
    writer.end();
  }
  return std::move(writer.set);
}

std::string split_of(const Table& table, const UdsColumns& columns, std::string_view wanted) {
  if (!wanted.empty()) return std::string(wanted);
  for (const std::string_view name : {"dev", "test", "train"}) {
    if (std::ranges::any_of(table.rows, [&](const Table::Row& row) { return row.cells[columns.split] == name; })) return std::string(name);
  }
  return "dev";
}

Result<FactualitySet> read_uds(const fs::path& input, std::string_view bytes, const fs::path& treebank, std::string_view wanted) {
  TRY_ASSIGN(const Table table, read_tsv(input.string(), bytes));
  TRY_ASSIGN(const UdsColumns columns, uds_columns(table));
  const std::string split = split_of(table, columns, wanted);
  const std::string file_name = "en_ewt-ud-" + split + ".conllu";
  fs::path file = treebank.empty() ? found_above(input, fs::path("treebanks/EWT") / file_name) : treebank;
  if (fs::is_directory(file)) {
    file /= file_name;
  }
  if (file.empty()) {
    return fail(ErrorKind::not_found, "{}: the treebank's {} was looked for in treebanks/EWT above it and not found; name it", input.string(), file_name);
  }
  TRY_ASSIGN(const std::string trees, read_file(file));
  std::vector<std::string> skipped;
  const Asked asked = asked_in(table, columns, split, skipped);
  FactualitySet set = joined_with(read_treebank(trees), asked, input.string());
  set.skipped.insert(set.skipped.begin(), skipped.begin(), skipped.end());
  return set;
}

}  // namespace

fs::path found_above(const fs::path& start, const fs::path& below) {
  std::error_code ignored;
  for (fs::path folder = fs::absolute(start).lexically_normal().parent_path(); !folder.empty(); folder = folder.parent_path()) {
    if (fs::exists(folder / below, ignored)) return folder / below;
    if (folder == folder.parent_path()) break;
  }
  return {};
}

Result<FactualitySet> read_factuality_set(const fs::path& input, const fs::path& treebank, std::string_view split) {
  TRY_ASSIGN(const std::string bytes, read_file(input));
  if (bytes.starts_with("Split\t") || std::string_view(bytes).substr(0, bytes.find('\n')).find("Pred.Token") != std::string_view::npos) {
    return read_uds(input, bytes, treebank, split);
  }
  FactualitySet set = read_meantime(input.string(), bytes);
  if (set.cases.empty()) {
    return fail(ErrorKind::input, "{}: no word with a factuality was found; expected MEANTIME's columns or the table of UDS-IH2", input.string());
  }
  return set;
}

}  // namespace corollary::evaluate
