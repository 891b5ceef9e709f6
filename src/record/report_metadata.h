#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "ontology/event.h"
#include "ontology/publishers.h"
#include "ontology/trust.h"
#include "record/record.h"

namespace corollary::record {

class Database;

/// What a row of a file says of a report, on its way into the record. The views live as long as the row.
struct ReportRow {
  std::int64_t event = 0;  ///< The source's own number of an event that the report mentions; 0 if the row is about the report itself.
  Date day{};              ///< On which it was published.
  std::string_view publisher{}, url{};
  std::int64_t address = 0;  ///< The url's `address_hash`, where the url itself is not at hand.
  std::optional<double> tone{};
  std::optional<std::int32_t> confidence{};  ///< That it mentions that event, in per cent.
  std::optional<std::int32_t> length{};      ///< In characters.
  std::span<const std::string_view> themes{}, persons{}, organisations{}, locations{};
};

/// What a report is about, as its source's metadata have it (GDELT's GKG). Names are as read.
struct ReportDescription {
  std::string publisher, url;  ///< The url is "" if its file was not kept.
  Date day{};
  std::optional<double> tone{};  ///< To four decimals.
  std::vector<std::string> themes, persons, organisations;
  std::vector<std::string> locations;  ///< "1#Russia#RS#RS#60#100#RS".
  std::string place;                   ///< Where the row was read: "20180101.gkg.csv:17".
};

/// A report that mentions an event.
struct EventMention {
  std::string publisher, url;
  Date day{};
  std::optional<double> tone{};
  std::optional<std::int32_t> confidence{}, length{};
  Reliability reliability = Reliability::f;  ///< Of its publisher.
  std::string place;                         ///< Where the row was read.
  std::optional<ReportDescription> about{};  ///< If the record has a description of that report.
};

/// What an event of the record rests on.
struct EventEvidence {
  Event event;
  std::string url;                              ///< Of the report behind it; "" if its source tells none, or its file was not kept.
  std::vector<EventMention> mentions;           ///< By day, publisher, url.
  std::vector<std::string> told_by, denied_by;  ///< Independent voices, sorted.
  Reliability reliability = Reliability::f;     ///< Of the best publisher that tells of it.
  Credibility credibility = Credibility::cannot_be_judged;
};

/// Which descriptions of reports to read. Empty texts and nullopt mean "any"; names in any case, as the source has them.
struct DescriptionFilter {
  std::optional<Date> first{}, last{};  ///< Both included.
  std::string theme{}, person{}, organisation{};
  std::string location{};  ///< A part between two '#': "Russia", "RS".
  std::string url{};       ///< Exactly.
};

/// What the field's files say of reports: which mention an event, and what they are about. A mention refers to an event by the number
/// that the source gives it, so it may be imported before the event or without it. The record must outlive this.
///
/// Errors of all: `store`, and `not_found` for an event that is not there.
class ReportMetadata {
 public:
  explicit ReportMetadata(const EventRecord& record);

  /// The reports that mention an event, by day, publisher, url. Cost: reads the numbers of all mentions, some gigabytes a second; for
  /// the urls a piece of each of their files.
  [[nodiscard]] Result<std::vector<EventMention>> mentions_of(std::int64_t event, const PublisherTable& publishers) const;
  /// The events of the record that a report mentions, ascending. Cost: reads the addresses of all mentions, the numbers of all events.
  [[nodiscard]] Result<std::vector<std::int64_t>> events_of(std::string_view url) const;
  /// Calls `visit` for the descriptions that pass, in the order of import. What it returns ends the walk. Cost: in proportion to the
  /// descriptions of those days.
  [[nodiscard]] Result<void> for_each(const DescriptionFilter& filter, const std::function<Result<void>(const ReportDescription&)>& visit) const;

  /// An event with who tells of it. Of an event that was read from a report these are the voices of its act (Passages::acts); of another
  /// its publisher (several with ';' between) and those of the reports that mention it, of which copies are one (reports::voices_of).
  /// Cost: that of `mentions_of`, or of `Passages::acts` for its days.
  [[nodiscard]] Result<EventEvidence> evidence_of(std::int64_t event, const PublisherTable& publishers) const;

  [[nodiscard]] Result<std::int64_t> count_mentions() const;
  [[nodiscard]] Result<std::int64_t> count_descriptions() const;

 private:
  const EventRecord* record_;
  Database* database_;
};

}  // namespace corollary::record
