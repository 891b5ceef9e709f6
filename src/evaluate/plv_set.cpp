#include "evaluate/plv_set.h"

#include <algorithm>
#include <array>

#include "base/file.h"
#include "base/strings.h"
#include "base/table.h"
#include "ontology/event_type.h"

namespace corollary::evaluate {
namespace {

// A marked sentence without its marks, and the first range of each mark.
struct Unmarked {
  std::string text;
  ByteRange actor, recipient;
};

Unmarked unmarked(std::string_view marked) {
  Unmarked result;
  std::size_t actor_begin = std::string::npos, recipient_begin = std::string::npos;
  const auto close = [&](std::size_t& begin, ByteRange& range) {
    if (begin != std::string::npos && range.begin == range.end) range = {begin, result.text.size()};
    begin = std::string::npos;
  };
  while (!marked.empty()) {
    const auto skip = [&](std::string_view mark) {
      const bool is = marked.starts_with(mark);
      if (is) marked.remove_prefix(mark.size());
      return is;
    };
    if (skip("<s>")) {
      actor_begin = result.text.size();
    } else if (skip("<t>")) {
      recipient_begin = result.text.size();
    } else if (skip("</s>")) {
      close(actor_begin, result.actor);
    } else if (skip("</t>")) {
      close(recipient_begin, result.recipient);
    } else {
      result.text += marked.front() == '\n' || marked.front() == '\r' ? ' ' : marked.front();
      marked.remove_prefix(1);
    }
  }
  return result;
}

coding::Range words_in(const text::Document& document, ByteRange bytes) {
  coding::Range range;
  for (std::size_t i = 0; i < document.tokens.size(); ++i) {
    const ByteRange token = document.tokens[i].bytes;
    if (token.begin < bytes.end && bytes.begin < token.end) {
      if (range.empty()) range.first = i;
      range.last = i + 1;
    }
  }
  return range;
}

// Parses the text as one sentence and finds the words of two byte ranges in it.
void read_case(PlvCase& plv, const text::Parser& parser, ByteRange actor, ByteRange recipient) {
  plv.document = text::analyse(plv.text, {0, plv.text.size()});
  if (plv.document.tokens.empty()) {
    return;
  }
  plv.document.sentences = {{{plv.document.tokens.front().bytes.begin, plv.document.tokens.back().bytes.end}, 0, plv.document.tokens.size()}};
  parser.parse(plv.text, plv.document);
  plv.words = coding::words_of(plv.text, plv.document, plv.document.sentences.front());
  plv.candidate.actor = words_in(plv.document, actor);
  plv.candidate.recipient = words_in(plv.document, recipient);
}

}  // namespace

const std::vector<std::string>& plv_roots() {
  static const std::vector<std::string> roots = {"AGREE",  "CONSULT", "SUPPORT",  "YIELD",   "COOPERATE", "AID",    "REQUEST", "ACCUSE",
                                                 "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"};
  return roots;
}

int plv_quad(std::size_t root) {
  constexpr std::array<int, 15> quads = {1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4};
  return quads[root];
}

std::size_t plv_root_of(std::size_t type) {
  const EventType event_type = kEventTypes[type];
  const std::string_view name = event_type == EventType::concede || event_type == EventType::retreat ? std::string_view("YIELD") : code(event_type);
  return static_cast<std::size_t>(std::ranges::find(plv_roots(), name) - plv_roots().begin());
}

std::uint32_t types_of_root(std::size_t root) {
  std::uint32_t types = 0;
  for (std::size_t type = 0; type < coding::kTypes; ++type) types |= plv_root_of(type) == root ? 1U << type : 0U;
  return types;
}

Result<PlvSet> read_plv(const std::filesystem::path& path, const text::Parser& parser) {
  TRY_ASSIGN(const std::string bytes, read_file(path));
  TRY_ASSIGN(const Table table, read_tsv(path.string(), bytes));
  TRY_ASSIGN(const std::size_t sentence, table.column("sentence"));
  TRY_ASSIGN(const std::size_t marked, table.column("marked_sentence"));
  TRY_ASSIGN(const std::size_t root, table.column("gold_root"));
  PlvSet set;
  for (const Table::Row& row : table.rows) {
    auto plv = std::make_unique<PlvCase>();
    const auto found = std::ranges::find(plv_roots(), row.cells[root]);
    Unmarked plain = unmarked(row.cells[marked]);
    if (found == plv_roots().end()) {
      set.skipped.push_back(format("{}:{}: '{}' is no root of PLV", path.string(), row.line, row.cells[root]));
      continue;
    }
    plv->text = std::move(plain.text);
    plv->marked = row.cells[marked];
    plv->group = row.cells[sentence];
    plv->root = static_cast<std::size_t>(found - plv_roots().begin());
    read_case(*plv, parser, plain.actor, plain.recipient);
    if (plv->words.empty()) {
      set.skipped.push_back(format("{}:{}: the sentence is empty", path.string(), row.line));
      continue;
    }
    set.cases.push_back(std::move(plv));
  }
  return set;
}

}  // namespace corollary::evaluate
