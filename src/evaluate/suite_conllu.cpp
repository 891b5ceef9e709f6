#include <algorithm>
#include <map>
#include <optional>

#include "base/file.h"
#include "base/lines.h"
#include "base/strings.h"
#include "evaluate/suites.h"

namespace corollary::evaluate {
namespace {

struct GoldWord {
  std::string form, lemma, upos, xpos, relation;
  std::size_t head = text::Node::kRoot;  // In the sentence.
  ByteRange bytes;                       // In the text.
};

// A treebank's words and the running text that they were cut from.
struct GoldSet {
  std::string text;
  std::vector<std::vector<GoldWord>> sentences;
  std::vector<std::string> skipped;
};

std::string_view universal(std::string_view relation) { return relation.substr(0, relation.find(':')); }

// Reads CoNLL-U. The words of a contraction ("don't") lie within its letters where they are cut from it, else each has
// the whole of it.
class ConlluReader {
 public:
  explicit ConlluReader(std::string_view name) : name_(name) {}

  GoldSet read(std::string_view bytes) {
    for_each_line(bytes, [this](std::string_view line, std::size_t number) { read_line(line, number); });
    end_sentence();
    return std::move(set_);
  }

 private:
  void read_line(std::string_view line, std::size_t number) {
    if (line.empty()) {
      return end_sentence();
    }
    if (line.starts_with('#')) {
      paragraph_ = paragraph_ || line.starts_with("# newpar") || line.starts_with("# newdoc");
      return;
    }
    const std::vector<std::string> cells = split(line, '\t');
    if (cells.size() != 10) {
      set_.skipped.push_back(format("{}:{}: {} columns, expected 10", name_, number, cells.size()));
      return;
    }
    const bool space = cells[9].find("SpaceAfter=No") == std::string::npos;
    if (const std::size_t dash = cells[0].find('-'); dash != std::string::npos) {
      begin_contraction(cells, dash, space);
    } else if (const auto id = parse_integer(cells[0])) {
      add_word(cells, static_cast<std::size_t>(*id), space, number);
    }
  }

  void separate() {
    if (words_.empty() && contraction_left_ == 0 && !set_.text.empty() && paragraph_) {
      set_.text += "\n\n";
    } else if (space_pending_ && !set_.text.empty()) {
      set_.text += ' ';
    }
    paragraph_ = false;
    space_pending_ = false;
  }

  void begin_contraction(const std::vector<std::string>& cells, std::size_t dash, bool space) {
    const auto first = parse_integer(std::string_view(cells[0]).substr(0, dash));
    const auto last = parse_integer(std::string_view(cells[0]).substr(dash + 1));
    if (!first || !last || *last < *first) {
      return;
    }
    separate();
    contraction_ = {set_.text.size(), set_.text.size() + cells[1].size()};
    set_.text += cells[1];
    within_ = contraction_.begin;
    contraction_left_ = static_cast<std::size_t>(*last - *first + 1);
    space_pending_ = space;
  }

  void add_word(const std::vector<std::string>& cells, std::size_t id, bool space, std::size_t number) {
    GoldWord word{cells[1], cells[2], cells[3], cells[4], cells[7], text::Node::kRoot, {}};
    const auto head = parse_integer(cells[6]);
    if (!head || *head < 0 || id != words_.size() + 1) {
      set_.skipped.push_back(format("{}:{}: head '{}' or number '{}' is none", name_, number, cells[6], cells[0]));
      broken_ = true;
      return;
    }
    word.head = *head == 0 ? text::Node::kRoot : static_cast<std::size_t>(*head - 1);
    if (contraction_left_ > 0) {
      --contraction_left_;
      const bool cut = set_.text.compare(within_, word.form.size(), word.form) == 0;
      word.bytes = cut ? ByteRange{within_, within_ + word.form.size()} : contraction_;
      within_ += cut ? word.form.size() : 0;
    } else {
      separate();
      word.bytes = {set_.text.size(), set_.text.size() + word.form.size()};
      set_.text += word.form;
      space_pending_ = space;
    }
    words_.push_back(std::move(word));
  }

  void end_sentence() {
    const bool heads_fit = std::ranges::all_of(words_, [&](const GoldWord& w) { return w.head == text::Node::kRoot || w.head < words_.size(); });
    if (!words_.empty() && heads_fit && !broken_) {
      set_.sentences.push_back(std::move(words_));
    }
    words_.clear();
    contraction_left_ = 0;
    broken_ = false;
  }

  std::string name_;
  GoldSet set_;
  std::vector<GoldWord> words_;
  ByteRange contraction_;
  std::size_t within_ = 0, contraction_left_ = 0;
  bool paragraph_ = false, space_pending_ = false, broken_ = false;
};

struct Tally {
  std::size_t gold = 0, system = 0, aligned = 0, sentences = 0, gold_sentences = 0, system_sentences = 0;
  std::size_t uas = 0, las = 0, las_with_subtypes = 0, upos = 0, xpos = 0, lemma = 0;

