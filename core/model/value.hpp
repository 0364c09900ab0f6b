// Records: typed values from TOML that remember their line. A Record is a TOML table after it has
// been checked against a Schema; lookups of declared keys therefore never meet a wrong type.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/span.hpp"
#include "model/language.hpp"

namespace taqrir {

/// A file named in a mission: `path` is relative to the mission folder, with `/` and no dot
/// segments; it has been checked to exist and to lie inside the mission.
struct FileRef {
  std::string path;
  Span span;  ///< where it was named
};

class Record;
struct Value;
using ValueList = std::vector<Value>;

struct Value {
  using Content = std::variant<std::monostate, bool, std::int64_t, double, std::string, Date, FileRef,
                               LocalizedText, ValueList, std::vector<Record>>;
  // A nested table is held as a vector of exactly one Record (Record is incomplete here).
  Content content;
  Span span;
  Span key;  ///< where its key stands; nowhere for the elements of a list

  bool missing() const noexcept { return std::holds_alternative<std::monostate>(content); }
};

class Record {
 public:
  Record() = default;
  explicit Record(Span span) : span_(std::move(span)) {}

  const Span& span() const noexcept { return span_; }
  void set(std::string key, Value value);
  const Value* find(std::string_view key) const;
  bool has(std::string_view key) const { return find(key) != nullptr; }
  const std::vector<std::pair<std::string, Value>>& entries() const& noexcept { return entries_; }
  /// Of a record that is about to end: by value, so that a loop over them may outlive it.
  std::vector<std::pair<std::string, Value>> entries() && { return std::move(entries_); }
  /// Where `key` stands; the record's own place when it is absent.
  Span span_of(std::string_view key) const;

  // Typed lookups: the value, or an empty/neutral one when the key is absent or of another type.
  // Without a language, a localized text gives the text written without one, else French, else any.
  std::string text(std::string_view key) const;                     ///< plain string
  std::string text(std::string_view key, std::string_view language) const;  ///< string or localized
  LocalizedText localized(std::string_view key) const;  ///< a plain string becomes { "": text }
  std::optional<std::int64_t> integer(std::string_view key) const;
  std::optional<double> number(std::string_view key) const;         ///< integer or float
  std::optional<bool> boolean(std::string_view key) const;
  std::optional<Date> date(std::string_view key) const;
  std::optional<FileRef> file(std::string_view key) const;
  const Record* table(std::string_view key) const;                  ///< nested table; null when absent
  std::vector<Record> tables(std::string_view key) const;           ///< array of tables
  std::vector<std::string> texts(std::string_view key) const;       ///< array of strings
  const ValueList& list(std::string_view key) const;

 private:
  std::vector<std::pair<std::string, Value>> entries_;  // in the file's order
  Span span_;
};

}  // namespace taqrir
