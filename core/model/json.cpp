#include "model/json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "model/places.hpp"
#include "model/shapes.hpp"

namespace taqrir {

namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json finite(double value) { return std::isfinite(value) ? Json(value) : Json(); }

// ---------------------------------------------------------------- Document

Json write(const Inlines& inlines);
Json write(const Blocks& blocks);
template <class T>
requires requires { Shape<T>::kName; }
Json write(const T& node);

Json write(const std::string& text) { return text; }
Json write(bool value) { return value; }
Json write(int value) { return value; }
Json write(std::size_t value) { return value; }
Json write(double value) { return finite(value); }
Json write(const Date& date) { return iso(date); }
template <class E>
requires std::is_enum_v<E> Json write(E value) {
  return std::string(Names<E>::kAll.at(static_cast<std::size_t>(value)));
}
template <class T>
Json write(const std::optional<T>& value) {
  return value ? write(*value) : Json();
}
template <class T>
Json write(const std::vector<T>& all) {
  auto out = Json::array();
  for (const auto& one : all) out.push_back(write(one));
  return out;
}

template <class T>
struct FieldWriter {
  const T& node;
  Json& out;

  template <class M>
  void must(std::string_view key, M T::*member, std::string_view, Range = {}) {
    out[std::string(key)] = write(node.*member);
  }
  template <class M>
  void may(std::string_view key, M T::*member, std::string_view, Range = {}) {
    static const T kFresh{};
    if (is_default(node.*member, kFresh.*member)) return;
    auto value = write(node.*member);
    const bool nothing = value.is_null() || (value.is_object() && value.empty());
    if (!nothing) out[std::string(key)] = std::move(value);
  }
  void place(std::string_view key, Span T::*member) {
    if (const auto text = place_text(node.*member); !text.empty()) out[std::string(key)] = text;
  }
};

template <class T>
void write_fields(const T& node, Json& out) {
  FieldWriter<T> writer{node, out};
  Shape<T>::fields(writer);
}

template <class T>
requires requires { Shape<T>::kName; }
Json write(const T& node) {
  auto out = Json::object();
  write_fields(node, out);
  return out;
}

Json write(const Inlines& inlines) {
  auto out = Json::array();
  for (const auto& in : inlines) {
    Json one;
    std::visit(
        [&](const auto& node) {
          one["type"] = std::string(Shape<std::decay_t<decltype(node)>>::kName);
          write_fields(node, one);
        },
        in.content);
    if (const auto place = place_text(in.span); !place.empty()) one["place"] = place;
    out.push_back(std::move(one));
  }
  return out;
}

Json write(const Blocks& blocks) {
  auto out = Json::array();
  for (const auto& block : blocks) {
    Json one;
    std::visit(
        [&](const auto& node) {
          one["type"] = std::string(Shape<std::decay_t<decltype(node)>>::kName);
          if (!block.id.empty()) one["id"] = block.id;
          if (!block.language.empty()) one["language"] = block.language;
          write_fields(node, one);
        },
        block.content);
    if (const auto place = place_text(block.span); !place.empty()) one["place"] = place;
    out.push_back(std::move(one));
  }
  return out;
}

// ---------------------------------------------------------------- Record

/// Values as they are in JSON, and beside them the place of each by its JSON pointer.
class RecordWriter {
 public:
  Json values(const Record& record, const std::string& pointer) {
    auto out = Json::object();
    for (const auto& [key, value] : record.entries()) out[key] = at(value, pointer + "/" + escaped(key));
    return out;
  }
  Json places() const { return places_; }

 private:
  static std::string escaped(const std::string& key) {
    std::string out;
    for (const char c : key) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return out;
  }

  Json at(const Value& value, const std::string& pointer) {
    if (const auto place = place_text(value.span); !place.empty()) places_[pointer] = place;
    return std::visit([&](const auto& content) { return plain(content, pointer); }, value.content);
  }

  Json plain(std::monostate, const std::string&) { return {}; }
  Json plain(bool value, const std::string&) { return value; }
  Json plain(std::int64_t value, const std::string&) { return value; }
  Json plain(double value, const std::string&) { return finite(value); }
  Json plain(const std::string& value, const std::string&) { return value; }
  Json plain(const Date& value, const std::string&) { return iso(value); }
  Json plain(const FileRef& value, const std::string&) { return value.path; }
  Json plain(const LocalizedText& value, const std::string&) {
    if (value.by_language.size() == 1 && value.by_language.begin()->first.empty())
      return value.by_language.begin()->second;
    return value.by_language.empty() ? Json::object() : Json(value.by_language);
  }
  Json plain(const ValueList& value, const std::string& pointer) {
    auto out = Json::array();
    for (std::size_t i = 0; i < value.size(); ++i)
      out.push_back(at(value[i], pointer + "/" + std::to_string(i)));
    return out;
  }
  // A nested table is a vector of exactly one record (model/value.hpp).
  Json plain(const std::vector<Record>& value, const std::string& pointer) {
    return value.empty() ? Json::object() : values(value.front(), pointer);
  }

  Json places_ = Json::object();
};

// ---------------------------------------------------------------- Table

constexpr std::array<const char*, 5> kColumnTypes{"text", "integer", "number", "date", "boolean"};

Json write(const Cell& cell, ColumnType type) {
  if (cell.missing()) return {};
  if (type == ColumnType::integer && cell.number && std::isfinite(*cell.number))
    return static_cast<std::int64_t>(*cell.number);
  if (type == ColumnType::number && cell.number) return finite(*cell.number);
  if (type == ColumnType::date && cell.date) return iso(*cell.date);
  if (type == ColumnType::boolean && cell.boolean) return *cell.boolean;
  return cell.text;
}

}  // namespace

std::string to_json(const Document& document) {
  Json out;
  out["format"] = "taqrir-document";
  out["version"] = kDocumentJsonVersion;
  write_fields(document, out);
  return text_of(out);
}

std::string to_json(const Record& record) {
  RecordWriter writer;
  Json out;
  out["format"] = "taqrir-record";
  out["version"] = kDocumentJsonVersion;
  out["values"] = writer.values(record, "");
  out["places"] = writer.places();
  return text_of(out);
}

std::string to_json(const Table& table) {
  Json out;
  out["format"] = "taqrir-table";
  out["version"] = kDocumentJsonVersion;
  if (table.file) out["file"] = table.file->path();
  out["columns"] = Json::array();
  for (const auto& column : table.columns)
    out["columns"].push_back(
        {{"name", column.name}, {"type", kColumnTypes.at(static_cast<std::size_t>(column.type))}});
  out["rows"] = Json::array();
  out["places"] = Json::array();
  for (const auto& row : table.rows) {
    Json cells = Json::array(), places = Json::array();
    for (std::size_t i = 0; i < row.size(); ++i) {
      cells.push_back(write(row[i], i < table.columns.size() ? table.columns[i].type : ColumnType::text));
      places.push_back(Json::array({row[i].line, row[i].column}));
    }
    out["rows"].push_back(std::move(cells));
    out["places"].push_back(std::move(places));
  }
  return text_of(out);
}

}  // namespace taqrir
