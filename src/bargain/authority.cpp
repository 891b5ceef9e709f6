#include "bargain/authority.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/strings.h"

namespace corollary::bargain {
namespace {

constexpr std::size_t kDeepest = 64;  // Brackets within brackets: far more than anybody means.

bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' || c == '/' || c == '%' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// A text as words, brackets, commas, colons and asterisks; each knows where it begins.
struct Token {
  std::string text;
  std::size_t at = 0;   ///< Its first character's number, from 1.
  bool quoted = false;  ///< A name in quotes, which is no keyword.
};

// Where the name ends that begins with the quote at `begin`; two quotes are one of the name.
Result<std::size_t> end_of_quote(std::string_view text, std::size_t begin) {
  for (std::size_t end = text.find('\'', begin + 1); end != std::string_view::npos; end = text.find('\'', end + 2)) {
    if (end + 1 == text.size() || text[end + 1] != '\'') return end;
  }
  return fail(ErrorKind::input, "character {}: a quote is never closed", begin + 1);
}

std::string unquoted(std::string_view text) {
  std::string name;
  for (std::size_t i = 0; i < text.size(); ++i) {
    name += text[i];
    i += text[i] == '\'' ? 1 : 0;
  }
  return name;
}

Result<std::vector<Token>> tokens_of(std::string_view text) {
  constexpr std::size_t longest = 65'536;
  if (text.size() > longest) return fail(ErrorKind::input, "a formula of {} characters: expected at most {}", text.size(), longest);
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      ++i;
    } else if (c == '\'') {
      TRY_ASSIGN(const std::size_t end, end_of_quote(text, i));
      tokens.push_back({unquoted(text.substr(i + 1, end - i - 1)), i + 1, true});
      if (tokens.back().text.empty()) return fail(ErrorKind::input, "character {}: a name is empty", i + 1);
      i = end + 1;
    } else if (is_name_byte(c)) {
      std::size_t end = i;
      while (end < text.size() && is_name_byte(text[end])) ++end;
      tokens.push_back({std::string(text.substr(i, end - i)), i + 1, false});
      i = end;
    } else if (std::string_view("(),:*").find(c) != std::string_view::npos) {
      tokens.push_back({std::string(1, c), i + 1, false});
      ++i;
    } else {
      return fail(ErrorKind::input, "character {}: '{}' has no meaning here", i + 1, std::string(1, c));
    }
  }
  return tokens;
}

bool is_keyword(const Token& token, std::string_view word) { return !token.quoted && equal_ignoring_case(token.text, word); }

bool is_reserved(const Token& token) {
  constexpr std::string_view words[] = {"and", "or", "override", "of", "after", "days", "day", "more", "than", "(", ")", ",", ":", "*"};
  return !token.quoted && std::ranges::any_of(words, [&](std::string_view word) { return equal_ignoring_case(token.text, word); });
}

/// What a quota asks for: a weight, or a share of all.
struct Quota {
  double value = 0;
  bool share = false;
};

std::optional<Quota> quota_of(std::string_view text) {
  if (text.ends_with('%')) {
    const auto percent = parse_number(text.substr(0, text.size() - 1));
    return percent ? std::optional(Quota{*percent / 100, true}) : std::nullopt;
  }
  if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
    const auto above = parse_number(text.substr(0, slash));
    const auto below = parse_number(text.substr(slash + 1));
    return above && below && *below > 0 ? std::optional(Quota{*above / *below, true}) : std::nullopt;
  }
  const auto weight = parse_number(text);
  return weight ? std::optional(Quota{*weight, false}) : std::nullopt;
}

class Parser {
 public:
  explicit Parser(std::vector<Token> tokens, std::size_t length) : tokens_(std::move(tokens)), end_(length + 1) {}

  Result<Formula> formula() {
    TRY_ASSIGN(Formula read, alternatives());
    if (!done()) return fail(ErrorKind::input, "character {}: '{}' where the formula should end", here(), peek().text);
    return read;
  }

  Result<Power> power() {
    Power power;
    TRY_ASSIGN(power.direction, direction());
    TRY(stretch(power));
    if (!taken(":")) return expected("':' and who has to consent");
    TRY_ASSIGN(power.formula, formula());
    return power;
  }

 private:
  [[nodiscard]] bool done() const { return next_ == tokens_.size(); }
  [[nodiscard]] const Token& peek() const { return tokens_[next_]; }
  [[nodiscard]] std::size_t here() const { return done() ? end_ : peek().at; }
  [[nodiscard]] bool sees(std::string_view word) const { return !done() && is_keyword(peek(), word); }
  bool taken(std::string_view word) {
    const bool there = sees(word);
    next_ += there ? 1 : 0;
    return there;
  }
  [[nodiscard]] std::unexpected<Error> expected(std::string_view what) const {
    return done() ? fail(ErrorKind::input, "character {}: expected {}", here(), what)
                  : fail(ErrorKind::input, "character {}: '{}' where {} was expected", here(), peek().text, what);
  }

