// The form of a deliverable: a table of TOML with a line for each field, the label and help above it.
#include "app/forms.hpp"

#include <algorithm>
#include <cmath>

#include "app/import_toml.hpp"
#include "app/job.hpp"
#include "app/workshop.hpp"
#include "base/number_text.hpp"
#include "base/word_lists.hpp"
#include "model/choices.hpp"

namespace taqrir::app {

namespace {

/// Some number, or what is next to it of what the field allows.
double allowed_number(const Field& field) {
  double value = field.kind == FieldKind::integer ? 12 : 4.5;
  if (field.maximum) value = std::min(value, *field.maximum);
  if (field.minimum) value = std::max(value, *field.minimum);
  return field.kind == FieldKind::integer ? std::ceil(value) : value;
}

/// How a value is written that is no text between quotes; empty for others.
std::string manner_of(const Field& field) {
  switch (field.kind) {
    case FieldKind::integer: return std::to_string(std::llround(allowed_number(field)));
    case FieldKind::number: return toml_number(allowed_number(field));
    case FieldKind::boolean: return "true | false";
    case FieldKind::date: return "2025-01-31";
    default: return {};
  }
}

std::string blank_of(const Field& field);

std::string inline_table(const Schema& fields) {
  std::string out;
  for (auto field : fields) {
    field.default_text.clear();  // taken where nothing is written, and the row stays one of nothing
    out += (out.empty() ? "" : ", ") + field.name + " = " + blank_of(field);
  }
  return out.empty() ? "{}" : "{ " + out + " }";
}

/// Nothing that could be taken for an answer: `check` asks for what is blank and required.
std::string blank_of(const Field& field) {
  if (!field.default_text.empty()) return field.default_text;
  switch (field.kind) {
    case FieldKind::table: return inline_table(field.fields);
    case FieldKind::map: return "{}";
    case FieldKind::list: return field.element.empty() ? "[]" : "[ " + blank_of(field.element.front()) + " ]";
    default: return "\"\"";
  }
}

class FormText {
 public:
  FormText(const Locale& locale, const FileOf& file_of) : locale_(locale), file_of_(file_of) {}

  std::string make(const ReportInfo& info) const {
    auto out = "# " + in(info.title) + "\n";
    const bool any_optional = std::any_of(info.fields.begin(), info.fields.end(),
                                          [](const Field& field) { return !field.required; });
    if (any_optional) out += "# " + locale_.word("document.form-optional") + "\n";
    out += "[deliverables." + info.id + "]\n";
    for (const auto& field : info.fields) out += lines_of(field);
    return out;
  }

 private:
  const std::string& in(const LocalizedText& text) const { return text.in(locale_.language()); }

  std::string lines_of(Field field) const {
    if (const auto file = file_of_(field); !file.empty()) field.default_text = toml_string(file);
    const auto comment = comment_of(field);
    const auto manner = field.default_text.empty() ? manner_of(field) : std::string();
    return (comment.empty() ? "" : "# " + comment + "\n") + parts_of(field, "#   ") +
           (field.required ? "" : "# ") + field.name + " = " + blank_of(field) +
           (manner.empty() ? "" : "  # " + manner) + "\n";
  }

  /// Label, help, and what may be chosen.
  std::string comment_of(const Field& field) const {
    auto out = field.label.empty() ? std::string() : in(field.label);
    if (!field.help.empty())
      out = out.empty() ? in(field.help)
                        : locale_.word("document.form-label", {{"label", out}, {"help", in(field.help)}});
    if (field.kind == FieldKind::choice)
      out += (out.empty() ? "" : " – ") + listed(labelled_choices(field, locale_.language()), " | ");
    std::replace(out.begin(), out.end(), '\n', ' ');
    return out;
  }

  /// A line of comment for each part of a list's rows, a table or a sheet; further in for the parts of parts.
  std::string parts_of(const Field& field, const std::string& indent) const {
    const bool rows = field.kind == FieldKind::list && !field.element.empty();
    std::string out;
    for (const auto& part : rows ? field.element.front().fields : field.fields) {
      auto comment = comment_of(part);
      if (const auto manner = manner_of(part); !manner.empty())
        comment += (comment.empty() ? "" : " – ") + manner;
      if (!comment.empty()) out += indent + part.name + ": " + comment + "\n";
      out += parts_of(part, indent + "  ");
    }
    return out;
  }

  const Locale& locale_;
  const FileOf& file_of_;
};

}  // namespace

std::string file_name_for(const Field& field) {
  if (field.form == "markdown") return field.name + ".md";
  return field.form == "sheet" ? field.name + ".csv" : std::string();
}

std::string form_of(const ReportInfo& info, const Locale& locale, const FileOf& file_of) {
  return FormText(locale, file_of).make(info);
}

Result<std::string> Job::starter_form(const ReportInfo& info, const std::string& language) {
  const auto locale = shop().locale(language);
  if (!locale) return fail(locale.error());
  return form_of(info, **locale, file_name_for);
}

}  // namespace taqrir::app
