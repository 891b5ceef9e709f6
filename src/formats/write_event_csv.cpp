#include "formats/cells.h"
#include "formats/event_csv_columns.h"
#include "formats/event_lists.h"
#include "formats/writing.h"

namespace corollary::formats {
namespace {

using namespace event_csv;

class EventCsvWriter final : public FormatWriter {
 public:
  using FormatWriter::FormatWriter;

  void write(const Event& event, Cells& cells) override {
    write_act(event, cells);
    write_what_sources_say(event, cells);
    write_evidence(event, cells);
  }

 private:
  static void write_act(const Event& event, Cells& cells) {
    cells[id] = event.id;
    cells[date] = event.when.first.iso();
    cells[last_date] = event.when.last.iso();
    cells[actors] = actors_cell(event.actors);
    cells[recipients] = actors_cell(event.recipients);
    cells[type] = corollary::code(event.type);
    cells[mode] = event.mode;
    cells[contexts] = list_cell(event.contexts);
    cells[cameo] = event.cameo;
    append_number(cells[intensity], event.intensity);
    cells[modality] = name(event.modality);
    append_number(cells[factuality], event.factuality);
    cells[attribution] = attribution_cell(event.attribution);
    cells[issues] = list_cell(event.issues);
    cells[place] = event.place;
    cells[text] = event.text;
    cells[publisher] = event.publisher;
    cells[why] = event.why;
    append_number(cells[confidence], event.confidence.value());
  }

  static void write_what_sources_say(const Event& event, Cells& cells) {
    if (event.point) {
      append_number(cells[latitude], event.point->latitude);
      append_number(cells[longitude], event.point->longitude);
      cells[precision] = name(event.point->precision);
    }
    if (event.source_scale) {
      if (event.source_scale->intensity) {
        append_number(cells[source_intensity], *event.source_scale->intensity);
      }
      cells[source_quad_class] = event.source_scale->quad_class ? name(*event.source_scale->quad_class) : "none";
    }
    if (event.publicity) {
      cells[mentions] = format("{}", event.publicity->mentions);
      cells[sources] = format("{}", event.publicity->sources);
      cells[articles] = format("{}", event.publicity->articles);
      append_number(cells[tone], event.publicity->tone);
    }
    if (event.fatalities) {
      cells[fatalities_low] = format("{}", event.fatalities->low);
      cells[fatalities_best] = format("{}", event.fatalities->best);
      cells[fatalities_high] = format("{}", event.fatalities->high);
    }
  }

  static void write_evidence(const Event& event, Cells& cells) {
    if (const auto* const row = std::get_if<RowCitation>(&event.evidence)) {
      cells[evidence_row] = format("{}", row->row);
      cells[evidence_source] = row->source;
      cells[evidence_place] = row->place;
      return;
    }
    const auto& span = std::get<SpanCitation>(event.evidence);
    cells[evidence_report] = span.report;
    cells[evidence_begin] = format("{}", span.bytes.begin);
    cells[evidence_end] = format("{}", span.bytes.end);
  }
};

}  // namespace

std::unique_ptr<FormatWriter> event_csv_writer(Writing& writing) { return std::make_unique<EventCsvWriter>(writing); }

}  // namespace corollary::formats
