#include "engine/report_recorder.h"

#include <algorithm>
#include <utility>

#include "base/strings.h"
#include "record/file_import.h"
#include "record/passage_writer.h"

namespace corollary::engine {
namespace {

using record::EventRecord;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// The end of the paragraph that begins at `begin`: a line end with nothing but blanks up to the next.
std::size_t end_of_paragraph(std::string_view text, std::size_t begin) {
  for (std::size_t at = text.find('\n', begin); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    std::size_t next = at + 1;
    while (next < text.size() && text[next] != '\n' && is_blank(text[next])) ++next;
    if (next >= text.size() || text[next] == '\n') return at;
  }
  return text.size();
}

}  // namespace

std::vector<ByteRange> paragraphs_of(std::string_view text, const std::vector<ByteRange>& spans) {
  std::vector<ByteRange> paragraphs;
  for (std::size_t begin = 0; begin < text.size();) {
    if (is_blank(text[begin])) {
      ++begin;
      continue;
    }
    std::size_t end = end_of_paragraph(text, begin);
    const std::size_t next = end;
    while (end > begin && is_blank(text[end - 1])) --end;
    const auto reaches_in = [&](ByteRange span) { return !paragraphs.empty() && span.begin < paragraphs.back().end && span.end > begin; };
    if (std::ranges::any_of(spans, reaches_in)) {
      paragraphs.back().end = end;
    } else {
      paragraphs.push_back({begin, end});
    }
    begin = next;
  }
  return paragraphs;
}

Result<ReportRecorder> ReportRecorder::begin(const std::filesystem::path& path, const std::filesystem::path& file, const std::string& name,
                                             Progress& progress) {
  record::Source source;
  source.name = name.empty() ? "reports" : name;
  source.format = "reports";
  source.kind = record::SourceKind::chosen;  // What was not reported may have happened all the same.
  TRY_ASSIGN(source.content_hash, record::file_hash(file, progress));
  TRY_ASSIGN(EventRecord opened, EventRecord::open(path, EventRecord::Access::read_write));
  ReportRecorder recorder(std::make_unique<EventRecord>(std::move(opened)));
  TRY_ASSIGN(const auto there, recorder.record_->source_with_hash(source.content_hash));
  if (!there) {
    TRY_ASSIGN(auto import, recorder.record_->begin_import(source));
    recorder.import_.emplace(std::move(import));
  }
  return recorder;
}

Result<void> ReportRecorder::add(const Report& report, const std::vector<Event>& events) {
  std::vector<ByteRange> spans;
  for (const Event& event : events) spans.push_back(std::get<SpanCitation>(event.evidence).bytes);
  TRY_ASSIGN(const record::AddedReport added, import_->add_report(report, paragraphs_of(report.text, spans)));
  if (!added.is_new) {
    ++summary_.known_reports;
    return {};
  }
  ++summary_.reports;
  for (Event event : events) {
    event.publisher = report.publisher;
    TRY(import_->add(event, added));
    ++summary_.events;
  }
  return {};
}

Result<ReportRecorder::Summary> ReportRecorder::commit() {
  TRY(import_->commit());
  return summary_;
}

}  // namespace corollary::engine
