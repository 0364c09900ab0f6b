#include "app/rows.hpp"

#include <algorithm>

#include "app/pool.hpp"
#include "app/sheet_tables.hpp"
#include "base/phases.hpp"
#include "base/unicode.hpp"
#include "model/builder.hpp"

namespace taqrir::app {

namespace {

ColumnShape column_shape(const Field& field) {
  ColumnShape out;
  out.name = field.name, out.required = field.required;
  out.minimum = field.minimum, out.maximum = field.maximum, out.allowed = field.choices;
  switch (field.kind) {
    case FieldKind::integer: out.type = ColumnType::integer; break;
    case FieldKind::number: out.type = ColumnType::number; break;
    case FieldKind::date: out.type = ColumnType::date; break;
    case FieldKind::boolean: out.type = ColumnType::boolean; break;
    default: break;
  }
  return out;
}

/// An empty cell is a value that is missing at its place.
Value value_of(const Cell& cell, const Field& field, const Span& span) {
  Value out;
  out.span = span;
  if (cell.missing()) return out;
  if (cell.number && field.kind == FieldKind::integer)
    out.content = static_cast<std::int64_t>(*cell.number);
  else if (cell.number)
    out.content = *cell.number;
  else if (cell.date)
    out.content = *cell.date;
  else if (cell.boolean)
    out.content = *cell.boolean;
  else
    out.content = cell.text;
  return out;
}

Diagnostic no_rows_field(const ReportInfo& info, const Span& span) {
  return hinted(
      error(span, "“{}” makes a document for each row, and “{}” is not given", {info.id, info.rows}),
      "name the table: {} = \"….csv\"", {info.rows});
}

Diagnostic no_rows(const ReportInfo& info, const Span& span) {
  return warning(span, "“{}” has no rows: no “{}” is made", {info.rows, info.id});
}

std::string numbered(std::size_t number, std::size_t count) {
  auto out = std::to_string(number);
  const auto width = std::to_string(count).size();
  return out.size() < width ? std::string(width - out.size(), '0') + out : out;
}

}  // namespace

// ---------------------------------------------------------------- reading

Result<ReportRows> ReportRows::read(const MissionSession& session, const ReportInfo& info,
                                    const Record* fields, Findings& findings, Diagnostics& diagnostics) {
  const PhaseScope scope(Phase::parse);
  ReportRows out;
  out.public_ = session.edition() != Edition::full;
  const auto* field = find_field(info.fields, info.rows);
  if (!fields || !field || !fields->has(info.rows))
    return fail(no_rows_field(info, fields ? fields->span() : Span{}));
  std::size_t count = 0;
  std::set<std::size_t> spoiled;
  if (const auto file = fields->file(info.rows)) {
    TableShape shape;
    for (const auto& column : field->fields) shape.push_back(column_shape(column));
    findings.read(input::file_and_sheet(file->path).first);
    auto read = rows_of_sheet(session, *file, shape);
    if (!read) return fail(std::move(read.error()));
    append(diagnostics, std::move(read->diagnostics));
    out.table_ = std::move(read->table), out.columns_ = field->fields;
    count = out.table_.rows.size(), spoiled = std::move(read->spoiled);
  } else {
    out.records_ = fields->tables(info.rows);
    count = out.records_.size();
    if (count == 0) diagnostics.push_back(no_rows(info, fields->span_of(info.rows)));
  }
  for (std::size_t i = 0; i < count; ++i)
    if (!spoiled.contains(i)) out.rows_.push_back(i);
  out.spoiled_ = spoiled.size();
  return out;
}

Record ReportRows::record(std::size_t i) const {
  const auto row = rows_[i];
  if (!records_.empty()) return records_[row];
  Record out(span(i));
  for (const auto& column : columns_) {
    const auto* cell = table_.cell(row, column.name);
    if (!cell) continue;
    auto value = value_of(*cell, column, table_.span_of(*cell));
    if (public_ && column.personal && !value.missing()) value.content = "P" + std::to_string(row + 1);
    out.set(column.name, std::move(value));
  }
  return out;
}

Span ReportRows::span(std::size_t i) const {
  const auto row = rows_[i];
  if (!records_.empty()) return records_[row].span();
  const auto& cells = table_.rows[row];
  return cells.empty() ? whole_file(table_.file->path()) : table_.span_of(cells.front());
}

void ReportRows::drop(const std::vector<bool>& dropped) {
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < rows_.size(); ++i)
    if (!dropped[i]) kept.push_back(rows_[i]);
  spoiled_ += rows_.size() - kept.size();
  rows_ = std::move(kept);
}

// ---------------------------------------------------------------- names

