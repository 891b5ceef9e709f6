#include "record/report_metadata.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/strings.h"
#include "formats/cells.h"
#include "formats/layout.h"
#include "formats/rows.h"
#include "record/database.h"
#include "record/event_reader.h"
#include "record/metadata_segment.h"
#include "record/name_numbers.h"
#include "record/original.h"
#include "record/passages.h"
#include "record/segment.h"
#include "reports/corroboration.h"

namespace corollary::record {
namespace {

using formats::Format;

// Which column holds the address of the report; "" if none does.
std::string_view address_column(Format format) {
  switch (format) {
    case Format::gdelt2:
    case Format::gdelt1: return "SOURCEURL";
    case Format::gdelt_mentions: return "MentionIdentifier";
    case Format::gkg2: return "DocumentIdentifier";
    case Format::gkg1: return "SOURCEURLS";
    case Format::phoenix: return "URLs";
    default: return "";
  }
}

// Addresses of reports, as kept files have them.
class KeptAddresses {
 public:
  explicit KeptAddresses(const Database& database) : database_(&database), lines_(database) {}

  // "" if the row has none, or its file was not kept. Errors: `store`.
  Result<std::string> address(std::int64_t file, std::int64_t line) {
    TRY_ASSIGN(const File* const known, this->file(file));
    if (!known->column) {
      return std::string();
    }
    const auto text = lines_.line(file, line);
    if (!text) {
      return text.error().kind == ErrorKind::not_found ? Result<std::string>(std::string()) : std::unexpected(text.error());
    }
    formats::RowReader rows(known->layout, *text);
    TRY_ASSIGN(const formats::RowStep step, rows.next());
    std::string address;
    if (step == formats::RowStep::row) {
      const std::string_view cell = rows.row().cells[*known->column];
      formats::assign_utf8(address, cell.substr(0, cell.find("<UDIV>")));  // Version 1 of GKG: of the first report.
    }
    return address;
  }

 private:
  struct File {
    formats::Layout layout{};
    std::optional<std::size_t> column{};
  };

  Result<const File*> file(std::int64_t number) {
    const auto [entry, is_new] = files_.try_emplace(number);
    if (!is_new) {
      return &entry->second;
    }
    std::string head;
    TRY_ASSIGN(Statement first, database_->prepare("SELECT min(first_line) FROM original WHERE file = ?"));
    first.bind(1, number);
    TRY(first.step());
    if (first.is_null(0)) {
      return &entry->second;
    }
    for (std::int64_t line = 1; head.size() < formats::kHeadBytes && line <= kHeadLines; ++line) {
      const auto text = lines_.line(number, line);
      if (!text) break;
      head.append(*text).push_back('\n');
    }
    auto layout = formats::detect(std::string_view(head).substr(0, formats::kHeadBytes));
    if (!layout) {
      return &entry->second;
    }
    const auto columns = formats::columns_of(layout->format);
    const auto found = std::ranges::find(columns, address_column(layout->format), &formats::Column::name);
    if (found != columns.end() && layout->has(static_cast<std::size_t>(found - columns.begin()))) {
      entry->second.column = layout->where[static_cast<std::size_t>(found - columns.begin())];
    }
    entry->second.layout = *std::move(layout);
    entry->second.layout.dialect.header = false;
    return &entry->second;
  }

  static constexpr std::int64_t kHeadLines = 60;  // Detection looks at fifty rows.
  const Database* database_;
  KeptLines lines_;
  std::unordered_map<std::int64_t, File> files_;
};

// Makes values of stored rows. For one reading transaction.
class RowTexts {
 public:
  explicit RowTexts(const Database& database)
      : database_(&database),
        publishers_(database, "publisher"),
        names_{{{database, table_of(MetadataList::theme)},
                {database, table_of(MetadataList::person)},
                {database, table_of(MetadataList::organisation)},
                {database, table_of(MetadataList::location)}}},
        addresses_(database) {}

