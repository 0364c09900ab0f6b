// document_from_json: strict, every error at once, each with the JSON pointer (RFC 6901) of its place.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/word_lists.hpp"
#include "model/json.hpp"
#include "model/places.hpp"
#include "model/shapes.hpp"

namespace taqrir {

namespace {

using Json = nlohmann::json;

/// Blocks and inlines within one another; far more than any text needs, far less than the stack holds.
constexpr int kDeepest = 128;

std::string kind_of(const Json& json) {
  if (json.is_null()) return "null";
  if (json.is_object()) return "an object";
  if (json.is_array()) return "a list";
  if (json.is_string()) return "a string";
  if (json.is_boolean()) return "true or false";
  return json.is_number_float() ? "a fraction" : "a number";
}

bool is_language_tag(std::string_view tag) {
  if (tag.empty() || tag.size() > 35 || tag.front() == '-' || tag.back() == '-') return false;
  return tag.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
         std::string_view::npos;
}

bool is_inner_path(std::string_view path) {
  if (path.empty() || path.front() == '/' || path.find_first_of(std::string_view("\\\0", 2)) != path.npos)
    return false;
  for (std::size_t start = 0; start <= path.size();) {
    const auto end = std::min(path.find('/', start), path.size());
    const auto segment = path.substr(start, end - start);
    if (segment.empty() || segment == "." || segment == "..") return false;
    start = end + 1;
  }
  return true;
}

std::string shown_number(double value) {
  auto text = Json(value).dump();
  return text.size() > 2 && text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
}

class Reader {
 public:
  explicit Reader(std::string shown) : file_(whole_file(std::move(shown))) {}

  Result<Document> read(const Json& json) {
    Document document;
    if (!check_envelope(json)) return fail(std::move(diagnostics_));
    object(json, document, {"format", "version"});
    if (!diagnostics_.empty()) return fail(std::move(diagnostics_));
    return document;
  }

  /// Visits the members of one object; see shapes.hpp.
  template <class T>
  struct Fields {
    Reader& reader;
    const Json& json;
    T& node;
    std::vector<std::string> known;

    template <class M>
    void must(std::string_view key, M T::*member, std::string_view, Range range = {}) {
      if (!take(key, member, range)) reader.wrong("“{}” is missing", {std::string(key)});
    }
    template <class M>
    void may(std::string_view key, M T::*member, std::string_view, Range range = {}) {
      take(key, member, range);
    }
    void place(std::string_view key, Span T::*member) { take(key, member, {}); }

    template <class M>
    bool take(std::string_view key, M T::*member, Range range) {
      known.emplace_back(key);
      const auto it = json.find(key);
      if (it == json.end()) return false;
      reader.inside(known.back(), [&] { reader.value(*it, node.*member, range); });
      return true;
    }
  };

 private:
  // -------------------------------------------------------------- messages

  Diagnostic& wrong(std::string pattern, std::vector<std::string> args) {
    args.insert(args.begin(), pointer_.empty() ? "/" : pointer_);
    diagnostics_.push_back(error(file_, "at {}: " + std::move(pattern), std::move(args)));
    return diagnostics_.back();
  }

  bool expect(bool right, const Json& json, const char* what) {
    if (!right) wrong("expected {}, found {}", {what, kind_of(json)});
    return right;
  }

  void unknown(const char* pattern, const std::string& word, const std::vector<std::string>& known) {
    auto& at = wrong(pattern, {word});
    const auto near = nearest(word, known);
    at = near.empty() ? hinted(std::move(at), "known are: {}", {listed(known)})
                      : hinted(std::move(at), "did you mean “{}”?", {near});
  }

  template <class Body>
  void inside(const std::string& step, Body body) {
    const auto length = pointer_.size();
    pointer_ += "/" + step;
    body();
    pointer_.resize(length);
  }

  // -------------------------------------------------------------- the whole

  bool check_envelope(const Json& json) {
    if (!expect(json.is_object(), json, "a document (an object)")) return false;
    if (json.value("format", Json()) != "taqrir-document") {
      wrong("“format” must be “taqrir-document”", {});
      return false;
    }
    const auto version = json.value("version", Json());
    if (!version.is_number_integer() || version.get<double>() < 1) {
      wrong("“version” must be a number from 1", {});
      return false;
    }
    if (version.get<double>() <= kDocumentJsonVersion) return true;
    auto& at = wrong("version {} of the document's form is newer than this program, which reads up to {}",
                     {version.dump(), std::to_string(kDocumentJsonVersion)});
    at = hinted(std::move(at), "use a newer Taqrir, or write version {}",
                {std::to_string(kDocumentJsonVersion)});
    return false;
  }

