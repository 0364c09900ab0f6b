#include "shape.hpp"

#include <algorithm>
#include <array>

#include "base/number_text.hpp"

namespace taqrir::declared {

namespace {

constexpr std::array kNames{"text",   "markdown", "integer",   "number", "money",  "boolean", "date",
                            "choice", "file",     "text-file", "sheet",  "period", "table",   "list"};

ShapeKind kind_of(const Field& field) {
  switch (field.kind) {
    case FieldKind::integer: return ShapeKind::integer;
    case FieldKind::number: return ShapeKind::number;
    case FieldKind::boolean: return ShapeKind::boolean;
    case FieldKind::date: return ShapeKind::date;
    case FieldKind::choice: return ShapeKind::choice;
    case FieldKind::file:
    case FieldKind::path: return ShapeKind::file;
    case FieldKind::table:
    case FieldKind::map: return ShapeKind::table;
    case FieldKind::list: return ShapeKind::list;
    default: return ShapeKind::text;
  }
}

bool is_period(const Shape& shape) {
  const auto* start = shape.member("start");
  return shape.members.size() == 2 && start && start->kind == ShapeKind::date && shape.member("end");
}

FieldKind kind_of(const Shape& shape) {
  switch (shape.kind) {
    case ShapeKind::text: return FieldKind::localized;
    case ShapeKind::markdown: return FieldKind::localized;
    case ShapeKind::integer: return FieldKind::integer;
    case ShapeKind::number:
    case ShapeKind::money: return FieldKind::number;
    case ShapeKind::boolean: return FieldKind::boolean;
    case ShapeKind::date: return FieldKind::date;
    case ShapeKind::choice: return FieldKind::choice;
    case ShapeKind::file:
    case ShapeKind::text_file:
    case ShapeKind::sheet: return FieldKind::file;
    case ShapeKind::period:
    case ShapeKind::table: return FieldKind::table;
    case ShapeKind::list: return FieldKind::list;
  }
  return FieldKind::any;
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string toml_of(const LocalizedText& text) {
  if (text.by_language.size() == 1 && text.by_language.begin()->first.empty()) return quoted(text.in({}));
  std::string out;
  for (const auto& [language, words] : text.by_language)
    out += (out.empty() ? "{ " : ", ") + quoted(language) + " = " + quoted(words);
  return out.empty() ? out : out + " }";
}

/// A plain value as it is written in TOML; of others nothing.
std::string toml_of(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.content)) return quoted(*text);
  if (const auto* text = std::get_if<LocalizedText>(&value.content)) return toml_of(*text);
  if (const auto* real = std::get_if<double>(&value.content)) return toml_number(*real);
  if (const auto* flag = std::get_if<bool>(&value.content)) return *flag ? "true" : "false";
  if (const auto* whole = std::get_if<std::int64_t>(&value.content)) return std::to_string(*whole);
  if (const auto* day = std::get_if<Date>(&value.content)) return iso(*day);
  return {};
}

std::string form_of(ShapeKind kind) {
  switch (kind) {
    case ShapeKind::money: return "money";
    case ShapeKind::text_file: return "markdown";
    case ShapeKind::sheet: return "sheet";
    default: return {};
  }
}

}  // namespace

const char* name_of(ShapeKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

const Shape* Shape::member(std::string_view path) const {
  if (const auto dot = path.find('.'); dot != std::string_view::npos) {
    const auto* outer = member(path.substr(0, dot));
    return outer ? outer->member(path.substr(dot + 1)) : nullptr;
  }
  const auto it =
      std::find_if(members.begin(), members.end(), [&](const Shape& one) { return one.name == path; });
  return it == members.end() ? nullptr : &*it;
}

const Shape* Shape::row() const {
  if (kind == ShapeKind::sheet) return this;
  return kind == ShapeKind::list && !element.empty() ? &element.front() : nullptr;
}

Shape shape_of(const Field& field) {
  Shape out;
  out.name = field.name, out.kind = kind_of(field);
  out.label = field.label, out.help = field.help;
  out.required = field.required, out.personal = field.personal;
  out.choices = field.choices, out.choice_labels = field.choice_labels;
  out.minimum = field.minimum, out.maximum = field.maximum;
  if (field.form == "money") out.kind = ShapeKind::money;
  if (out.kind != ShapeKind::file)
    out.members = shapes_of(field.fields);  // of a sheet the kit knows its columns
  out.element = shapes_of(field.kind == FieldKind::list ? field.element : Schema{});
  if (out.kind == ShapeKind::table && is_period(out)) out.kind = ShapeKind::period;
  return out;
}

std::vector<Shape> shapes_of(const Schema& schema) {
  std::vector<Shape> out;
  for (const auto& field : schema) out.push_back(shape_of(field));
  return out;
}

Field field_of(const Shape& shape) {
  Field out;
  if (!shape.ready_made.empty()) {
    out = shape.ready_made.front();
    out.name = shape.name, out.required = shape.required;
    if (!shape.label.empty()) out.label = shape.label;
    if (!shape.help.empty()) out.help = shape.help;
    return out;
  }
  out.name = shape.name, out.kind = kind_of(shape), out.form = form_of(shape.kind);
  out.label = shape.label, out.help = shape.help;
  out.required = shape.required, out.personal = shape.personal;
  out.choices = shape.choices, out.choice_labels = shape.choice_labels;
  out.minimum = shape.minimum, out.maximum = shape.maximum;
  out.default_text = toml_of(shape.fallback);
  for (const auto& member : shape.members) out.fields.push_back(field_of(member));
  if (!shape.element.empty()) out.element.push_back(field_of(shape.element.front()));
  return out;
}

const Shape& plain_shape(ShapeKind kind) {
  static const auto kShapes = [] {
    std::array<Shape, kNames.size()> out;
    for (std::size_t i = 0; i < out.size(); ++i) out[i].kind = static_cast<ShapeKind>(i);
    return out;
  }();
  return kShapes[static_cast<std::size_t>(kind)];
}

}  // namespace taqrir::declared