  Result<EventMention> mention(const MetadataRow& row) {
    EventMention mention;
    TRY_ASSIGN(const std::string* const publisher, publishers_.text(row[MetadataField::publisher]));
    mention.publisher = *publisher;
    TRY_ASSIGN(mention.url, addresses_.address(row[MetadataField::file], row[MetadataField::line]));
    mention.day = day_of_number(row[MetadataField::day]);
    mention.tone = tone_in(row[MetadataField::tone]);
    mention.confidence = count_in(row[MetadataField::confidence]);
    mention.length = count_in(row[MetadataField::length]);
    TRY_ASSIGN(mention.place, place(row));
    return mention;
  }

  Result<ReportDescription> description(const MetadataRow& row) {
    ReportDescription description;
    TRY_ASSIGN(const std::string* const publisher, publishers_.text(row[MetadataField::publisher]));
    description.publisher = *publisher;
    TRY_ASSIGN(description.url, addresses_.address(row[MetadataField::file], row[MetadataField::line]));
    description.day = day_of_number(row[MetadataField::day]);
    description.tone = tone_in(row[MetadataField::tone]);
    TRY_ASSIGN(description.themes, texts(row, MetadataList::theme));
    TRY_ASSIGN(description.persons, texts(row, MetadataList::person));
    TRY_ASSIGN(description.organisations, texts(row, MetadataList::organisation));
    TRY_ASSIGN(description.locations, texts(row, MetadataList::location));
    TRY_ASSIGN(description.place, place(row));
    return description;
  }

  Result<std::string> address(std::int64_t file, std::int64_t line) { return addresses_.address(file, line); }

 private:
  Result<std::vector<std::string>> texts(const MetadataRow& row, MetadataList list) {
    const auto at = static_cast<std::size_t>(list);
    std::vector<std::string> texts;
    for (const std::int64_t number : row.lists[at]) {
      TRY_ASSIGN(const std::string* const text, names_[at].text(number));
      texts.push_back(*text);
    }
    return texts;
  }

  Result<std::string> place(const MetadataRow& row) {
    TRY_ASSIGN(Statement file, database_->prepare("SELECT name FROM file WHERE id = ?"));
    file.bind(1, row[MetadataField::file]);
    TRY(file.step());
    return format("{}:{}", file.text(0), row[MetadataField::line]);
  }

