// The form of a deliverable: a table of TOML with a line for each field, the label and help above it.
#include "app/forms.hpp"

#include <algorithm>

#include "app/job.hpp"

namespace taqrir::app {

namespace {

std::string example(const Field& field, const std::string& language);

std::string inline_table(const Schema& fields, const std::string& language) {
  std::string out;
  for (const auto& field : fields)
    out += (out.empty() ? "" : ", ") + field.name + " = " + example(field, language);
  return out.empty() ? "{}" : "{ " + out + " }";
}

std::string example(const Field& field, const std::string& language) {
  if (!field.default_text.empty()) return field.default_text;
  switch (field.kind) {
    case FieldKind::integer: return "0";
    case FieldKind::number: return "0.0";
    case FieldKind::boolean: return "false";
    case FieldKind::date: return "2025-01-31";
    case FieldKind::choice: return field.choices.empty() ? "\"\"" : "\"" + field.choices.front() + "\"";
    case FieldKind::table: return inline_table(field.fields, language);
    case FieldKind::map: return "{}";
    case FieldKind::list:
      return field.element.empty() ? "[]" : "[ " + example(field.element.front(), language) + " ]";
    default: return "\"\"";
  }
}

std::string comment_of(const Field& field, const std::string& language) {
  auto out = field.label.empty() ? std::string() : field.label.in(language);
  if (!field.help.empty()) out += (out.empty() ? "" : ": ") + field.help.in(language);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

/// What may be chosen, in words: "remote (à distance)".
std::string choices_of(const Field& field, const std::string& language) {
  std::string out;
  for (std::size_t i = 0; i < field.choices.size(); ++i) {
    out += (i ? " | " : "") + field.choices[i];
    if (i < field.choice_labels.size() && !field.choice_labels[i].empty())
      out += " (" + field.choice_labels[i].in(language) + ")";
  }
  return out;
}

/// A line of comment for each part of a list's rows, a table or a sheet.
std::string parts_of(const Field& field, const std::string& language) {
  const auto& parts =
      field.kind == FieldKind::list && !field.element.empty() ? field.element.front().fields : field.fields;
  std::string out;
  for (const auto& part : parts) {
    const auto words = part.kind == FieldKind::choice ? choices_of(part, language) : std::string();
    const auto comment = comment_of(part, language);
    if (comment.empty() && words.empty()) continue;
    out += "#   " + part.name + ": " + comment +
           (words.empty() ? "" : (comment.empty() ? "" : " – ") + words) + "\n";
  }
  return out;
}

}  // namespace

std::string file_name_for(const Field& field) {
  if (field.form == "markdown") return field.name + ".md";
  return field.form == "sheet" ? field.name + ".csv" : std::string();
}

std::string form_of(const ReportInfo& info, const std::string& language, const FileOf& file_of) {
  auto out = "# " + info.title.in(language) + "\n[deliverables." + info.id + "]\n";
  for (auto field : info.fields) {
    if (const auto file = file_of(field); !file.empty()) field.default_text = "\"" + file + "\"";
    auto comment = comment_of(field, language);
    if (field.kind == FieldKind::choice)
      comment += (comment.empty() ? "" : " – ") + choices_of(field, language);
    if (!comment.empty()) out += "# " + comment + "\n";
    out += parts_of(field, language);
    out += (field.required ? "" : "# ") + field.name + " = " + example(field, language) + "\n";
  }
  return out;
}

std::string Job::starter_form(const ReportInfo& info, const std::string& language) {
  return form_of(info, language, file_name_for);
}

}  // namespace taqrir::app