  template <class T>
  void object(const Json& json, T& node, std::vector<std::string> known = {}) {
    if (!expect(json.is_object(), json, "an object")) return;
    Fields<T> fields{*this, json, node, std::move(known)};
    Shape<T>::fields(fields);
    for (const auto& [key, value] : json.items())
      if (std::find(fields.known.begin(), fields.known.end(), key) == fields.known.end())
        unknown("unknown key “{}”", key, fields.known);
    check(node);
  }

  // What one field alone cannot tell.
  template <class T>
  void check(const T&) {}
  void check(const FileRef& file) {
    if (!is_inner_path(file.path)) wrong("“{}” is no path within the mission", {file.path});
  }
  void check(const LanguageSpan& span) { check_language(span.language); }
  void check(const FurnitureLine& line) {
    if (!line.language.empty()) check_language(line.language);
  }
  void check(const Document& document) { check_language(document.language); }
  void check(const Chart& chart) {
    for (std::size_t i = 0; i < chart.series.size(); ++i)
      if (chart.series[i].values.size() != chart.categories.size())
        inside("series/" + std::to_string(i) + "/values", [&] {
          wrong("expected {} values, one for each category, found {}",
                {std::to_string(chart.categories.size()), std::to_string(chart.series[i].values.size())});
        });
  }
  void check(const DataTable& table) {
    check_rows("header", table.header, table.columns.size());
    check_rows("rows", table.rows, table.columns.size());
    if (table.total_rows > table.rows.size())
      wrong("“total_rows” is {}, but there are {} rows",
            {std::to_string(table.total_rows), std::to_string(table.rows.size())});
  }

  void check_language(const std::string& tag) {
    if (!is_language_tag(tag)) wrong("“{}” is no language tag such as “fr” or “ar-MA”", {tag});
  }

  /// No row may cover more columns than the table has, cells from the rows above included.
  void check_rows(const char* key, const std::vector<TableRow>& rows, std::size_t columns) {
    std::vector<int> covered(columns, 0);  // rows that each column is still covered for
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::size_t column = 0;
      for (const auto& cell : rows[i]) {
        while (column < columns && covered[column] > 0) ++column;
        for (int n = 0; n < cell.column_span; ++n, ++column)
          if (column < columns) covered[column] = cell.row_span;
      }
      for (auto& left : covered) left = std::max(0, left - 1);
      if (column > columns)
        inside(key + ("/" + std::to_string(i)), [&] {
          wrong("the row covers {} columns, the table has {}",
                {std::to_string(column), std::to_string(columns)});
        });
    }
  }

  // -------------------------------------------------------------- values

  void value(const Json& json, std::string& to, Range) {
    if (expect(json.is_string(), json, "a string")) to = json.get_ref<const std::string&>();
  }
  void value(const Json& json, bool& to, Range) {
    if (expect(json.is_boolean(), json, "true or false")) to = json.get<bool>();
  }
  void value(const Json& json, double& to, Range range) {
    if (expect(json.is_number(), json, "a number") && within(json, range)) to = json.get<double>();
  }
  void value(const Json& json, int& to, Range range) { whole(json, to, range); }
  void value(const Json& json, std::size_t& to, Range range) { whole(json, to, range); }

  template <class T>
  void whole(const Json& json, T& to, Range range) {
    if (expect(json.is_number_integer(), json, "a whole number") && within(json, range)) to = json.get<T>();
  }

  bool within(const Json& json, Range range) {
    const double number = json.get<double>();
    if (number >= range.least && number <= range.most) return true;
    wrong("{} is not between {} and {}", {json.dump(), shown_number(range.least), shown_number(range.most)});
    return false;
  }

  template <class E>
  requires std::is_enum_v<E>
  void value(const Json& json, E& to, Range) {
    if (!expect(json.is_string(), json, "a string")) return;
    const auto& word = json.get_ref<const std::string&>();
    const auto it = std::find(Names<E>::kAll.begin(), Names<E>::kAll.end(), word);
    if (it == Names<E>::kAll.end())
      unknown("unknown value “{}”", word, {Names<E>::kAll.begin(), Names<E>::kAll.end()});
    else
      to = static_cast<E>(it - Names<E>::kAll.begin());
  }

  void value(const Json& json, std::optional<Date>& to, Range) {
    if (!expect(json.is_string(), json, "a date")) return;
    to = parse_iso_date(json.get_ref<const std::string&>());
    if (!to) wrong("“{}” is no date such as 2025-02-03", {json.get<std::string>()});
  }

