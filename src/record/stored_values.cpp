#include "record/stored_values.h"

#include "base/strings.h"

namespace corollary::record {
namespace {

constexpr std::size_t kLongestLine = 15;  // Digits: enough for any file, and safe in 64 bits.

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Where the digits end that begin at `begin`, if they are a line number as `text()` would write it.
std::optional<std::size_t> end_of_line_number(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && is_digit(text[end])) {
    ++end;
  }
  const bool number = end > begin && end - begin <= kLongestLine && text[begin] != '0';
  const bool ends_word = end == text.size() || text[end] == ' ';
  return number && ends_word ? std::optional(end) : std::nullopt;
}

}  // namespace

Coding Coding::of(const Event& event) {
  return {event.type,     event.mode,       event.cameo,      event.intensity,
          event.modality, event.factuality, event.confidence, event.why, event.source_scale.value_or(SourceScale{})};
}

bool Coding::is_of(const Event& event) const {
  return type == event.type && cameo == event.cameo && mode == event.mode && intensity == event.intensity && modality == event.modality &&
         factuality == event.factuality && confidence == event.confidence && why == event.why &&
         source_scale == event.source_scale.value_or(SourceScale{});
}

void Coding::give_to(Event& event) const {
  event.type = type;
  event.mode = mode;
  event.cameo = cameo;
  event.intensity = intensity;
  event.modality = modality;
  event.factuality = factuality;
  event.confidence = confidence;
  event.why = why;
  event.source_scale = source_scale == SourceScale{} ? std::nullopt : std::optional(source_scale);
}

RowPlace RowPlace::of(std::string_view text) {
  for (std::size_t colon = text.find(':'); colon != std::string_view::npos; colon = text.find(':', colon + 1)) {
    if (const auto end = end_of_line_number(text, colon + 1)) {
      const auto line = parse_integer(text.substr(colon + 1, *end - colon - 1));
      return {text.substr(0, colon), line.value_or(0), text.substr(*end)};
    }
  }
  return {"", 0, text};
}

std::string RowPlace::text() const {
  return line == 0 ? std::string(reference) : format("{}:{}{}", file, line, reference);
}

std::string list_text(const std::vector<std::string>& ids) { return joined(ids, "|"); }
std::vector<std::string> list_of(std::string_view text) { return split(text, '|'); }

}  // namespace corollary::record
