#include "base/model_bytes.h"

#include <algorithm>

namespace corollary {
namespace {

constexpr std::uint32_t kCountMost = 1U << 24;
constexpr std::size_t kHeader = 24;

}  // namespace

std::string_view ModelReader::bytes(std::size_t n) {
  if (!expect(n <= rest_.size())) {
    return {};
  }
  const std::string_view taken = rest_.substr(0, n);
  rest_.remove_prefix(n);
  return taken;
}

std::size_t ModelReader::count() {
  const std::uint32_t count = number();
  return expect(count <= kCountMost) ? count : 0;
}

std::uint64_t ModelReader::varying() {
  std::uint64_t number = 0;
  for (unsigned shift = 0; shift < 63; shift += 7) {
    const auto byte = value<std::uint8_t>();
    number |= std::uint64_t{byte & 0x7FU} << shift;
    if (byte < 0x80) {
      return number;
    }
  }
  fail();
  return 0;
}

std::uint32_t ModelReader::varying_below(std::uint64_t end) {
  const std::uint64_t number = varying();
  return expect(number < std::min(end, std::uint64_t{1} << 32U)) ? static_cast<std::uint32_t>(number) : 0;
}

void ModelWriter::text(std::string_view text) {
  number(static_cast<std::uint32_t>(text.size()));
  bytes_ += text;
}

void ModelWriter::varying(std::uint64_t number) {
  for (; number >= 0x80; number >>= 7U) bytes_ += static_cast<char>(0x80U | (number & 0x7FU));
  bytes_ += static_cast<char>(number);
}

std::uint64_t model_checksum(std::string_view bytes) {
  std::uint64_t hash = 14695981039346656037U;
  for (std::size_t at = 0; at < bytes.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, std::min<std::size_t>(8, bytes.size() - at));
    hash = (hash ^ word) * 1099511628211U;
  }
  return hash;
}

Result<ModelPayload> model_payload(std::string_view path, std::string_view bytes, const ModelKind& kind) {
  if (bytes.size() < kHeader || !bytes.starts_with(kind.magic)) {
    return fail(ErrorKind::input, "{}: this is no {}", path, kind.name);
  }
  ModelReader header(bytes.substr(kind.magic.size(), kHeader - kind.magic.size()));
  const std::uint32_t version = header.number();
  header.number();
  const ModelPayload payload = {bytes.substr(kHeader), header.value<std::uint64_t>()};
  if (version != kind.version) {
    return fail(ErrorKind::input, "{}: the model has version {}, expected {}", path, version, kind.version);
  }
  if (model_checksum(payload.bytes) != payload.checksum) {
    return fail(ErrorKind::input, "{}: the model is damaged: its checksum does not fit", path);
  }
  return payload;
}

std::string model_file_of(std::string_view payload, const ModelKind& kind) {
  ModelWriter header;
  header.number(kind.version);
  header.number(0);
  header.value(model_checksum(payload));
  return std::string(kind.magic) + header.bytes() + std::string(payload);
}

}  // namespace corollary