  const Database* database_;
  NameTexts publishers_;
  std::array<NameTexts, kMetadataLists> names_;
  KeptAddresses addresses_;
};

// The rows of a kind, of some days, whose number in a column is one of those wanted.
Result<std::vector<MetadataRow>> rows_with(const Database& database, MetadataKind kind, MetadataField field,
                                           const std::unordered_set<std::int64_t>& wanted, std::optional<std::pair<std::int64_t, std::int64_t>> days) {
  TRY_ASSIGN(const std::vector<MetadataSegmentInfo> segments, metadata_segments_of(database));
  std::vector<MetadataRow> rows;
  for (const MetadataSegmentInfo& info : segments) {
    if (info.kind != kind || (days && (info.last_day < days->first || info.first_day > days->second))) {
      continue;
    }
    MetadataSegment segment(database, info);
    TRY_ASSIGN(const Column* const column, segment.column(field));
    std::vector<std::size_t> places;
    if (wanted.size() == 1) {
      const std::int64_t only = *wanted.begin();
      column->each([&](std::size_t i, std::int64_t number) {
        if (number == only) places.push_back(i);
      });
    } else {
      column->each([&](std::size_t i, std::int64_t number) {
        if (wanted.contains(number)) places.push_back(i);
      });
    }
    for (const std::size_t at : places) {
      TRY_ASSIGN(MetadataRow row, segment.row(at));
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

// The numbers of names in a table, in any case; of locations those with such a part.
Result<std::unordered_set<std::int64_t>> numbers_named(const Database& database, MetadataList list, std::string_view wanted) {
  TRY_ASSIGN(Statement rows, database.prepare(format("SELECT id, name FROM {}", table_of(list))));
  std::unordered_set<std::int64_t> numbers;
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) {
      return numbers;
    }
    const bool fits = list != MetadataList::location ? equal_ignoring_case(rows.text(1), wanted) : [&] {
      const std::vector<std::string> parts = split(rows.text(1), '#');
      return std::ranges::any_of(parts, [&](const std::string& part) { return equal_ignoring_case(part, wanted); });
    }();
    if (fits) numbers.insert(rows.integer(0));
  }
}

// A list that must have one of these names.
struct Wanted {
  MetadataList list;
  std::unordered_set<std::int64_t> numbers;
};

Result<std::vector<Wanted>> wanted_lists(const Database& database, const DescriptionFilter& filter) {
  std::vector<Wanted> wanted;
  for (const auto& [list, name] : {std::pair(MetadataList::theme, &filter.theme), {MetadataList::person, &filter.person},
                                   {MetadataList::organisation, &filter.organisation}, {MetadataList::location, &filter.location}}) {
    if (!name->empty()) {
      TRY_ASSIGN(auto numbers, numbers_named(database, list, *name));
      wanted.push_back({list, std::move(numbers)});
    }
  }
  return wanted;
}

// Where the descriptions of a segment are that pass.
Result<std::vector<std::size_t>> passing(MetadataSegment& segment, const DescriptionFilter& filter, const std::vector<Wanted>& wanted) {
  std::vector<char> passes(static_cast<std::size_t>(segment.info().rows), 1);
  const auto narrow = [&](const Column& column, auto&& fits) {
    column.each([&](std::size_t i, std::int64_t number) { passes[i] = passes[i] != 0 && fits(number) ? 1 : 0; });
  };
  if (filter.first || filter.last) {
    TRY_ASSIGN(const Column* const days, segment.column(MetadataField::day));
    narrow(*days, [&](std::int64_t day) {
      return (!filter.first || day >= filter.first->day_number()) && (!filter.last || day <= filter.last->day_number());
    });
  }
  if (!filter.url.empty()) {
    TRY_ASSIGN(const Column* const addresses, segment.column(MetadataField::address));
    const std::int64_t hash = address_hash(filter.url);
    narrow(*addresses, [&](std::int64_t address) { return address == hash; });
  }
  for (const Wanted& one : wanted) {
    TRY_ASSIGN(const Column* const ends, segment.ends(one.list));
    TRY_ASSIGN(const Column* const names, segment.names(one.list));
    std::vector<char> has(passes.size(), 0);
    std::size_t row = 0;
    names->each([&](std::size_t i, std::int64_t number) {
      while (row < has.size() && static_cast<std::int64_t>(i) >= (*ends)[row]) ++row;
      if (row < has.size() && one.numbers.contains(number)) has[row] = 1;
    });
    for (std::size_t i = 0; i < passes.size(); ++i) passes[i] = passes[i] != 0 && has[i] != 0 ? 1 : 0;
  }
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < passes.size(); ++i) {
    if (passes[i] != 0) places.push_back(i);
  }
  return places;
}

Result<FieldValues> values_of(const Database& database, std::int64_t event) {
  TRY_ASSIGN(const SegmentInfo info, segment_with(database, event));
  Segment segment(database, info);
  return segment.values(static_cast<std::size_t>(event - info.first_event));
}

std::int64_t value(const FieldValues& values, Field field) { return values[static_cast<std::size_t>(field)]; }

// What each of the reports is about, if the record has it.
Result<void> add_descriptions(const Database& database, std::vector<EventMention>& mentions, const std::vector<std::int64_t>& addresses, RowTexts& texts) {
  if (mentions.empty()) {
    return {};
  }
  std::unordered_set<std::int64_t> wanted(addresses.begin(), addresses.end());
  wanted.erase(0);
  const auto [first, last] = std::ranges::minmax(mentions, {}, &EventMention::day);
  // A report is described on the day on which it is read, which is that of its mention, give or take a time zone.
  TRY_ASSIGN(const auto rows, rows_with(database, MetadataKind::description, MetadataField::address, wanted,
                                        std::pair<std::int64_t, std::int64_t>(first.day.day_number() - 1, last.day.day_number() + 1)));
  for (const MetadataRow& row : rows) {
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      if (addresses[i] == row[MetadataField::address] && !mentions[i].about) {
        TRY_ASSIGN(mentions[i].about, texts.description(row));
      }
    }
  }
  return {};
}

Result<std::vector<EventMention>> mentions_in(const Database& database, std::int64_t source_number, const PublisherTable& publishers, RowTexts& texts) {
  if (source_number == 0) {
    return std::vector<EventMention>();
  }
  TRY_ASSIGN(const auto rows, rows_with(database, MetadataKind::mention, MetadataField::event, {source_number}, std::nullopt));
  std::vector<EventMention> mentions;
  std::vector<std::int64_t> addresses;
  for (const MetadataRow& row : rows) {
    TRY_ASSIGN(EventMention mention, texts.mention(row));
    mention.reliability = publishers.reliability(mention.publisher);
    mentions.push_back(std::move(mention));
    addresses.push_back(row[MetadataField::address]);
  }
  TRY(add_descriptions(database, mentions, addresses, texts));
  std::ranges::stable_sort(mentions, {}, [](const EventMention& mention) { return std::tie(mention.day, mention.publisher, mention.url); });
  return mentions;
}

// An imported event's voices.
void count_voices(EventEvidence& evidence, const PublisherTable& publishers) {
  std::vector<reports::Notice> notices;
  std::set<std::string> mentioned;
  for (const EventMention& mention : evidence.mentions) {
    notices.push_back({mention.publisher, mention.day, mention.tone, mention.length});
    mentioned.insert(publishers.voice(mention.publisher));
    evidence.reliability = std::min(evidence.reliability, mention.reliability);
  }
  for (const std::string& publisher : split(evidence.event.publisher, ';')) {
    if (!mentioned.contains(publishers.voice(publisher))) {  // Else it may be a copy among the mentions.
      notices.push_back({publisher, evidence.event.when.last, std::nullopt, std::nullopt});
    }
    evidence.reliability = std::min(evidence.reliability, publishers.reliability(publisher));
  }
  evidence.told_by = reports::voices_of(notices, publishers);
  evidence.credibility = credibility({evidence.told_by.size(), 0});
}

// Those of an event that was read from a report: of all events that tell of the same act.
Result<void> take_act(EventEvidence& evidence, std::int64_t event, std::int64_t passage, const Passages& passages, const PublisherTable& publishers) {
  TRY_ASSIGN(const Passage with, passages.passage(passage));
  TRY_ASSIGN(const StoredReport report, passages.report(with.report));
  evidence.url = report.path.contains("://") ? report.path : "";
  evidence.event.publisher = report.publisher;
  TRY_ASSIGN(const std::vector<StoredAct> acts, passages.acts(evidence.event.when, publishers));
  const auto act = std::ranges::find_if(acts, [&](const StoredAct& one) { return std::ranges::binary_search(one.events, event); });
  if (act != acts.end()) {
    evidence.told_by = act->told_by;
    evidence.denied_by = act->denied_by;
    evidence.reliability = act->reliability;
    evidence.credibility = act->credibility;
  }
  return {};
}

}  // namespace

