// The published forms stand in docs/ and are made from the table in model/shapes.hpp. When the table
// changes, TAQRIR_BLESS=1 writes them anew.
#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>

#include "model/json.hpp"
#include "model/shapes.hpp"
#include "sample.hpp"

namespace taqrir {
namespace {

using OrderedJson = nlohmann::ordered_json;

using test::expect_same;
using test::read;

// ---------------------------------------------------------------- the schema, tried

/// The part of JSON Schema that our schema uses; anything else in it is an error.
class Validator {
 public:
  explicit Validator(OrderedJson schema) : root_(std::move(schema)) {}

  bool valid(const OrderedJson& value) { return valid(root_, value, ""); }
  std::string why;

 private:
  bool no(const std::string& at, const std::string& reason) {
    if (quiet_ == 0) why += at + ": " + reason + "\n";
    return false;
  }

  bool valid(const OrderedJson& schema, const OrderedJson& value, const std::string& at) {
    for (const auto& [key, rule] : schema.items()) {
      const auto check = checks_.find(key);
      if (check == checks_.end()) return no(at, "this test does not know the keyword " + key);
      if (!check->second(schema, rule, value, at)) return false;
    }
    return true;
  }

  static bool has_type(const std::string& type, const OrderedJson& value) {
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "null") return value.is_null();
    if (type == "boolean") return value.is_boolean();
    if (type == "string") return value.is_string();
    return type == "array" ? value.is_array() : value.is_object();
  }

  bool of_type(const OrderedJson& rule, const OrderedJson& value, const std::string& at) {
    for (const auto& type : rule.is_array() ? rule : OrderedJson::array({rule}))
      if (has_type(type, value)) return true;
    return no(at, "is not " + rule.dump());
  }

  bool of_properties(const OrderedJson& schema, const OrderedJson& value, const std::string& at) {
    for (const auto& [key, one] : value.items()) {
      if (!schema["properties"].contains(key)) return no(at, "unknown " + key);
      if (!valid(schema["properties"][key], one, at + "/" + key)) return false;
    }
    return true;
  }

  bool of_items(const OrderedJson& rule, const OrderedJson& value, const std::string& at) {
    for (std::size_t i = 0; i < value.size(); ++i)
      if (!valid(rule, value[i], at + "/" + std::to_string(i))) return false;
    return true;
  }

  bool of_one(const OrderedJson& rule, const OrderedJson& value, const std::string& at) {
    int fits = 0;
    ++quiet_;
    for (const auto& choice : rule) fits += valid(choice, value, at);
    --quiet_;
    return fits == 1 || no(at, std::to_string(fits) + " of the choices fit " + value.dump());
  }

  bool has_all(const OrderedJson& rule, const OrderedJson& value, const std::string& at) {
    for (const auto& key : rule)
      if (!value.contains(key.get<std::string>())) return no(at, "lacks " + key.dump());
    return true;
  }

  using Check = std::function<bool(const OrderedJson&, const OrderedJson&, const OrderedJson&, const std::string&)>;
  static bool always(const OrderedJson&, const OrderedJson&, const OrderedJson&, const std::string&) { return true; }

