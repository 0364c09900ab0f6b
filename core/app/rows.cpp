#include "app/rows.hpp"

#include <algorithm>
#include <numeric>

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
  out.amounts = field.form == "money";
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

/// Which of a list's rows are wrong. One of which nothing is left gets an empty record in its place.
std::set<std::size_t> spoiled_of(const std::vector<input::SpoiledElement>& wrong,
                                 std::vector<Record>& records) {
  std::set<std::size_t> out;
  for (const auto& row : wrong) {
    const bool there = row.index < records.size() && same_place(records[row.index].span(), row.element);
    if (!there) records.insert(records.begin() + static_cast<std::ptrdiff_t>(row.index), Record(row.element));
    out.insert(row.index);
  }
  return out;
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
  if (session.edition() != Edition::full) out.redactor_ = &session.redactor();
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
    out.sheet_ = std::move(read->rows), out.columns_ = field->fields;
    count = out.sheet_.size(), spoiled = std::move(read->spoiled);
  } else {
    out.records_ = fields->tables(info.rows);
    spoiled = spoiled_of(session.spoiled_rows(*fields->find(info.rows)), out.records_);
    count = out.records_.size();
    if (count == 0) diagnostics.push_back(no_rows(info, fields->span_of(info.rows)));
  }
  for (std::size_t i = 0; i < count; ++i)
    if (!spoiled.contains(i)) out.rows_.push_back(static_cast<std::uint32_t>(i));
  out.spoiled_ = spoiled.size(), out.of_ = count;
  return out;
}

Record ReportRows::record(std::size_t i) const {
  const auto row = rows_[i];
  if (!records_.empty()) return records_[row];
  const auto cells = sheet_.row(row);
  Record out(place_of(cells));
  for (const auto& column : columns_) {
    const auto at = sheet_.column(column.name);
    if (!at) continue;
    auto value = value_of(cells[*at], column, sheet_.span_of(cells[*at]));
    if (redactor_ && column.personal && !value.missing()) value.content = code_of(cells[*at].text, row);
    out.set(column.name, std::move(value));
  }
  return out;
}

Span ReportRows::span(std::size_t i) const {
  return records_.empty() ? place_of(sheet_.row(rows_[i])) : records_[rows_[i]].span();
}

/// As the name is called elsewhere; by its row where it is too short to be looked for.
std::string ReportRows::code_of(const std::string& text, std::size_t row) const {
  const auto code = redactor_->redacted(text);
  return code == text ? "P" + std::to_string(row + 1) : code;
}

Span ReportRows::place_of(const std::vector<Cell>& row) const {
  return row.empty() ? whole_file(sheet_.file()->path()) : sheet_.span_of(row.front());
}

void ReportRows::drop(const std::vector<bool>& dropped) {
  std::vector<std::uint32_t> kept;
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

/// The names that Windows keeps for devices, with any extension.
bool is_device(const std::string& name) {
  static const std::set<std::string> kDevices{"con",  "prn",  "aux",  "nul",  "com1", "com2", "com3", "com4",
                                              "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3",
                                              "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9"};
  return kDevices.contains(key_of(name.substr(0, name.find('.'))));
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

std::string safe_row_name(std::string_view words) {
  const auto text = input::composed(std::string(words));
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto begin = i;
    const auto c = next_code_point(text, i);
    const bool second_dot = c == '.' && (out.empty() || out.back() == '.' || out.back() == '-');
    if (second_dot) continue;
    if (may_stand(c)) {
      if (out.size() + (i - begin) > kMostNameBytes) break;
      out.append(text, begin, i - begin);
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  const auto first = out.find_first_not_of(".-"), last = out.find_last_not_of(".-");
  if (first == std::string::npos) return {};
  out = out.substr(first, last - first + 1);
  return is_device(out) ? "_" + out : out;
}

namespace {

/// Of the rows that want one name, all but the first.
std::vector<bool> clashing(const PackedTexts& names, const ReportRows& rows, Diagnostics& diagnostics) {
  std::vector<std::uint32_t> order(names.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto key = [&](std::uint32_t i) { return key_of(std::string(names[i])); };
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return key(a) < key(b); });
  std::vector<bool> out(names.size());
  for (std::size_t k = 1, first = 0; k < order.size(); ++k) {
    if (key(order[k]) != key(order[first])) first = k;
    if (k == first) continue;
    out[order[k]] = true;
    diagnostics.push_back(clash(std::string(names[order[k]]), rows.span(order[k]), rows.span(order[first])));
  }
  return out;
}

}  // namespace

PackedTexts names_of_rows(const MissionSession& session, const std::string& report,
                          const std::string& activity, const Record* fields, ReportRows& rows,
                          Findings& findings, std::size_t threads, Diagnostics& diagnostics) {
  constexpr std::size_t kAtOnce = 256;
  const auto type = session.types().report(report);
  PackedTexts names;
  for (std::size_t begin = 0; begin < rows.size(); begin += kAtOnce) {
    std::vector<std::string> some(std::min(kAtOnce, rows.size() - begin));
    run_parallel(some.size(), threads, [&](std::size_t k) {
      const auto i = begin + k;
      some[k] = safe_row_name(own_name(session, report, activity, fields, findings, *type, rows.record(i)));
      if (some[k].empty()) some[k] = numbered(rows.number(i), rows.of());
    });
    for (const auto& name : some) names.add(name);
  }
  const auto dropped = clashing(names, rows, diagnostics);
  PackedTexts kept;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (!dropped[i]) kept.add(names[i]);
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
    take(std::string(names[i]), std::move(*one.document));
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