  [[nodiscard]] double f1(std::size_t right) const { return gold + system == 0 ? 0 : 2.0 * static_cast<double>(right) / static_cast<double>(gold + system); }
  void write(std::string_view prefix, std::vector<Scores::Value>& values) const {
    const auto put = [&](std::string_view name, std::size_t right) { values.push_back({std::string(prefix) + std::string(name), f1(right)}); };
    put("las", las);
    put("uas", uas);
    put("las_with_subtypes", las_with_subtypes);
    put("upos", upos);
    put("xpos", xpos);
    put("lemma", lemma);
  }
};

// Words are the same if they are the same bytes; a head is right if it is the same word.
class Comparison {
 public:
  Comparison(const GoldSet& gold, std::size_t errors_most) : errors_most_(errors_most) {
    for (std::size_t s = 0; s < gold.sentences.size(); ++s) {
      for (std::size_t i = 0; i < gold.sentences[s].size(); ++i) gold_at_[gold.sentences[s][i].bytes] = {s, i};
    }
    tally_.gold_sentences = gold.sentences.size();
    for (const auto& sentence : gold.sentences) tally_.gold += sentence.size();
  }

  void compare(const GoldSet& gold, const text::Document& document, std::string_view text) {
    for (const text::Sentence& sentence : document.sentences) {
      const auto tokens = document.tokens_of(sentence);
      const auto nodes = document.nodes_of(sentence);
      tally_.system += tokens.size();
      ++tally_.system_sentences;
      for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (const auto found = gold_at_.find(tokens[i].bytes); found != gold_at_.end()) {
          compare_word(gold.sentences[found->second.first], found->second.second, tokens, nodes, i, text);
        }
      }
      const auto first = gold_at_.find(tokens.front().bytes);
      const auto last = gold_at_.find(tokens.back().bytes);
      tally_.sentences += first != gold_at_.end() && last != gold_at_.end() && first->second.first == last->second.first && first->second.second == 0 &&
                          last->second.second + 1 == gold.sentences[last->second.first].size();
    }
  }

  Tally tally_;
  std::vector<std::string> errors_;

 private:
  void compare_word(const std::vector<GoldWord>& sentence, std::size_t at, std::span<const text::Token> tokens, std::span<const text::Node> nodes,
                    std::size_t i, std::string_view text) {
    const GoldWord& gold = sentence[at];
    const text::Node& node = nodes[i];
    ++tally_.aligned;
    tally_.upos += gold.upos == node.upos;
    tally_.xpos += gold.xpos == node.xpos;
    tally_.lemma += gold.lemma == node.lemma || gold.lemma == "_";
    const bool head = gold.head == text::Node::kRoot ? node.head == text::Node::kRoot
                                                     : node.head != text::Node::kRoot && tokens[node.head].bytes == sentence[gold.head].bytes;
    const bool same = universal(gold.relation) == universal(node.relation);
    tally_.uas += head;
    tally_.las += head && same;
    tally_.las_with_subtypes += head && gold.relation == node.relation;
    if (!(head && same) && errors_.size() < errors_most_) {
      const auto name = [&](std::size_t j, auto&& word) { return j == text::Node::kRoot ? std::string("the root") : std::string(word(j)); };
      errors_.push_back(format("{}: expected {} of {}, got {} of {}", gold.form, gold.relation, name(gold.head, [&](std::size_t j) { return sentence[j].form; }),
                               node.relation, name(node.head, [&](std::size_t j) { return tokens[j].bytes.of(text); })));
    }
  }

  std::map<ByteRange, std::pair<std::size_t, std::size_t>> gold_at_;
  std::size_t errors_most_;
};

// The file's own tokens as a document over its words with a space between any two.
text::Document document_of(const GoldSet& gold) {
  text::Document document;
  for (const auto& sentence : gold.sentences) {
    const std::size_t first = document.tokens.size();
    for (const GoldWord& word : sentence) document.tokens.push_back({word.bytes, text::TokenKind::word});
    document.sentences.push_back({{sentence.front().bytes.begin, sentence.back().bytes.end}, first, document.tokens.size()});
  }
  return document;
}

}  // namespace

Result<Scores> score_conllu(const Options& options, const Readers& readers, Progress& progress) {
  TRY_ASSIGN(const std::string bytes, read_file(options.input));
  GoldSet gold = ConlluReader(options.input.string()).read(bytes);
  if (gold.sentences.empty()) {
    return fail(ErrorKind::input, "{}: no sentence in CoNLL-U (ten columns, tabs between them) was found", options.input.string());
  }
  TRY(progress.report("parsing", 0, 2));
  Comparison raw(gold, options.errors_most);
  text::Document document = text::analyse(gold.text, {0, gold.text.size()});
  readers.parser.parse(gold.text, document);
  raw.compare(gold, document, gold.text);
  TRY(progress.report("parsing", 1, 2));
  Comparison own(gold, 0);
  document = document_of(gold);
  readers.parser.parse(gold.text, document);
  own.compare(gold, document, gold.text);

  Scores scores;
  scores.n = gold.sentences.size();
  raw.tally_.write("", scores.values);
  scores.values.push_back({"tokens", raw.tally_.f1(raw.tally_.aligned)});
  scores.values.push_back({"sentences", 2.0 * static_cast<double>(raw.tally_.sentences) /
                                            static_cast<double>(raw.tally_.gold_sentences + raw.tally_.system_sentences)});
  own.tally_.write("gold_", scores.values);
  scores.errors = std::move(raw.errors_);
  scores.skipped = std::move(gold.skipped);
  return scores;
}

}  // namespace corollary::evaluate
