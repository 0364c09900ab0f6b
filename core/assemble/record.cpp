// A record: its kind, the number of fields, then each field's length and bytes. Numbers are 8 bytes, little end first.
#include "assemble/record.hpp"

#include <charconv>

namespace taqrir::assemble {
namespace {

constexpr std::size_t kWidth = 8;
constexpr std::uint64_t kMostFields = 1u << 24;

void put_number(std::string& to, std::uint64_t value) {
  for (std::size_t i = 0; i < kWidth; ++i) to += static_cast<char>(value >> (8 * i) & 0xff);
}

template <class Fields>
void put_fields(const Sink& to, char kind, const Fields& fields) {
  std::string head(1, kind);
  put_number(head, fields.size());
  for (const auto& field : fields) put_number(head, field.size());
  to(head);
  for (const auto& field : fields) to(field);
}

}  // namespace

long long Record::number(std::size_t field) const {
  const auto digits = text(field);
  long long value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

void put_record(const Sink& to, char kind, std::initializer_list<std::string_view> fields) {
  put_fields(to, kind, fields);
}

void put_record(const Sink& to, char kind, const std::vector<std::string>& fields) {
  put_fields(to, kind, fields);
}

std::optional<std::string_view> RecordReader::take(std::size_t length) {
  if (length > rest_.size()) {
    whole_ = false;
    return std::nullopt;
  }
  const auto taken = rest_.substr(0, length);
  rest_.remove_prefix(length);
  return taken;
}

std::optional<std::uint64_t> RecordReader::take_number() {
  const auto bytes = take(kWidth);
  if (!bytes) return std::nullopt;
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < kWidth; ++i)
    value |= std::uint64_t{static_cast<unsigned char>((*bytes)[i])} << (8 * i);
  return value;
}

std::optional<Record> RecordReader::next() {
  if (rest_.empty() || !whole_) return std::nullopt;
  Record record{take(1)->front(), {}};
  const auto count = take_number();
  if (!count || *count > kMostFields || *count * kWidth > rest_.size()) {
    whole_ = false;
    return std::nullopt;
  }
  std::vector<std::uint64_t> lengths;
  for (std::uint64_t i = 0; i < *count; ++i) lengths.push_back(*take_number());
  for (const auto length : lengths) {
    const auto field = take(length);
    if (!field) return std::nullopt;
    record.fields.push_back(*field);
  }
  return record;
}

}  // namespace taqrir::assemble
