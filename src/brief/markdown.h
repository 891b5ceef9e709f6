#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "brief/brief.h"

namespace corollary::brief {

/// The distinct evidence of a brief, numbered from 1 in reading order: what a page's footnotes and links refer to.
/// The brief must outlive it.
class Footnotes {
 public:
  explicit Footnotes(const Brief& brief);

  /// Precondition: the evidence is one of the brief's.
  [[nodiscard]] std::size_t number_of(const Evidence& evidence) const;
  /// A sentence's numbers, each once, in the order of its evidence.
  [[nodiscard]] std::vector<std::size_t> numbers_of(const Claim& claim) const;
  /// Number 1 comes first.
  [[nodiscard]] const std::vector<const Evidence*>& all() const { return all_; }

 private:
  std::map<std::string, std::size_t> numbers_;
  std::vector<const Evidence*> all_;
};

/// The brief as Markdown (CommonMark with tables and footnotes): each sentence followed by `[^1]` for each of its
/// evidence. Charts give way to the words that stand for them. Text from outside has no effect as markup.
std::string to_markdown(const Brief& brief);

}  // namespace corollary::brief
