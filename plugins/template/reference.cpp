#include "reference.hpp"

#include "component.hpp"
#include "fields.hpp"
#include "filters.hpp"
#include "type_schema.hpp"

namespace taqrir::declared {

namespace {

std::string in_code(std::string text) {
  for (auto at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) text.insert(at, "\\");
  return "`" + text + "`";
}

std::string kind_of(const Field& field) {
  switch (field.kind) {
    case FieldKind::integer: return "whole number";
    case FieldKind::number: return "number";
    case FieldKind::boolean: return "true or false";
    case FieldKind::date: return "date";
    case FieldKind::choice: {
      std::string out;
      for (const auto& choice : field.choices) out += (out.empty() ? "" : ", ") + choice;
      return out;
    }
    case FieldKind::localized: return "text, or one for each language";
    case FieldKind::list: {
      const bool of_choices = !field.element.empty() && field.element.front().kind == FieldKind::choice;
      return of_choices ? "list of " + kind_of(field.element.front()) : "list";
    }
    case FieldKind::table:
    case FieldKind::map: return "table";
    case FieldKind::any: return "of several kinds";
    default: return "text";
  }
}

/// A row for each key; what is within a table or the rows of a list stands below, as `columns.value`.
std::string lines_of(const Schema& schema, const std::string& before) {
  std::string out;
  for (const auto& field : schema) {
    auto words = field.label.in("en");
    if (!field.help.empty()) words += (words.empty() ? "" : ": ") + field.help.in("en");
    out += "| `" + before + field.name + "` | " + kind_of(field) + (field.required ? ", required" : "") +
           " | " + words + " |\n";
    const auto& parts = field.element.empty() ? field.fields : field.element.front().fields;
    out += lines_of(parts, before + field.name + ".");
  }
  return out;
}

std::string rows_of(const Schema& schema) {
  return "| key | what | |\n| --- | --- | --- |\n" + lines_of(schema, "");
}

}  // namespace

std::string reference() {
  std::string out =
      "# Report types: reference\n\nMade by `taqrir reference --types` from the tables of the checks; [the "
      "guide](template-guide.md) explains.\n\n";
  out += "## type.toml\n\n" + rows_of(type_schema());
  out += "\n## Fields: [[field]]\n\n" + rows_of(field_schema());
  out += "\n## Sections: [[section]]\n\n" + rows_of(section_schema());
  out += "\n## Components\n";
  for (const auto& component : components()) {
    out += "\n### " + component.name + "\n\n" + component.english + "\n\n";
    if (!component.keys.empty()) out += rows_of(component.keys);
    if (!component.example.empty()) out += "\n```toml\n" + component.example + "```\n";
  }
  out += "\n## Filters\n\n| filter | as in | what |\n| --- | --- | --- |\n";
  for (const auto& filter : filters())
    out +=
        "| `" + std::string(filter.name) + "` | " + in_code(filter.example) + " | " + filter.english + " |\n";
  return out;
}

}  // namespace taqrir::declared