  Result<Direction> direction() {
    if (taken("down")) return Direction::down;
    if (taken("up")) return Direction::up;
    if (taken("both")) return Direction::both;
    return expected("'down', 'up' or 'both'");
  }

  // "80 to 100", "below 50", "above 50"; nothing is the whole scale.
  Result<void> stretch(Power& power) {
    if (taken("below")) {
      TRY_ASSIGN(power.high, point());
    } else if (taken("above")) {
      TRY_ASSIGN(power.low, point());
    } else if (!done() && !sees(":")) {
      TRY_ASSIGN(power.low, point());
      if (!taken("to")) return expected("'to'");
      TRY_ASSIGN(power.high, point());
    }
    if (!(power.low < power.high)) return fail(ErrorKind::input, "the stretch from {} to {} is none", power.low, power.high);
    return {};
  }

  Result<double> point() {
    const auto value = done() ? std::nullopt : parse_number(peek().text);
    if (!value || *value < 0 || *value > 100) return expected("a number of the scale, 0 to 100,");
    ++next_;
    return *value;
  }

  Result<Formula> alternatives() {
    if (++depth_ > kDeepest) return fail(ErrorKind::input, "character {}: more than {} brackets within each other", here(), kDeepest);
    TRY_ASSIGN(Formula left, conjunction());
    while (sees("or") || sees("override")) {
      const Formula::Kind kind = taken("or") ? Formula::Kind::any : (++next_, Formula::Kind::overridden);
      TRY_ASSIGN(Formula right, conjunction());
      if (left.kind == kind && kind == Formula::Kind::any && !bracketed_) {
        left.parts.push_back(std::move(right));
      } else {
        left = {.kind = kind, .actor = {}, .parts = {std::move(left), std::move(right)}, .weights = {}};
      }
      bracketed_ = false;
    }
    --depth_;
    return left;
  }

  Result<Formula> conjunction() {
    TRY_ASSIGN(Formula first, delayed());
    if (!sees("and")) return first;
    Formula all{.kind = Formula::Kind::all, .actor = {}, .parts = {std::move(first)}, .weights = {}};
    while (taken("and")) {
      TRY_ASSIGN(Formula part, delayed());
      all.parts.push_back(std::move(part));
    }
    bracketed_ = false;
    return all;
  }

  Result<Formula> delayed() {
    TRY_ASSIGN(Formula part, primary());
    if (!taken("after")) return part;
    const auto days = done() ? std::nullopt : parse_number(peek().text);
    if (!days || *days < 0) return expected("a number of days");
    ++next_;
    if (!taken("days") && !taken("day")) return expected("'days'");
    bracketed_ = false;
    return Formula{.kind = Formula::Kind::wait, .actor = {}, .parts = {std::move(part)}, .weights = {}, .days = *days};
  }

  Result<Formula> primary() {
    bracketed_ = false;
    if (taken("(")) {
      TRY_ASSIGN(Formula inner, alternatives());
      if (!taken(")")) return expected("')'");
      bracketed_ = true;
      return inner;
    }
    const bool more_than = taken("more");
    if (more_than && !taken("than")) return expected("'than'");
    if (more_than || (next_ + 1 < tokens_.size() && is_keyword(tokens_[next_ + 1], "of"))) return quota(more_than);
    if (done() || is_reserved(peek())) return expected("an actor");
    return Formula{.kind = Formula::Kind::actor, .actor = tokens_[next_++].text, .parts = {}, .weights = {}};
  }

  Result<Formula> quota(bool more_than) {
    const std::optional<Quota> asked = done() ? std::nullopt : quota_of(peek().text);
    if (!asked) return expected("a weight or a share (12, 2/3, 55%)");
    const std::size_t at = here();
    ++next_;
    if (!taken("of")) return expected("'of'");
    if (!taken("(")) return expected("'('");
    Formula quota{.kind = Formula::Kind::quota, .actor = {}, .parts = {}, .weights = {}, .more_than = more_than};
    do {
      TRY(member(quota));
    } while (taken(","));
    if (!taken(")")) return expected("',' or ')'");
    double sum = 0;
    for (const double weight : quota.weights) sum += weight;
    quota.quota = asked->share ? asked->value * sum : asked->value;
    if (!(quota.quota > 0) || quota.quota > sum || (more_than && quota.quota == sum)) {
      return fail(ErrorKind::input, "character {}: a quota of {} of the weight {} can never matter", at, quota.quota, sum);
    }
    bracketed_ = false;
    return quota;
  }