ReportMetadata::ReportMetadata(const EventRecord& record) : record_(&record), database_(record.database_.get()) {}

Result<std::vector<EventMention>> ReportMetadata::mentions_of(std::int64_t event, const PublisherTable& publishers) const {
  TRY_ASSIGN(const Transaction snapshot, Transaction::begin_read(*database_));
  TRY_ASSIGN(const FieldValues values, values_of(*database_, event));
  RowTexts texts(*database_);
  return mentions_in(*database_, value(values, Field::source_number), publishers, texts);
}

Result<std::vector<std::int64_t>> ReportMetadata::events_of(std::string_view url) const {
  TRY_ASSIGN(const Transaction snapshot, Transaction::begin_read(*database_));
  std::vector<std::int64_t> events;
  TRY_ASSIGN(const auto rows, rows_with(*database_, MetadataKind::mention, MetadataField::address, {address_hash(url)}, std::nullopt));
  std::unordered_set<std::int64_t> numbers;
  for (const MetadataRow& row : rows) numbers.insert(row[MetadataField::event]);
  if (url.empty() || numbers.empty()) {
    return events;
  }
  TRY_ASSIGN(const std::vector<SegmentInfo> segments, segments_of(*database_));
  for (const SegmentInfo& info : segments) {
    Segment segment(*database_, info);
    TRY_ASSIGN(const Column* const column, segment.column(Field::source_number));
    column->each([&](std::size_t i, std::int64_t number) {
      if (numbers.contains(number)) events.push_back(info.first_event + static_cast<std::int64_t>(i));
    });
  }
  return events;
}

