#include "formats/row_mapper.h"

#include "formats/cells.h"
#include "formats/mapping.h"

namespace corollary::formats {
namespace {

std::unique_ptr<FormatMapper> mapper_of(Mapping& mapping) {
  switch (mapping.layout.format) {
    case Format::gdelt2:
    case Format::gdelt1:
      return gdelt_mapper(mapping);
    case Format::gdelt_mentions:
    case Format::gkg2:
    case Format::gkg1:
      return report_mapper(mapping);
    case Format::icews:
      return icews_mapper(mapping);
    case Format::polecat:
      return polecat_mapper(mapping);
    case Format::phoenix:
      return phoenix_mapper(mapping);
    case Format::acled:
      return acled_mapper(mapping);
    case Format::ged:
      return ged_mapper(mapping);
    case Format::event_json:
      return event_json_mapper(mapping);
    case Format::event_csv:
      return event_csv_mapper(mapping);
  }
  return nullptr;
}

// Our own formats have the event's publisher itself.
bool brings_publisher(Format format) { return format == Format::event_json || format == Format::event_csv; }

Result<void> check_columns(const Layout& layout) {
  const std::span<const Column> columns = columns_of(layout.format);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i >= layout.where.size() || (columns[i].required && layout.where[i] == Layout::kNone)) {
      return fail(ErrorKind::input, "{} needs the column {}", title(layout.format), columns[i].name);
    }
    if (layout.where[i] != Layout::kNone && layout.where[i] >= layout.columns.size()) {
      return fail(ErrorKind::input, "{} has no column {}", title(layout.format), layout.where[i] + 1);
    }
  }
  return {};
}

}  // namespace

struct RowMapper::Parts {
  explicit Parts(Mapping of) : mapping(std::move(of)), format(mapper_of(mapping)) {}
  Mapping mapping;
  std::unique_ptr<FormatMapper> format;
};

Result<RowMapper> RowMapper::make(Layout layout, const Catalogue& catalogue, const CameoTable& cameo) {
  TRY(check_columns(layout));
  TRY_ASSIGN(CodeTable codes, CodeTable::built_in());
  return RowMapper(std::make_unique<Parts>(Mapping(std::move(layout), catalogue, cameo, std::move(codes))));
}

RowMapper::RowMapper(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
RowMapper::~RowMapper() = default;
RowMapper::RowMapper(RowMapper&&) noexcept = default;
RowMapper& RowMapper::operator=(RowMapper&&) noexcept = default;

Outcome RowMapper::map(const Row& row, Event& out) {
  Mapping& mapping = parts_->mapping;
  if (auto fault = mapping.checker.fault(row)) {
    mapping.rejection = *std::move(fault);
    return Outcome::rejected;
  }
  mapping.source = {};
  if (!row.ascii && invalid_utf8_at(row.raw)) {
    ++mapping.notes.not_utf8;
  }
  const Outcome outcome = parts_->format->map(row, out);
  if (outcome == Outcome::event && !brings_publisher(mapping.layout.format)) {
    row.ascii ? void(out.publisher = mapping.source.publisher) : assign_utf8(out.publisher, mapping.source.publisher);
  }
  return outcome;
}

const Rejection& RowMapper::rejection() const { return parts_->mapping.rejection; }
const RowSource& RowMapper::source() const { return parts_->mapping.source; }
const ReportMention& RowMapper::mention() const { return parts_->mapping.mention; }
const ReportMetadata& RowMapper::metadata() const { return parts_->mapping.metadata; }
const MappingNotes& RowMapper::notes() const { return parts_->mapping.notes; }

}  // namespace corollary::formats
