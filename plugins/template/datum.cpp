#include "datum.hpp"

#include <algorithm>

#include "kit/budget.hpp"

namespace taqrir::declared {

namespace {

bool is_blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

struct IsMissing {
  bool operator()(std::monostate) const { return true; }
  bool operator()(const std::string& text) const { return is_blank(text); }
  bool operator()(const LocalizedText& text) const {
    return std::all_of(text.by_language.begin(), text.by_language.end(),
                       [](const auto& one) { return is_blank(one.second); });
  }
  template <class T>
  bool operator()(const T&) const {
    return false;
  }
};

Datum::Content content_of(const Value& value) {
  if (const auto* x = std::get_if<bool>(&value.content)) return *x;
  if (const auto* x = std::get_if<std::int64_t>(&value.content)) return *x;
  if (const auto* x = std::get_if<double>(&value.content)) return *x;
  if (const auto* x = std::get_if<std::string>(&value.content)) return *x;
  if (const auto* x = std::get_if<Date>(&value.content)) return *x;
  if (const auto* x = std::get_if<FileRef>(&value.content)) return *x;
  if (const auto* x = std::get_if<LocalizedText>(&value.content)) return *x;
  return {};
}

const Record* record_in(const Value& value) {
  const auto* records = std::get_if<std::vector<Record>>(&value.content);
  return records && !records->empty() ? &records->front() : nullptr;
}

/// What each line of a budget comes to.
void add_amounts(std::vector<Datum>& lines) {
  for (auto& line : lines) {
    const auto *quantity = line.member("quantity"), *price = line.member("unit_price");
    if (!quantity || !price || !quantity->number() || !price->number()) continue;
    for (auto& [name, member] : line.members)
      if (name == "amount") member.content = kit::to_cents(*quantity->number() * *price->number());
  }
}

void take_elements(Datum& datum, const Value& value, const Shape& shape) {
  const auto* row = shape.row();
  const auto* list = std::get_if<ValueList>(&value.content);
  if (!row || !list) return;
  for (const auto& element : *list) datum.elements.push_back(datum_of(&element, *row));
  if (shape.preset == "budget") add_amounts(datum.elements);
}

Datum::Content content_of(const Cell& cell) {
  if (cell.missing()) return {};
  if (cell.number) return *cell.number;
  if (cell.date) return *cell.date;
  if (cell.boolean) return *cell.boolean;
  return cell.text;
}

ColumnType column_type(ShapeKind kind) {
  switch (kind) {
    case ShapeKind::integer: return ColumnType::integer;
    case ShapeKind::number:
    case ShapeKind::money: return ColumnType::number;
    case ShapeKind::date: return ColumnType::date;
    case ShapeKind::boolean: return ColumnType::boolean;
    default: return ColumnType::text;
  }
}

}  // namespace

bool Datum::missing() const {
  if (!elements.empty()) return false;
  if (!std::visit(IsMissing{}, content)) return false;
  return std::all_of(members.begin(), members.end(),
                     [](const auto& member) { return member.second.missing(); });
}

const Datum* Datum::member(std::string_view path) const {
  if (const auto dot = path.find('.'); dot != std::string_view::npos) {
    const auto* outer = member(path.substr(0, dot));
    return outer ? outer->member(path.substr(dot + 1)) : nullptr;
  }
  const auto it =
      std::find_if(members.begin(), members.end(), [&](const auto& one) { return one.first == path; });
  return it == members.end() ? nullptr : &it->second;
}

std::optional<double> Datum::number() const {
  if (const auto* whole = std::get_if<std::int64_t>(&content)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&content)) return *real;
  return std::nullopt;
}

std::optional<Date> Datum::date() const {
  if (const auto* day = std::get_if<Date>(&content)) return *day;
  return std::nullopt;
}

Datum made(ShapeKind kind, Datum::Content content, Span span) {
  return {&plain_shape(kind), std::move(content), {}, {}, std::move(span)};
}

Datum datum_of(const Value* value, const Shape& shape) {
  if ((!value || value->missing()) && !shape.fallback.missing()) value = &shape.fallback;
  if (const Record* record = value ? record_in(*value) : nullptr) {
    auto out = datum_of(*record, shape);
    out.span = value->span;
    return out;
  }
  Datum out{&shape, {}, {}, {}, value ? value->span : Span{}};
  if (value) out.content = content_of(*value), take_elements(out, *value, shape);
  return out;
}

Datum datum_of(const Record& record, const Shape& table) {
  Datum out{&table, {}, {}, {}, record.span()};
  for (const auto& member : table.members)
    out.members.emplace_back(member.name, datum_of(record.find(member.name), member));
  return out;
}

Datum datum_of(const Table& table, const Shape& sheet) {
  Datum out{&sheet, {}, {}, {}, {table.file, 0, 0, 0}};
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    Datum row{&sheet, {}, {}, {}, {}};
    for (const auto& column : sheet.members) {
      const auto* cell = table.cell(i, column.name);
      if (!cell) continue;
      row.members.emplace_back(column.name, Datum{&column, content_of(*cell), {}, {}, table.span_of(*cell)});
      if (!row.span) row.span = table.span_of(*cell);
    }
    out.elements.push_back(std::move(row));
  }
  return out;
}

TableShape table_shape(const Shape& sheet) {
  TableShape out;
  for (const auto& column : sheet.members) {
    ColumnShape one;
    one.name = column.name, one.type = column_type(column.kind);
    one.required = column.required, one.may_be_missing = column.may_be_missing;
    one.allowed = column.choices;
    one.minimum = column.minimum, one.maximum = column.maximum;
    one.amounts = column.kind == ShapeKind::money;
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace taqrir::declared