  const std::map<std::string, Check> checks_{
      {"$schema", always},
      {"$defs", always},
      {"title", always},
      {"description", always},
      {"additionalProperties", always},
      {"format", always},
      {"pattern", always},
      {"maxLength", always},
      {"$ref",
       [this](auto&, auto& rule, auto& v, auto& at) {
         return valid(root_.at(OrderedJson::json_pointer(rule.template get<std::string>().substr(1))), v, at);
       }},
      {"type", [this](auto&, auto& rule, auto& v, auto& at) { return of_type(rule, v, at); }},
      {"const",
       [this](auto&, auto& rule, auto& v, auto& at) { return v == rule || no(at, "is not " + rule.dump()); }},
      {"enum",
       [this](auto&, auto& rule, auto& v, auto& at) {
         return std::find(rule.begin(), rule.end(), v) != rule.end() || no(at, "is none of " + rule.dump());
       }},
      {"minimum", [this](auto&, auto& rule, auto& v, auto& at) { return v >= rule || no(at, "too small"); }},
      {"maximum", [this](auto&, auto& rule, auto& v, auto& at) { return v <= rule || no(at, "too large"); }},
      {"properties", [this](auto& s, auto&, auto& v, auto& at) { return of_properties(s, v, at); }},
      {"required", [this](auto&, auto& rule, auto& v, auto& at) { return has_all(rule, v, at); }},
      {"items", [this](auto&, auto& rule, auto& v, auto& at) { return of_items(rule, v, at); }},
      {"oneOf", [this](auto&, auto& rule, auto& v, auto& at) { return of_one(rule, v, at); }},
  };
  OrderedJson root_;
  int quiet_ = 0;
};

TEST(DocumentSchema, IsPublishedAsItIs) {
  expect_same(TAQRIR_SOURCE_DIR "/docs/schema/document.schema.json", document_json_schema());
}

TEST(DocumentSchema, TheDocumentWithEveryNodeFits) {
  Validator validator(OrderedJson::parse(document_json_schema()));
  EXPECT_TRUE(validator.valid(OrderedJson::parse(to_json(test::every_node())))) << validator.why;
}

TEST(DocumentSchema, WhatTheReaderRefusesDoesNotFit) {
  Validator validator(OrderedJson::parse(document_json_schema()));
  const auto fits = [&](const std::string& block) {
    return validator.valid(
        OrderedJson::parse(R"({"format":"taqrir-document","version":1,"language":"fr","blocks":[)" + block + "]}"));
  };
  EXPECT_TRUE(fits(R"({"type":"rule"})"));
  EXPECT_FALSE(fits(R"({"type":"ruler"})"));
  EXPECT_FALSE(fits(R"({"type":"rule","zzz":1})"));
  EXPECT_FALSE(fits(R"({"type":"heading"})"));
  EXPECT_FALSE(fits(R"({"type":"heading","level":7,"content":[]})"));
  EXPECT_FALSE(fits(R"({"type":"paragraph","content":[{"type":"text"}]})"));
}

// ---------------------------------------------------------------- the reference page

template <class M>
struct Told {
  static std::string type() {
    if constexpr (std::is_same_v<M, std::string>)
      return "string";
    else if constexpr (std::is_same_v<M, bool>)
      return "true or false";
    else if constexpr (std::is_integral_v<M>)
      return "whole number";
    else if constexpr (std::is_same_v<M, double>)
      return "number";
    else if constexpr (std::is_same_v<M, Date>)
      return "date";
    else if constexpr (std::is_enum_v<M>) {
      std::string out;
      for (const auto name : Names<M>::kAll) out += (out.empty() ? "`" : ", `") + std::string(name) + "`";
      return out;
    } else
      return "[" + std::string(Shape<M>::kName) + "](#" + std::string(Shape<M>::kName) + ")";
  }
};
template <class M>
struct Told<std::optional<M>> : Told<M> {};
template <class M>
struct Told<std::vector<M>> {
  static std::string type() { return "list of " + Told<M>::type(); }
};
template <>
struct Told<std::vector<std::optional<double>>> {
  static std::string type() { return "list of number or `null`"; }
};
template <>
struct Told<Inlines> {
  static std::string type() { return "[inlines](#inlines)"; }
};
template <>
struct Told<Blocks> {
  static std::string type() { return "[blocks](#blocks)"; }
};

/// The default as JSON, for members that have one worth telling.
template <class M>
std::string told_default(const M& value) {
  if constexpr (std::is_same_v<M, bool>)
    return value ? "true" : "false";
  else if constexpr (std::is_integral_v<M>)
    return std::to_string(value);
  else if constexpr (std::is_enum_v<M>)
    return std::string(Names<M>::kAll[static_cast<std::size_t>(value)]);
  else
    return {};
}

template <class T>
struct FieldRows {
  std::string rows;