Result<void> ReportMetadata::for_each(const DescriptionFilter& filter, const std::function<Result<void>(const ReportDescription&)>& visit) const {
  TRY_ASSIGN(const Transaction snapshot, Transaction::begin_read(*database_));
  TRY_ASSIGN(const std::vector<Wanted> wanted, wanted_lists(*database_, filter));
  if (std::ranges::any_of(wanted, [](const Wanted& one) { return one.numbers.empty(); })) {
    return {};
  }
  TRY_ASSIGN(const std::vector<MetadataSegmentInfo> segments, metadata_segments_of(*database_));
  RowTexts texts(*database_);
  for (const MetadataSegmentInfo& info : segments) {
    const bool outside = (filter.first && info.last_day < filter.first->day_number()) || (filter.last && info.first_day > filter.last->day_number());
    if (info.kind != MetadataKind::description || outside) {
      continue;
    }
    MetadataSegment segment(*database_, info);
    TRY_ASSIGN(const std::vector<std::size_t> places, passing(segment, filter, wanted));
    for (const std::size_t at : places) {
      TRY_ASSIGN(const MetadataRow row, segment.row(at));
      TRY_ASSIGN(const ReportDescription description, texts.description(row));
      TRY(visit(description));
    }
  }
  return {};
}

Result<EventEvidence> ReportMetadata::evidence_of(std::int64_t event, const PublisherTable& publishers) const {
  TRY_ASSIGN(const Transaction snapshot, Transaction::begin_read(*database_));
  TRY_ASSIGN(const FieldValues values, values_of(*database_, event));
  EventEvidence evidence;
  TRY_ASSIGN(evidence.event, record_->event(event));
  if (const std::int64_t passage = value(values, Field::passage); passage != 0) {
    TRY(take_act(evidence, event, passage, Passages(*record_), publishers));
    return evidence;
  }
  RowTexts texts(*database_);
  TRY_ASSIGN(evidence.url, texts.address(value(values, Field::file), value(values, Field::line)));
  TRY_ASSIGN(evidence.mentions, mentions_in(*database_, value(values, Field::source_number), publishers, texts));
  count_voices(evidence, publishers);
  return evidence;
}

Result<std::int64_t> ReportMetadata::count_mentions() const {
  return database_->integer("SELECT coalesce(sum(rows), 0) FROM metadata_segment WHERE kind = 1");
}

Result<std::int64_t> ReportMetadata::count_descriptions() const {
  return database_->integer("SELECT coalesce(sum(rows), 0) FROM metadata_segment WHERE kind = 2");
}

}  // namespace corollary::record