  Result<void> member(Formula& quota) {
    TRY_ASSIGN(Formula part, alternatives());
    double weight = 1;
    if (taken("*")) {
      const auto given = done() ? std::nullopt : parse_number(peek().text);
      if (!given || !(*given > 0)) return expected("a weight above 0");
      weight = *given;
      ++next_;
    }
    quota.parts.push_back(std::move(part));
    quota.weights.push_back(weight);
    return {};
  }

  std::vector<Token> tokens_;
  std::size_t end_;
  std::size_t next_ = 0;
  std::size_t depth_ = 0;
  bool bracketed_ = false;  // Whether what was read last stood in brackets: then it is a part of its own.
};

std::string name_text(const std::string& name) {
  const bool plain = std::ranges::all_of(name, is_name_byte) && !is_reserved({name, 0, false});
  if (plain) return name;
  std::string quoted = "'";
  for (const char c : name) quoted += c == '\'' ? "''" : std::string(1, c);
  return quoted + "'";
}

/// A part of another formula, in brackets where they are needed to read it back.
std::string part_text(const Formula& part) {
  const bool single = part.kind == Formula::Kind::actor || part.kind == Formula::Kind::quota;
  return single ? to_text(part) : "(" + to_text(part) + ")";
}

void collect(const Formula& formula, std::vector<std::string>& names) {
  if (formula.kind == Formula::Kind::actor && std::ranges::find(names, formula.actor) == names.end()) names.push_back(formula.actor);
  for (const Formula& part : formula.parts) collect(part, names);
}

bool covers(const Power& power, bool up, double low, double high) {
  return power.direction != (up ? Direction::down : Direction::up) && power.low <= low && power.high >= high;
}

}  // namespace

Result<Formula> parse_formula(std::string_view text) {
  TRY_ASSIGN(std::vector<Token> tokens, tokens_of(text));
  if (tokens.empty()) return fail(ErrorKind::input, "the formula names nobody");
  return Parser(std::move(tokens), text.size()).formula();
}

Result<Power> parse_power(std::string_view text) {
  TRY_ASSIGN(std::vector<Token> tokens, tokens_of(text));
  return Parser(std::move(tokens), text.size()).power();
}

std::string to_text(const Formula& formula) {
  switch (formula.kind) {
    case Formula::Kind::actor: return name_text(formula.actor);
    case Formula::Kind::wait: return format("{} after {} days", part_text(formula.parts.front()), formula.days);
    case Formula::Kind::quota: break;
    default: {
      std::vector<std::string> parts;
      for (const Formula& part : formula.parts) parts.push_back(part_text(part));
      return joined(parts, formula.kind == Formula::Kind::all ? " and " : formula.kind == Formula::Kind::any ? " or " : " override ");
    }
  }
  std::vector<std::string> members;
  for (std::size_t i = 0; i < formula.parts.size(); ++i) {
    members.push_back(part_text(formula.parts[i]) + (formula.weights[i] == 1 ? "" : format("*{}", formula.weights[i])));
  }
  return format("{}{} of ({})", formula.more_than ? "more than " : "", formula.quota, joined(members, ", "));
}

std::string to_text(const Power& power) {
  const std::string_view way = power.direction == Direction::down ? "down" : power.direction == Direction::up ? "up" : "both";
  const std::string stretch = power.low == 0 && power.high == 100 ? "" : format(" {} to {}", power.low, power.high);
  return format("{}{}: {}", way, stretch, to_text(power.formula));
}

std::vector<std::string> approvers(const Formula& formula) {
  std::vector<std::string> names;
  collect(formula, names);
  return names;
}

std::optional<Formula> needed(const std::vector<Power>& powers, double from, double to) {
  Formula all{.kind = Formula::Kind::all, .actor = {}, .parts = {}, .weights = {}};
  if (from == to) return all;
  const double low = std::min(from, to);
  const double high = std::max(from, to);
  std::vector<double> ends = {low, high};
  for (const Power& power : powers) {
    for (const double end : {power.low, power.high}) {
      if (end > low && end < high) ends.push_back(end);
    }
  }
  std::ranges::sort(ends);
  ends.erase(std::ranges::unique(ends).begin(), ends.end());
  for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
    Formula any{.kind = Formula::Kind::any, .actor = {}, .parts = {}, .weights = {}};
    for (const Power& power : powers) {
      if (covers(power, to > from, ends[i], ends[i + 1])) any.parts.push_back(power.formula);
    }
    if (any.parts.empty()) return std::nullopt;
    Formula stretch = any.parts.size() == 1 ? any.parts.front() : std::move(any);
    if (std::ranges::find(all.parts, stretch) == all.parts.end()) all.parts.push_back(std::move(stretch));
  }
  return all.parts.size() == 1 ? std::optional(all.parts.front()) : std::optional(std::move(all));
}

}  // namespace corollary::bargain