  template <class M>
  void must(std::string_view key, M T::*, std::string_view help, Range range = {}) {
    row(key, Told<M>::type(), range, "**required**", help);
  }
  template <class M>
  void may(std::string_view key, M T::*member, std::string_view help, Range range = {}) {
    const auto value = told_default(T{}.*member);
    row(key, Told<M>::type(), range, value.empty() ? "" : "`" + value + "`", help);
  }
  void place(std::string_view key, Span T::*) { row(key, "place", {}, "", "Where it was named."); }

  void row(std::string_view key, const std::string& type, Range range, const std::string& fallback,
           std::string_view help) {
    std::ostringstream bounds;
    if (range.least > Range{}.least) bounds << ", from " << range.least;
    if (range.most <= 14400) bounds << " to " << range.most;
    rows += "| `" + std::string(key) + "` | " + type + bounds.str() + " | " + fallback + " | " +
            std::string(help) + " |\n";
  }
};

/// The first node of this type in the sample that is not too long to be read.
const OrderedJson* example(const OrderedJson& json, const std::string& type) {
  const OrderedJson* found = nullptr;
  if (json.is_object() && json.value("type", "") == type) found = &json;
  if (json.is_structured())
    for (const auto& inner : json) {
      const auto* other = example(inner, type);
      if (other && (!found || found->dump().size() > other->dump().size())) found = other;
    }
  return found;
}

template <class T>
std::string section(const OrderedJson* shown) {
  FieldRows<T> fields;
  Shape<T>::fields(fields);
  std::string out = "### " + std::string(Shape<T>::kName) + "\n\n" + std::string(Shape<T>::kHelp) + "\n\n";
  if (!fields.rows.empty())
    out += "| key | value | default | meaning |\n| --- | --- | --- | --- |\n" + fields.rows + "\n";
  if (shown) out += "```json\n" + shown->dump() + "\n```\n\n";
  return out;
}

template <class... Nodes>
std::string sections(const std::variant<Nodes...>*, const OrderedJson& sample) {
  return (section<Nodes>(example(sample, std::string(Shape<Nodes>::kName))) + ...);
}

template <class... Parts>
std::string plain_sections() {
  return (section<Parts>(nullptr) + ...);
}

std::string made_reference() {
  const auto sample = OrderedJson::parse(to_json(test::every_node()));
  auto out = "## Document\n\n" + section<Document>(nullptr);
  out += "## Blocks\n\n" + sections(static_cast<const Block::Content*>(nullptr), sample);
  out += "## Inlines\n\n" + sections(static_cast<const Inline::Content*>(nullptr), sample);
  out += "## Parts of nodes\n\n";
  out += plain_sections<FileRef, ListItem, TableColumn, TableCell, GridPicture, ChartTask, ChartMark, ChartSeries, KeyFact, Signatory, Furniture,
                        FurnitureCell, FurnitureLine, Logo>();
  return out;
}

TEST(DocumentReference, IsMadeFromTheTable) {
  const std::string path = TAQRIR_SOURCE_DIR "/docs/document.md";
  const std::string mark =
      "<!-- What follows is made from core/model/shapes.hpp by tests/unit/model. -->\n\n";
  const auto page = read(path);
  const auto at = page.find(mark);
  ASSERT_NE(at, std::string::npos) << path;
  expect_same(path, page.substr(0, at) + mark + made_reference());
}

TEST(DocumentReference, ShowsAnExampleOfEveryNode) {
  const auto sample = OrderedJson::parse(to_json(test::every_node()));
  const auto schema = OrderedJson::parse(document_json_schema());
  for (const auto family : {"block", "inline"})
    for (const auto& choice : schema["$defs"][family]["oneOf"]) {
      const auto name = choice["$ref"].get<std::string>().substr(std::string("#/$defs/").size());
      EXPECT_NE(example(sample, name), nullptr) << name;
    }
}

}  // namespace
}  // namespace taqrir
