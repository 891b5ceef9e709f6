#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "coding/signatures.h"
#include "ontology/event.h"
#include "text/document.h"

namespace corollary::coding {

/// What a sentence makes of the event that one of its words names.
struct Judgment {
  Modality modality = Modality::happened;
  double factuality = 3;  ///< -3 (certainly not) to 3 (certainly).
  std::string cue;        ///< The word that decides: "not", "will", "refuse"; "" if none does.
  std::string why;        ///< All that bears on it, from the root down: "refuse(to: no) > not".
};

/// The standing of each word of one sentence, found from the root of its tree down: a word begins with what its governor
/// makes of it (`Signatures`), and its own negation, auxiliaries, adverbs and conditions do the rest.
///
/// Views into the nodes and the table that it was made from, which must outlive it.
class SentenceStandings {
 public:
  /// What stands at a word itself.
  enum class Modal : std::uint8_t { none, will, would, can, could, may, must };
  struct Standing {
    Modality given = Modality::happened;  ///< By its governor.
    Modality own = Modality::happened;    ///< After its own marks; the outcome.
    Modal modal = Modal::none;
    Pull pull = Pull::same;               ///< Of its governor on it.
    const Signature* signature = nullptr; ///< The table's line behind `pull`; nullptr if none has it.
    std::string_view way;                 ///< How it hangs on its governor: "to", "obj", "from"; "" if in no way that counts.
    std::string_view cue;                 ///< Of its own; "" if it has none.
    bool negated = false, conditional = false, perfect = false, past = false, told = false, question = false, imperative = false, hedged = false;
    bool definite = false;                ///< "the visit", "its troops", a name.
  };

  /// A sentence without a word.
  SentenceStandings() = default;
  SentenceStandings(std::span<const text::Node> nodes, const Signatures& signatures);

  [[nodiscard]] std::span<const text::Node> nodes() const { return nodes_; }
  [[nodiscard]] const Standing& of(std::size_t token) const { return standings_[token]; }
  [[nodiscard]] std::span<const std::uint32_t> children(std::size_t token) const {
    return std::span(children_).subspan(first_child_[token], first_child_[token + 1] - first_child_[token]);
  }
  [[nodiscard]] bool is_question() const { return is_question_; }
  /// The words from the root down to `token` that bear on it.
  [[nodiscard]] std::string why(std::size_t token) const;
  /// The lowest word that changed the standing; "" if none did.
  [[nodiscard]] std::string cue(std::size_t token) const;

 private:
  friend class StandingPass;
  std::span<const text::Node> nodes_;
  std::vector<std::uint32_t> children_, first_child_;
  std::vector<Standing> standings_;
  std::size_t root_ = 0;
  bool is_question_ = false;
};

/// What a factuality answers. They differ for what lies ahead: "will meet" has not happened, and is as good as certain.
enum class Scale : std::uint8_t {
  happening,  ///< Did it happen, or is it happening? (UDS-IH2: White et al. 2016.)
  certainty,  ///< How sure is the text of it, whenever it takes place? (MEANTIME: Minard et al. 2016.)
};
constexpr std::size_t kScales = 2;

/// A table of weights with none in it: factuality by the rules alone.
constexpr std::string_view kNoWeights = "feature\thappening\tcertainty\n";
/// The most that is left of what is flatly denied: annotators of UDS-IH2 often say of "did not sign" that this did happen.
constexpr double denied_most(Scale scale) { return scale == Scale::certainty ? -3 : -1; }

/// Modality by signatures; factuality by a linear regression for each scale on features of the rules' standing and the tree.
/// Immutable: one serves many threads.
class Factuality {
 public:
  /// Errors: `input` with file and line if a table is malformed.
  static Result<Factuality> from_tables(std::string_view signatures, std::string_view weights);
  /// With the signatures that the program carries and the weights beside it (`find_model`); where these are missing, the
  /// rules alone (`rule_value`). Errors: `input` for a damaged file.
  static Result<Factuality> make();
  /// With the signatures that the program carries, and no weights.
  static Result<Factuality> by_rule();
  /// `factuality.tsv` beside the model of English (`text::Parser::find_model`). Errors: `not_found`.
  static Result<std::filesystem::path> find_model();

  /// Reads a parsed sentence. Cost: O(tokens).
  [[nodiscard]] SentenceStandings read(std::span<const text::Node> nodes) const { return {nodes, signatures_}; }
  /// The judgment on a word of the sentence. Cost: O(depth of the word + features).
  [[nodiscard]] Judgment judge(const SentenceStandings& sentence, std::size_t token, Scale scale = Scale::happening) const;
  /// The factuality alone. What is flatly denied ("did not sign") stays below zero, whatever the features say.
  [[nodiscard]] double factuality(const SentenceStandings& sentence, std::size_t token, Scale scale = Scale::happening) const;

 private:
  using Weights = std::array<double, kScales>;
  Signatures signatures_;
  std::unordered_map<std::string, Weights> weights_;  // By feature; empty without a model.
  Weights intercepts_{};
};

/// What the rules alone say, without the regression: happened 3, 2 where it is only told; planned 1; possible 0.5, 0 under
/// a condition; not_happened -3, -2 for what lies ahead.
double rule_value(const SentenceStandings& sentence, std::size_t token);

/// "did not sign", "no agreement was signed": denied by a word of its own, and nothing else bears on it.
bool is_flat_denial(const SentenceStandings::Standing& standing);

}  // namespace corollary::coding