namespace {

constexpr std::size_t kMostNameBytes = 120;  // file systems take 255, and an extension comes behind

/// Punctuation, spaces and signs of direction, which no name of a file needs.
bool is_ornament(char32_t c) {
  return (c >= 0x80 && c <= 0xBF) || c == 0x60C || c == 0x61B || c == 0x61C || c == 0x61F ||
         (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x3020) || (c >= 0xD800 && c <= 0xF8FF) ||
         c == 0xFEFF || (c >= 0xFFF0 && c <= 0xFFFF) || c >= 0xE0000;
}

bool may_stand(char32_t c) {
  if (c >= 0x80) return !is_ornament(c);
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.';
}

/// As file systems that make no difference of case compare them.
std::string key_of(std::string name) {
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return name;
}

Diagnostic clash(const std::string& name, const Span& second, const Span& first) {
  auto d = error(second, "this row’s file would be called “{}”, as that of line {}",
                 {name, std::to_string(first.line)});
  if (first.line == 0) d.message.args[1] = std::string(place_in_words(first));
  return hinted(std::move(d), "put what tells the rows apart into file_name of the type, or correct the row");
}

std::string own_name(const MissionSession& session, const std::string& report, const std::string& activity,
                     const Record* fields, Findings& findings, const Report& type, const Record& row) {
  const auto context = MissionContext::make(session, report, activity, fields, findings, nullptr, &row);
  if (!context) return {};
  try {
    return type.row_name(**context);
  } catch (const std::exception&) {
    return {};  // composing the row says what is wrong
  }
}

}  // namespace

std::string safe_row_name(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto begin = i;
    const auto c = next_code_point(text, i);
    const bool second_dot = c == '.' && (out.empty() || out.back() == '.' || out.back() == '-');
    if (second_dot) continue;
    if (may_stand(c)) {
      if (out.size() + (i - begin) > kMostNameBytes) break;
      out += text.substr(begin, i - begin);
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  const auto first = out.find_first_not_of(".-"), last = out.find_last_not_of(".-");
  return first == std::string::npos ? std::string() : out.substr(first, last - first + 1);
}

std::vector<std::string> names_of_rows(const MissionSession& session, const std::string& report,
                                       const std::string& activity, const Record* fields, ReportRows& rows,
                                       Findings& findings, std::size_t threads, Diagnostics& diagnostics) {
  const auto type = session.types().report(report);
  std::vector<std::string> names(rows.size());
  run_parallel(rows.size(), threads, [&](std::size_t i) {
    names[i] = safe_row_name(own_name(session, report, activity, fields, findings, *type, rows.record(i)));
  });
  std::map<std::string, std::size_t> owners;
  std::vector<bool> dropped(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (names[i].empty()) names[i] = numbered(i + 1, rows.size());
    const auto [owner, fresh] = owners.emplace(key_of(names[i]), i);
    if (fresh) continue;
    dropped[i] = true;
    diagnostics.push_back(clash(names[i], rows.span(i), rows.span(owner->second)));
  }
  std::vector<std::string> kept;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (!dropped[i]) kept.push_back(std::move(names[i]));
  rows.drop(dropped);
  return kept;
}

// ---------------------------------------------------------------- in one document

bool compose_each_row(const MissionSession& session, const std::string& report, const std::string& activity,
                      const Record* fields, Findings& findings, const MissionContext* outer,
                      Diagnostics& diagnostics, const TakeRow& take) {
  const auto type = session.types().report(report);
  if (!type) return append(diagnostics, session.types().said(report)), false;
  auto rows = ReportRows::read(session, type->info(), fields, findings, diagnostics);
  if (!rows) return append(diagnostics, std::move(rows.error())), false;
  const auto names = names_of_rows(session, report, activity, fields, *rows, findings, 1, diagnostics);
  std::set<std::string> said;
  for (std::size_t i = 0; i < rows->size(); ++i) {
    const auto record = rows->record(i);
    auto context = MissionContext::make(session, report, activity, fields, findings, outer, &record);
    if (!context) return append(diagnostics, std::move(context.error())), false;
    auto one = composed_by(session, report, **context);
    for (auto& d : one.diagnostics) {
      if (!d.span) d.span = rows->span(i);
      if (said.insert(render(d)).second) diagnostics.push_back(std::move(d));
    }
    if (!one.document) continue;
    one.document->language = (*context)->locale().language();
    take(names[i], std::move(*one.document));
  }
  return true;
}

Composed compose_rows(const MissionSession& session, const std::string& report, const std::string& activity,
                      const Record* fields, Findings& findings, const MissionContext* outer) {
  Composed out;
  const auto take = [&](const std::string& name, Document document) {
    Part part{plain(name), std::move(document.blocks)};
    document.blocks.clear();
    if (!out.document) out.document = std::move(document);
    out.document->blocks.push_back(block(std::move(part)));
  };
  const bool read =
      compose_each_row(session, report, activity, fields, findings, outer, out.diagnostics, take);
  sort_and_unify(out.diagnostics);
  if (read && !out.document && !has_errors(out.diagnostics)) out.document.emplace();
  return out;
}

bool has_rows(const MissionSession& session, const std::string& report) {
  if (!session.types().knows(report)) return false;
  const auto type = session.types().report(report);
  return type && type->info().scope == ReportScope::row;
}

}  // namespace taqrir::app
