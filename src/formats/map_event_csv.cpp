#include "formats/cells.h"
#include "formats/event_csv_columns.h"
#include "formats/event_lists.h"
#include "formats/mapping.h"
#include "formats/quad_names.h"

namespace corollary::formats {
namespace {

using namespace event_csv;

class EventCsvMapper final : public FormatMapper {
 public:
  using FormatMapper::FormatMapper;

  Outcome map(const Row& row, Event& out) override {
    const auto cell = [&](Field column) { return m_->cell(row, column); };
    const auto bad = [&](Field column, std::string_view expected) {
      std::string shown;
      assign_utf8(shown, cell(column).substr(0, 40));
      return m_->reject(row, columns_of(Format::event_csv)[column].name, format("'{}' is not {}", shown, expected));
    };
    clear(out);
    const auto type_read = event_type(cell(type));
    const auto modality_read = modality_named(cell(modality));
    const auto confidence_read = Probability::from(number_in(cell(confidence)).value_or(-1));
    if (!type_read) {
      return bad(type, "an event type");
    }
    if (!modality_read) {
      return bad(modality, "a modality");
    }
    if (!confidence_read) {
      return bad(confidence, "a number from 0 to 1");
    }
    out.when = {*day_in(cell(date)), *day_in(cell(last_date))};
    if (out.when.last < out.when.first) {
      return bad(last_date, "on or after date");
    }
    if (!cell(precision).empty() && !geo_precision_named(cell(precision))) {
      return bad(precision, "country, region, area or place");
    }
    for (const Field degrees : {latitude, longitude}) {
      if (!cell(precision).empty() && !number_in(cell(degrees))) {
        return bad(degrees, "a number, which a point must have");
      }
    }
    if (whole_in(cell(evidence_begin)).value_or(0) < 0) {
      return bad(evidence_begin, "a whole number from 0 on");
    }
    if (whole_in(cell(evidence_end)).value_or(0) < whole_in(cell(evidence_begin)).value_or(0)) {
      return bad(evidence_end, "on or behind evidence_begin");
    }
    const std::string_view quad = cell(source_quad_class);
    if (!quad.empty() && quad != "none" && !quad_class_named(quad)) {
      return bad(source_quad_class, "one of the four classes, or none");
    }
    out.type = *type_read;
    out.modality = *modality_read;
    out.confidence = *confidence_read;
    set_texts(row, out);
    set_numbers(row, out);
    out.evidence = evidence(row);
    return Outcome::event;
  }

 private:
  std::string text_of(const Row& row, Field column) const {
    std::string out;
    assign_utf8(out, m_->cell(row, column));
    return out;
  }

  void set_texts(const Row& row, Event& out) const {
    out.id = text_of(row, id);
    out.actors = actors_in(text_of(row, actors));
    out.recipients = actors_in(text_of(row, recipients));
    out.mode = text_of(row, mode);
    out.contexts = list_in(text_of(row, contexts));
    out.cameo = text_of(row, cameo);
    out.attribution = attribution_in(text_of(row, attribution));
    out.issues = list_in(text_of(row, issues));
    out.place = text_of(row, place);
    out.text = text_of(row, text);
    out.publisher = text_of(row, publisher);
    out.why = text_of(row, why);
  }

  void set_numbers(const Row& row, Event& out) const {
    const auto cell = [&](Field column) { return m_->cell(row, column); };
    const auto number = [&](Field column) { return number_in(cell(column)).value_or(0); };
    const auto count = [&](Field column) { return static_cast<std::int32_t>(whole_in(cell(column)).value_or(0)); };
    out.intensity = number(intensity);
    out.factuality = number(factuality);
    if (!cell(precision).empty()) {
      out.point = GeoPoint{number(latitude), number(longitude), *geo_precision_named(cell(precision))};
    }
    if (!cell(source_intensity).empty() || !cell(source_quad_class).empty()) {
      out.source_scale = SourceScale{number_in(cell(source_intensity)), quad_class_named(cell(source_quad_class))};
    }
    if (!cell(mentions).empty()) {
      out.publicity = Publicity{count(mentions), count(sources), count(articles), number(tone)};
    }
    if (!cell(fatalities_best).empty()) {
      out.fatalities = Fatalities{count(fatalities_low), count(fatalities_best), count(fatalities_high)};
    }
  }

  // A row of a record if it has a number, else a place in a report.
  Citation evidence(const Row& row) const {
    const auto whole = [&](Field column) { return whole_in(m_->cell(row, column)).value_or(0); };
    if (!m_->cell(row, evidence_row).empty()) {
      return RowCitation{whole(evidence_row), text_of(row, evidence_source), text_of(row, evidence_place)};
    }
    return SpanCitation{
        text_of(row, evidence_report),
        {static_cast<std::size_t>(whole(evidence_begin)), static_cast<std::size_t>(whole(evidence_end))}};
  }
};

}  // namespace

std::unique_ptr<FormatMapper> event_csv_mapper(Mapping& mapping) { return std::make_unique<EventCsvMapper>(mapping); }

}  // namespace corollary::formats
