#include "record/tallied_import.h"

#include <algorithm>

namespace corollary::record {
namespace {

constexpr std::size_t kListedRejections = 20;

bool has_party(const std::vector<Actor>& side) {
  return std::ranges::any_of(side, [](const Actor& actor) { return !actor.party.empty(); });
}

}  // namespace

Result<TalliedImport> TalliedImport::begin(EventRecord& record, const Source& source, const RejectOptions& rejects) {
  TRY_ASSIGN(EventRecord::Import import, record.begin_import(source));
  return TalliedImport(std::move(import), source.name, rejects);
}

void TalliedImport::tally(const Event& event) {
  const int sides = has_party(event.actors) + has_party(event.recipients);
  ++(sides == 2 ? summary_.with_both_parties : sides == 1 ? summary_.with_one_party : summary_.with_no_party);
  ++events_;
}

Result<void> TalliedImport::add(const Event& event, std::string_view place) {
  tally(event);
  return import_.add(event, place);
}

Result<void> TalliedImport::add_at(const Event& event, std::string_view file, std::int64_t line, std::int64_t source_number) {
  tally(event);
  return import_.add_at(event, file, line, source_number);
}

Result<void> TalliedImport::reject(std::string_view file, const formats::Rejection& rejection) {
  const std::string place = format("{}:{}", file, rejection.line);
  const std::string reason = in_words(rejection);
  if (strict_) {
    return fail(ErrorKind::input, "{}: {}; nothing of the file was imported", place, reason);
  }
  if (summary_.rejected.size() < kListedRejections) {
    summary_.rejected.push_back(format("{}: {}", place, reason));
  }
  TRY(rejects_.add(file, rejection));
  return import_.reject(place, reason);
}

Result<ImportSummary> TalliedImport::commit() {
  if (events_ == 0 && summary_.other_rows == 0 && summary_.left_out == 0 && !no_row_allowed_) {
    return fail(
        ErrorKind::input, "{}: no row could be read{}{}", name_,
        summary_.rejected.empty() ? "" : "; the first: ", summary_.rejected.empty() ? "" : summary_.rejected.front());
  }
  TRY(rejects_.finish());
  TRY_ASSIGN(summary_.source, import_.commit());
  return std::move(summary_);
}

Result<std::optional<ImportSummary>> summary_if_there(const EventRecord& record, std::string_view content_hash) {
  TRY_ASSIGN(const std::optional<Source> there, record.source_with_hash(content_hash));
  if (!there) {
    return std::nullopt;
  }
  ImportSummary summary;
  summary.source = *there;
  summary.already_there = true;
  return summary;
}

}  // namespace corollary::record
