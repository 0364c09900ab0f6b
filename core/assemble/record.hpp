// Lists of byte strings one after the other: what a worker is told and what it gives back. Either side may
// read what the other wrote while it was dying, so nothing is believed of the bytes.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace taqrir::assemble {

/// Takes bytes in order, a file's or a string's.
using Sink = std::function<void(std::string_view)>;

/// The fields are views into what is read.
struct Record {
  char kind = 0;
  std::vector<std::string_view> fields;

  /// Empty, or 0, where there is no such field.
  std::string_view text(std::size_t field) const { return field < fields.size() ? fields[field] : std::string_view{}; }
  long long number(std::size_t field) const;
};

void put_record(const Sink& to, char kind, std::initializer_list<std::string_view> fields);
void put_record(const Sink& to, char kind, const std::vector<std::string>& fields);

class RecordReader {
 public:
  explicit RecordReader(std::string_view bytes) : rest_(bytes) {}

  /// nullopt at the end, and where the bytes make no record: then whole() is false.
  std::optional<Record> next();
  bool whole() const noexcept { return whole_; }

 private:
  std::optional<std::string_view> take(std::size_t length);
  std::optional<std::uint64_t> take_number();

  std::string_view rest_;
  bool whole_ = true;
};

}  // namespace taqrir::assemble
