#include "text/tag_names.h"

#include <algorithm>
#include <array>

namespace corollary::text {
namespace {

// The universal and the Penn tags, and the relations with their subtypes, of the English treebanks. Sorted.
constexpr auto kNames = std::to_array<std::string_view>({
    "$", "''", ",", "-LRB-", "-LSB-", "-RRB-", "-RSB-", ".", ":", "ADD", "ADJ", "ADP", "ADV", "AFX", "AUX", "CC",
    "CCONJ", "CD", "DET", "DT", "EX", "FW", "GW", "HYPH", "IN", "INTJ", "JJ", "JJR", "JJS", "LS", "MD", "NFP", "NN",
    "NNP", "NNPS", "NNS", "NOUN", "NUM", "PART", "PDT", "POS", "PRON", "PROPN", "PRP", "PRP$", "PUNCT", "RB", "RBR",
    "RBS", "RP", "SCONJ", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "VERB", "WDT", "WP", "WP$",
    "WRB", "X", "``", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass",
    "case", "cc", "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:outer",
    "csubj:pass", "dep", "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "flat:foreign",
    "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer",
    "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum",
    "root", "vocative", "xcomp"});
static_assert(std::ranges::is_sorted(kNames));

}  // namespace

std::optional<std::string_view> static_name(std::string_view name) {
  const auto found = std::ranges::lower_bound(kNames, name);
  return found != kNames.end() && *found == name ? std::optional(*found) : std::nullopt;
}

}  // namespace corollary::text
