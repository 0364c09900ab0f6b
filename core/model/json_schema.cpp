// document_json_schema: the JSON Schema of the Document's form, from the same table as its reader.
#include <nlohmann/json.hpp>

#include "model/json.hpp"
#include "model/shapes.hpp"

namespace taqrir {

namespace {

using Json = nlohmann::ordered_json;

/// A figure's picture: as the inline "image", without its "type".
constexpr std::string_view kPicture = "picture";

Json reference(std::string_view name) { return {{"$ref", "#/$defs/" + std::string(name)}}; }
Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }
Json plain_string() { return {{"type", "string"}}; }
Json language_tag() {
  return {{"type", "string"}, {"pattern", "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"}, {"maxLength", 35}};
}

Json ranged(const char* type, Range range) {
  Json out{{"type", type}};
  if (range.least > Range{}.least) out["minimum"] = static_cast<std::int64_t>(range.least);
  if (range.most < Range{}.most) out["maximum"] = static_cast<std::int64_t>(range.most);
  return out;
}

/// What a member of type M looks like.
template <class M>
struct Of {
  static Json schema(Range range) {
    if constexpr (std::is_same_v<M, std::string>)
      return plain_string();
    else if constexpr (std::is_same_v<M, bool>)
      return {{"type", "boolean"}};
    else if constexpr (std::is_integral_v<M>)
      return ranged("integer", range);
    else if constexpr (std::is_same_v<M, double>)
      return ranged("number", range);
    else if constexpr (std::is_same_v<M, Date>)
      return {{"type", "string"}, {"format", "date"}};
    else if constexpr (std::is_enum_v<M>)
      return {{"enum", Names<M>::kAll}};
    else if constexpr (std::is_same_v<M, Image>)
      return reference(kPicture);
    else
      return reference(Shape<M>::kName);
  }
};
template <class M>
struct Of<std::optional<M>> {
  static Json schema(Range range) { return Of<M>::schema(range); }
};
template <class M>
struct Of<std::vector<M>> {
  static Json schema(Range range) { return list_of(Of<M>::schema(range)); }
};
template <>
struct Of<std::vector<std::optional<double>>> {
  static Json schema(Range) { return list_of({{"type", {"number", "null"}}}); }
};
template <>
struct Of<Inlines> {
  static Json schema(Range) { return list_of(reference("inline")); }
};
template <>
struct Of<Blocks> {
  static Json schema(Range) { return list_of(reference("block")); }
};

template <class T>
struct FieldSchemas {
  Json properties = Json::object();
  Json required = Json::array();

  template <class M>
  void must(std::string_view key, M T::*member, std::string_view help, Range range = {}) {
    may(key, member, help, range);
    required.push_back(std::string(key));
  }
  template <class M>
  void may(std::string_view key, M T::*, std::string_view help, Range range = {}) {
    auto& field = properties[std::string(key)] = key == "language" ? language_tag() : Of<M>::schema(range);
    field["description"] = std::string(help);
  }
  void place(std::string_view key, Span T::*) { properties[std::string(key)] = reference("place"); }
};

template <class T>
Json object_schema(FieldSchemas<T> fields) {
  Shape<T>::fields(fields);
  return {{"description", std::string(Shape<T>::kHelp)},
          {"type", "object"},
          {"properties", std::move(fields.properties)},
          {"required", std::move(fields.required)},
          {"additionalProperties", false}};
}

template <class T>
Json node_schema(bool is_block) {
  FieldSchemas<T> fields;
  fields.properties["type"] = {{"const", std::string(Shape<T>::kName)}};
  fields.required.push_back("type");
  fields.properties["place"] = reference("place");
  if (is_block) {
    fields.properties["id"] = {{"type", "string"},
                               {"description", "Anchor for references; unique in its part."}};
    fields.properties["language"] = language_tag();
  }
  return object_schema<T>(std::move(fields));
}

template <class... Nodes>
void add_nodes(Json& definitions, const char* family, const std::variant<Nodes...>*) {
  auto choices = Json::array();
  (choices.push_back(reference(Shape<Nodes>::kName)), ...);
  definitions[family] = {{"oneOf", std::move(choices)}};
  const bool is_block = std::string_view(family) == "block";
  ((definitions[std::string(Shape<Nodes>::kName)] = node_schema<Nodes>(is_block)), ...);
}

template <class... Parts>
void add_parts(Json& definitions) {
  ((definitions[std::string(Shape<Parts>::kName)] = object_schema<Parts>({})), ...);
}

Json definitions() {
  Json out;
  add_nodes(out, "block", static_cast<const Block::Content*>(nullptr));
  add_nodes(out, "inline", static_cast<const Inline::Content*>(nullptr));
  add_parts<FileRef, ListItem, TableColumn, TableCell, GridPicture, ChartTask, ChartMark, ChartSeries, KeyFact, Signatory,
            Logo, FurnitureLine, FurnitureCell, Furniture>(out);
  out[std::string(kPicture)] = object_schema<Image>({});
  out["place"] = {{"description", "Where it was written: path:line:column, or path:line:column-end."},
                  {"type", "string"},
                  {"pattern", "^.+:[0-9]+:[0-9]+(-[0-9]+)?$"}};
  return out;
}

}  // namespace

std::string document_json_schema() {
  FieldSchemas<Document> fields;
  fields.properties["format"] = {{"const", "taqrir-document"}};
  fields.properties["version"] = {{"const", kDocumentJsonVersion}};
  fields.required = {"format", "version"};
  Json out{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "Taqrir document"}};
  out.update(object_schema<Document>(std::move(fields)));
  out["$defs"] = definitions();
  return out.dump(2) + "\n";
}

}  // namespace taqrir
