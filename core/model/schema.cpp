#include "model/schema.hpp"

namespace taqrir {

namespace {

Field field(std::string name, FieldKind kind, bool required) {
  Field out;
  out.name = std::move(name);
  out.kind = kind;
  out.required = required;
  return out;
}

LocalizedText english_and_french(std::string english, std::string french) {
  LocalizedText out;
  if (!english.empty()) out.by_language["en"] = std::move(english);
  if (!french.empty()) out.by_language["fr"] = std::move(french);
  return out;
}

}  // namespace

Field text_field(std::string name, bool required) {
  return field(std::move(name), FieldKind::text, required);
}

Field localized_field(std::string name, bool required) {
  return field(std::move(name), FieldKind::localized, required);
}

Field integer_field(std::string name, bool required) {
  return field(std::move(name), FieldKind::integer, required);
}

Field number_field(std::string name, bool required) {
  return field(std::move(name), FieldKind::number, required);
}

Field boolean_field(std::string name, bool required) {
  return field(std::move(name), FieldKind::boolean, required);
}

Field date_field(std::string name, bool required) {
  return field(std::move(name), FieldKind::date, required);
}

Field choice_field(std::string name, std::vector<std::string> choices, bool required) {
  auto out = field(std::move(name), FieldKind::choice, required);
  out.choices = std::move(choices);
  return out;
}

Field file_field(std::string name, bool required) {
  return field(std::move(name), FieldKind::file, required);
}

Field table_field(std::string name, Schema fields, bool required) {
  auto out = field(std::move(name), FieldKind::table, required);
  out.fields = std::move(fields);
  return out;
}

Field list_field(std::string name, Field element, bool required) {
  auto out = field(std::move(name), FieldKind::list, required);
  out.element.push_back(std::move(element));
  return out;
}

Field labelled(Field field, std::string french, std::string english, std::string help_french,
               std::string help_english) {
  field.label = english_and_french(std::move(english), std::move(french));
  field.help = english_and_french(std::move(help_english), std::move(help_french));
  return field;
}

const Field* find_field(const Schema& schema, std::string_view name) {
  for (const auto& field : schema)
    if (field.name == name) return &field;
  return nullptr;
}

}  // namespace taqrir
