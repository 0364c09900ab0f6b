#include "cli/human.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/number_text.hpp"
#include "base/word_lists.hpp"
#include "cli/names.hpp"
#include "cli/table.hpp"
#include "model/choices.hpp"

namespace taqrir::cli {

namespace {

std::string counted(std::size_t n, const char* one, const char* many) {
  return std::to_string(n) + " " + (n == 1 ? one : many);
}

std::string with_one_decimal(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f", value);
  return text.data();
}

std::string size_text(std::size_t bytes) {
  if (bytes < 1000) return std::to_string(bytes) + " B";
  if (bytes < 1000 * 1000) return with_one_decimal(static_cast<double>(bytes) / 1e3) + " kB";
  return with_one_decimal(static_cast<double>(bytes) / 1e6) + " MB";
}

std::string time_text(double seconds) {
  if (seconds < 1) return std::to_string(static_cast<int>(seconds * 1000 + 0.5)) + " ms";
  return with_one_decimal(seconds) + " s";
}

std::string pages_text(int pages) {
  return pages == 0 ? std::string() : counted(static_cast<std::size_t>(pages), "page", "pages");
}

std::size_t files_in(const app::Output& output) { return output.files > 0 ? output.files : 1; }

/// What is made of rows says how many there are, and how many could not be made.
std::string shown_path(const app::Output& output) {
  if (output.rows + output.rows_failed == 0) return output.path;
  auto out = output.path + (output.files > 0 ? "/ (" : " (");
  out += output.files > 0 ? counted(output.files, "file", "files") : counted(output.rows, "row", "rows");
  if (output.rows_failed > 0) out += ", " + counted(output.rows_failed, "row", "rows") + " not made";
  return out + ")";
}

}  // namespace

std::string summary(const app::Outcome& outcome) {
  if (outcome.outputs.empty()) return {};
  TextTable table;
  std::size_t bytes = 0, cached = 0, files = 0;
  int pages = 0;
  for (const auto& o : outcome.outputs) {
    table.row({shown_path(o), pages_text(o.pages), size_text(o.bytes),
               o.cached ? "up to date" : time_text(o.seconds)});
    files += files_in(o);
    if (o.cached) cached += files_in(o);
    bytes += o.bytes, pages += o.pages;
  }
  auto out = table.text({1, 2, 3}) + counted(files, "file", "files");
  if (pages > 0) out += ", " + pages_text(pages);
  out += ", " + size_text(bytes);
  if (cached > 0) out += "; " + (cached == files ? "all" : std::to_string(cached)) + " up to date";
  return out + "\n";
}

std::string verified(const app::Outcome& outcome) {
  if (outcome.status() != 0) return {};
  TextTable table;
  std::size_t files = 0;
  for (const auto& o : outcome.outputs) {
    table.row({shown_path(o), pages_text(o.pages), o.sha256.substr(0, 12)});
    files += files_in(o);
  }
  return table.text({1}) + counted(files, "file", "files") + " as when made\n";
}

std::string changes(const app::Outcome& outcome, bool asked) {
  if (outcome.changes.empty()) return asked ? "nothing is different\n" : "";
  TextTable table;
  for (const auto& c : outcome.changes) {
    const bool whole = c.what == "output";
    table.row({c.kind, (whole ? "" : "  ") + c.what, c.name + (c.title.empty() ? "" : " – " + c.title)});
  }
  return table.text() + counted(outcome.changes.size(), "difference", "differences") + "\n";
}

std::string taken(const app::Outcome& outcome) {
  if (outcome.outputs.empty()) return outcome.status() == 0 ? "nothing to take\n" : "";
  TextTable table;
  for (const auto& o : outcome.outputs) table.row({"wrote", o.path});
  return table.text();
}

std::string welcome(const std::string& folder, const app::Outcome& outcome) {
  return "made " + folder + " with " + counted(outcome.outputs.size(), "file", "files") +
         "\nnext: taqrir build " + folder + "\n";
}

// ---------------------------------------------------------------- types and plugins

namespace {

/// "plugin recommendations", "mission types/minutes".
std::string origin_of(const app::TypeInfo& type) {
  return type.origin + " " + (type.folder.empty() ? type.plugin : type.folder);
}

}  // namespace

std::string type_list(const std::vector<app::TypeInfo>& types, const std::string& language) {
  TextTable table;
  for (const auto& type : types)
    table.row({type.info.id, name_of(type.info.scope), type.info.title.in(language), origin_of(type)});
  return table.text();
}

namespace {

std::string kind_text(const Field& field) {
  if (field.form == "money") return "amount of money";
  if (field.form == "markdown") return "text in a file (Markdown)";
  if (field.form == "sheet") return "sheet in a file (CSV), with the columns";
  if (field.kind == FieldKind::localized) return "text";
  if (field.kind == FieldKind::table && !field.fields.empty()) return "together";
  if (field.kind != FieldKind::list || field.element.empty()) return name_of(field.kind);
  const auto& element = field.element.front();
  return element.fields.empty() ? "list: " + kind_text(element) : "rows, each with";
}

/// "0.5 to 400".
std::string limits_text(const Field& field) {
  if (field.minimum && field.maximum)
    return plain_number(*field.minimum) + " to " + plain_number(*field.maximum);
  if (field.minimum) return "at least " + plain_number(*field.minimum);
  return field.maximum ? "at most " + plain_number(*field.maximum) : std::string();
}

/// What a person calls it, what is to be written, and what holds where nothing is.
std::string words_text(const Field& field, const std::string& language) {
  std::string out;
  const auto add = [&](const std::string& more, const char* before) {
    if (!more.empty()) out += (out.empty() ? "" : before) + more;
  };
  if (!field.label.empty()) add(field.label.in(language), "");
  if (!field.help.empty()) add(field.help.in(language), language.starts_with("fr") ? "\u00A0: " : ": ");
  add(listed(labelled_choices(field, language)), " – ");
  add(limits_text(field), " – ");
  if (!field.default_text.empty()) add("unless said " + field.default_text, "; ");
  return out;
}

/// Parts stand below what they are parts of, further in.
void add_fields(TextTable& table, const Schema& fields, const std::string& indent,
                const std::string& language) {
  for (const auto& field : fields) {
    table.row(
        {field.required ? "*" : "", indent + field.name, kind_text(field), words_text(field, language)});
    add_fields(table, field.fields, indent + "  ", language);
    if (!field.element.empty()) add_fields(table, field.element.front().fields, indent + "  ", language);
  }
}

bool any_required(const Schema& fields) {
  return std::any_of(fields.begin(), fields.end(), [](const Field& field) {
    return field.required || any_required(field.fields) ||
           (!field.element.empty() && any_required(field.element.front().fields));
  });
}

}  // namespace

std::string type_page(const app::TypeInfo& type, const std::string& language) {
  const auto& info = type.info;
  auto out = info.id + ": " + info.title.in(language) + "\n";
  if (!info.summary.empty()) out += info.summary.in(language) + "\n";
  out += "scope: " + std::string(name_of(info.scope)) + ", from: " + origin_of(type) + "\n";
  TextTable table;
  add_fields(table, info.fields, "", language);
  out += "\n[deliverables." + info.id + "]\n" + table.text();
  return out + (any_required(info.fields) ? "* required\n" : "");
}

std::string files_written(const app::Outcome& outcome) {
  std::string out;
  for (const auto& output : outcome.outputs) out += "  " + output.path + "\n";
  return out;
}

std::string tested(const app::Outcome& outcome) {
  const auto n = outcome.outputs.size();
  return std::to_string(n) +
         (n == 1 ? " document of the sample is as expected\n" : " documents of the sample are as expected\n");
}

std::string plugin_list(const std::vector<host::PluginStatus>& plugins, const std::string& language) {
  TextTable table;
  for (const auto& plugin : plugins) {
    std::string reports = plugin.manifest.loads_types ? "types that are folders" : "";
    for (const auto& id : plugin.manifest.reports) reports += (reports.empty() ? "" : ", ") + id;
    const auto& title = plugin.manifest.title;
    table.row({plugin.manifest.id, name_of(plugin.state), title.empty() ? std::string() : title.in(language),
               reports});
  }
  return table.text();
}

std::string health(const std::vector<app::Finding>& findings) {
  TextTable table;
  for (const auto& f : findings) table.row({f.present ? "ok" : "--", f.what, f.detail, f.need});
  return table.text();
}

std::string timings(const PhaseClock& clock) {
  const auto text = [](std::chrono::nanoseconds time) {
    return with_one_decimal(static_cast<double>(time.count()) / 1e6) + " ms";
  };
  TextTable table;
  std::chrono::nanoseconds work{};
  table.row({"phase", "wall", "cpu"});
  for (const auto& time : clock.times()) {
    table.row({name_of(time.phase), time.phase == Phase::start ? "" : text(time.wall), text(time.work)});
    work += time.work;
  }
  table.row({"all", text(clock.elapsed()), text(work)});
  return table.text({1, 2});
}

std::string report(const Diagnostics& diagnostics, bool quiet) {
  std::string out;
  std::size_t errors = 0, warnings = 0;
  for (const auto& d : diagnostics) {
    if (quiet && d.severity == Severity::note) continue;
    out += render(d);
    errors += d.severity == Severity::error, warnings += d.severity == Severity::warning;
  }
  if (quiet || errors + warnings == 0) return out;
  const auto warned = counted(warnings, "warning", "warnings");
  return out + (errors ? counted(errors, "error", "errors") + (warnings ? ", " + warned : "") : warned) +
         "\n";
}

}  // namespace taqrir::cli