  void value(const Json& json, Span& to, Range) {
    if (!expect(json.is_string(), json, "a place")) return;
    const auto span = places_.read(json.get_ref<const std::string&>());
    if (span)
      to = *span;
    else
      wrong("“{}” is no place such as recit.md:12:5-9", {json.get<std::string>()});
  }

  /// A missing number in a list (a chart's values) is null.
  void value(const Json& json, std::optional<double>& to, Range range) {
    if (json.is_null()) return to.reset();
    value(json, to.emplace(), range);
  }
  template <class T>
  void value(const Json& json, std::optional<T>& to, Range range) {
    value(json, to.emplace(), range);
  }
  template <class T>
  void value(const Json& json, std::vector<T>& to, Range range) {
    if (!expect(json.is_array(), json, "a list")) return;
    to.reserve(json.size());
    for (std::size_t i = 0; i < json.size(); ++i)
      inside(std::to_string(i), [&] { value(json[i], to.emplace_back(), range); });
  }
  template <class T>
  requires requires { Shape<T>::kName; }
  void value(const Json& json, T& to, Range) { object(json, to); }

  // -------------------------------------------------------------- nodes

  void value(const Json& json, Inline& to, Range) {
    deeper([&] { node(json, to.content, {"type", "place"}); });
    if (const auto* place = member(json, "place")) inside("place", [&] { value(*place, to.span, {}); });
  }

  void value(const Json& json, Block& to, Range) {
    deeper([&] { node(json, to.content, {"type", "id", "language", "place"}); });
    if (const auto* id = member(json, "id")) inside("id", [&] { value(*id, to.id, {}); });
    if (const auto* place = member(json, "place")) inside("place", [&] { value(*place, to.span, {}); });
    if (const auto* language = member(json, "language"))
      inside("language", [&] {
        value(*language, to.language, {});
        if (language->is_string()) check_language(to.language);
      });
  }

  static const Json* member(const Json& json, const char* key) {
    if (!json.is_object()) return nullptr;
    const auto it = json.find(key);
    return it == json.end() ? nullptr : &*it;
  }

  template <class Body>
  void deeper(Body body) {
    if (depth_ >= kDeepest) {
      wrong("nested deeper than {} nodes", {std::to_string(kDeepest)});
      return;
    }
    ++depth_;
    body();
    --depth_;
  }

  template <class... Nodes>
  void node(const Json& json, std::variant<Nodes...>& to, std::vector<std::string> shared) {
    if (!expect(json.is_object(), json, "an object")) return;
    const auto* type = member(json, "type");
    if (!type) return static_cast<void>(wrong("“{}” is missing", {"type"}));
    if (!type->is_string()) return inside("type", [&] { expect(false, *type, "a string"); });
    const auto& name = type->get_ref<const std::string&>();
    const bool known =
        ((Shape<Nodes>::kName == name && (object(json, to.template emplace<Nodes>(), shared), true)) || ...);
    if (!known)
      inside("type", [&] { unknown("unknown type “{}”", name, {std::string(Shape<Nodes>::kName)...}); });
  }

  Span file_;
  std::string pointer_;
  int depth_ = 0;
  PlaceReader places_;
  Diagnostics diagnostics_;
};

/// Where nlohmann's parser stopped, and its reason without what the shown line says already.
Diagnostic not_json(const std::shared_ptr<SourceFile>& file, const nlohmann::json::exception& thrown) {
  const std::string_view text = file->text();
  std::string reason = thrown.what();
  for (const std::string_view prefix : {"] ", ": syntax error "})
    if (const auto at = reason.find(prefix); at != std::string::npos) reason.erase(0, at + prefix.size());
  if (const auto read = reason.find("; last read: "); read != std::string::npos) {
    const auto expected = reason.find("'; expected", read);
    reason.erase(read, expected == std::string::npos ? expected : expected + 1 - read);
  }
  Span span{file, 0, 0, 0};
  if (const auto* parse = dynamic_cast<const nlohmann::json::parse_error*>(&thrown)) {
    const auto byte = std::min(text.size(), parse->byte > 0 ? parse->byte - 1 : 0);
    const auto before = text.substr(0, byte);
    span.line = static_cast<std::uint32_t>(1 + std::count(before.begin(), before.end(), '\n'));
    const auto start = before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1;
    span.column = column_of_byte(file->line(span.line), byte - start);
  }
  return error(span, "not valid JSON: {}", {reason});
}

}  // namespace

Result<Document> document_from_json(std::string_view json, const std::string& shown) {
  try {
    return Reader(shown).read(Json::parse(json));
  } catch (const Json::exception& thrown) {
    return fail(not_json(std::make_shared<SourceFile>(shown, std::string(json)), thrown));
  }
}

}  // namespace taqrir
