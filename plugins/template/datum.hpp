// A value under its shape: what a placeholder, a column or a condition looks at when a report is composed.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "model/table.hpp"
#include "shape.hpp"

namespace taqrir::declared {

struct Datum {
  using Content =
      std::variant<std::monostate, bool, std::int64_t, double, std::string, Date, FileRef, LocalizedText>;
  const Shape* shape = nullptr;
  Content content;
  std::vector<std::pair<std::string, Datum>> members;  ///< of a table, a period, a row
  std::vector<Datum> elements;                         ///< of a list, a sheet
  Span span;

  /// Nothing is there: no value, no text, no element, no member with a value.
  bool missing() const;
  /// `path`: a name, or names with points between.
  const Datum* member(std::string_view path) const;
  std::optional<double> number() const;
  std::optional<Date> date() const;
};

Datum made(ShapeKind kind, Datum::Content content, Span span = {});
/// Defaults are put in the place of what is absent.
Datum datum_of(const Value* value, const Shape& shape);
Datum datum_of(const Record& record, const Shape& table);
/// The rows of a sheet; columns that the shape does not name are left out.
Datum datum_of(const Table& table, const Shape& sheet);
TableShape table_shape(const Shape& sheet);

}  // namespace taqrir::declared
