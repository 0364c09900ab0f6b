// The [[field]] tables of a type.toml as shapes.
#pragma once

#include "component.hpp"

namespace taqrir::declared {

/// Keys of a [[field]], and of a column of a sheet.
const Schema& field_schema();
/// The names that an author can write behind `type =`.
const std::vector<std::string>& field_types();

/// The key `currency` of a type or a field: three capitals.
void check_currency(const Record& record, Diagnostics& diagnostics);

struct ReadFields {
  const TypeSource& source;
  const Declaration& type;  ///< languages and currency
  Diagnostics& diagnostics;

  enum class Place { top, nested, column };
  /// As written, each one checked. Columns of a sheet hold values of a cell only.
  std::vector<Shape> fields(const std::vector<Record>& raw, Place place = Place::top);

 private:
  std::optional<Shape> field(const Record& raw, Place place);
  void check_name(const Shape& shape, const Record& record, Place place);
  void limits(const Shape& shape, const Record& record);
  void choices(Shape& shape, const Record& raw);
  void parts(Shape& shape, const Record& raw, const Record& field);
  void fallback(Shape& shape, const Record& raw);
};

}  // namespace taqrir::declared
