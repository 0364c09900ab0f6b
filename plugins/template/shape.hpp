// What a name stands for before there is a value: its kind, its label, its parts. Made of the type's own
// fields and of the schemas of mission.toml and activity.toml, so that a template can be checked without a
// mission.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/schema.hpp"
#include "model/value.hpp"

namespace taqrir::declared {

enum class ShapeKind {
  text,      ///< a line as it is
  markdown,  ///< a line with Markdown
  integer,
  number,
  money,
  boolean,
  date,
  choice,
  file,       ///< of no kind that can be read: a picture, an annex
  text_file,  ///< Markdown, or an office text
  sheet,      ///< a file of data: rows with the members as columns
  period,     ///< a start and an end
  table,      ///< members
  list        ///< elements
};

/// As an author writes it: "text-file".
const char* name_of(ShapeKind kind);

struct Shape {
  std::string name;
  ShapeKind kind = ShapeKind::text;
  LocalizedText label, help;
  std::string word;  ///< of a name that the program knows: its label is the plugin's word of this key
  bool required = false;
  bool personal = false;
  bool may_be_missing = true;  ///< of a sheet's column: cells may be empty
  std::vector<std::string> choices;
  std::vector<LocalizedText> choice_labels;  ///< as many as choices, or none
  std::string currency;                      ///< of money: an ISO 4217 code
  std::optional<double> minimum, maximum;
  Value fallback;                 ///< the default; missing: there is none
  std::vector<Shape> members;     ///< of a table, of a sheet's rows, of a period
  std::vector<Shape> element;     ///< of a list: exactly one
  std::string preset;             ///< the ready-made type that it is: "recommendations"; empty: none
  std::vector<Field> ready_made;  ///< of a preset: the kit's own field
  Span span;                      ///< where it is declared; nowhere for those that the program knows

  /// `path`: a name, or names with points between.
  const Shape* member(std::string_view path) const;
  /// What a list or a sheet has rows of; null for others.
  const Shape* row() const;
  bool holds_rows() const { return kind == ShapeKind::list || kind == ShapeKind::sheet; }
  bool is_number() const {
    return kind == ShapeKind::integer || kind == ShapeKind::number || kind == ShapeKind::money;
  }
};

Shape shape_of(const Field& field);
std::vector<Shape> shapes_of(const Schema& schema);
/// The schema that a deliverable's table is checked against.
Field field_of(const Shape& shape);

/// A shape of which nothing but the kind is known.
const Shape& plain_shape(ShapeKind kind);

}  // namespace taqrir::declared
