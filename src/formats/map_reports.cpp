#include <utility>

#include "formats/cells.h"
#include "formats/mapping.h"

namespace corollary::formats {
namespace {

enum Mention : std::size_t {
  of_event = 0,
  mentioned_at = 2,
  source_name = 4,
  identifier = 5,
  confidence = 11,
  doc_length = 12,
  doc_tone = 13
};
enum Gkg2 : std::size_t {
  record_id = 0,
  gkg2_day = 1,
  common_name = 3,
  document = 4,
  gkg2_themes = 7,
  gkg2_locations = 9,
  gkg2_persons = 11,
  gkg2_organisations = 13,
  gkg2_tone = 15
};
enum Gkg1 : std::size_t {
  gkg1_day = 0,
  gkg1_themes = 3,
  gkg1_locations,
  gkg1_persons,
  gkg1_organisations,
  gkg1_tone,
  event_ids,
  gkg1_sources,
  source_urls
};

void split_into(std::vector<std::string_view>& parts, std::string_view cell, char separator) {
  parts.clear();
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find(separator), cell.size());
    if (end > 0) {
      parts.push_back(cell.substr(0, end));
    }
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
}

std::string_view before(std::string_view text, std::string_view separator) {
  return text.substr(0, text.find(separator));
}

class ReportMapper final : public FormatMapper {
 public:
  using FormatMapper::FormatMapper;

  Outcome map(const Row& row, Event&) override {
    switch (m_->layout.format) {
      case Format::gdelt_mentions:
        return mention(row);
      case Format::gkg2:
        return gkg2(row);
      default:
        return gkg1(row);
    }
  }

 private:
  Outcome mention(const Row& row) {
    ReportMention& out = m_->mention;
    out = {};
    out.event = m_->cell(row, of_event);
    out.day = *day_of_time(m_->cell(row, mentioned_at));
    out.publisher = m_->cell(row, source_name);
    out.url = m_->cell(row, identifier);
    out.tone = number_in(m_->cell(row, doc_tone));
    if (const auto percent = whole_in(m_->cell(row, confidence))) {
      out.confidence = static_cast<std::int32_t>(*percent);
    }
    if (const auto characters = whole_in(m_->cell(row, doc_length)); characters && std::in_range<std::int32_t>(*characters) && *characters >= 0) {
      out.length = static_cast<std::int32_t>(*characters);
    }
    return Outcome::mention;
  }

  Outcome gkg2(const Row& row) {
    ReportMetadata& out = m_->metadata;
    out.id = m_->cell(row, record_id);
    out.day = *day_of_time(m_->cell(row, gkg2_day));
    out.publisher = m_->cell(row, common_name);
    out.url = m_->cell(row, document);
    out.events.clear();
    return lists(row, gkg2_themes, gkg2_locations, gkg2_persons, gkg2_organisations, gkg2_tone);
  }

  // A row of version 1 is about one or several reports; the first stands for it.
  Outcome gkg1(const Row& row) {
    ReportMetadata& out = m_->metadata;
    out.id = {};
    out.day = *day_in(m_->cell(row, gkg1_day));
    out.publisher = before(m_->cell(row, gkg1_sources), ";");
    out.url = before(m_->cell(row, source_urls), "<UDIV>");
    split_into(out.events, m_->cell(row, event_ids), ',');
    return lists(row, gkg1_themes, gkg1_locations, gkg1_persons, gkg1_organisations, gkg1_tone);
  }

  Outcome lists(const Row& row, std::size_t themes, std::size_t locations, std::size_t persons,
                std::size_t organisations, std::size_t tone) {
    ReportMetadata& out = m_->metadata;
    split_into(out.themes, m_->cell(row, themes), ';');
    split_into(out.locations, m_->cell(row, locations), ';');
    split_into(out.persons, m_->cell(row, persons), ';');
    split_into(out.organisations, m_->cell(row, organisations), ';');
    out.tone = number_in(before(m_->cell(row, tone), ","));
    return Outcome::metadata;
  }
};

}  // namespace

std::unique_ptr<FormatMapper> report_mapper(Mapping& mapping) { return std::make_unique<ReportMapper>(mapping); }

}  // namespace corollary::formats
