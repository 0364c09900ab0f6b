#include "input/office_xml.hpp"

#include <expat.h>

#include <algorithm>
#include <memory>

namespace taqrir::input {

namespace {

constexpr char kBetween = '\t';  // namespace and local name: neither holds one

XmlName name_of(std::string_view whole) {
  const auto at = whole.rfind(kBetween);
  if (at == std::string_view::npos) return {{}, whole};
  return {whole.substr(0, at), whole.substr(at + 1)};
}

struct Walk {
  XmlHandler& handler;
  XML_Parser parser;
  bool has_type = false, has_entities = false;

  static Walk& of(void* self) { return *static_cast<Walk*>(self); }
  static void begin(void* self, const char* name, const char** attributes) {
    of(self).handler.begin(name_of(name), XmlAttributes(attributes));
  }
  static void end(void* self, const char* name) { of(self).handler.end(name_of(name)); }
  static void text(void* self, const char* characters, int size) {
    of(self).handler.text({characters, static_cast<std::size_t>(size)});
  }
  static void type(void* self, const char*, const char*, const char*, int) { of(self).has_type = true; }
  static void entity(void* self, const char*, int, const char*, int, const char*, const char*, const char*,
                     const char*) {
    of(self).has_entities = true;
    XML_StopParser(of(self).parser, XML_FALSE);
  }
};

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

}  // namespace

std::string_view XmlAttributes::value(std::string_view local) const {
  for (auto* one = all_; one && *one; one += 2)
    if (name_of(one[0]).local == local) return one[1];
  return {};
}

XmlVerdict walk_xml(std::string_view xml, XmlHandler& handler) {
  const std::unique_ptr<XML_ParserStruct, FreeParser> parser(XML_ParserCreateNS(nullptr, kBetween));
  Walk walk{handler, parser.get()};
  XML_SetUserData(parser.get(), &walk);
  XML_SetElementHandler(parser.get(), Walk::begin, Walk::end);
  XML_SetCharacterDataHandler(parser.get(), Walk::text);
  XML_SetStartDoctypeDeclHandler(parser.get(), Walk::type);
  XML_SetEntityDeclHandler(parser.get(), Walk::entity);
  XML_SetParamEntityParsing(parser.get(), XML_PARAM_ENTITY_PARSING_NEVER);
  constexpr std::size_t kStep = 1u << 20;  // Expat counts in int
  auto status = XML_STATUS_OK;
  for (std::size_t at = 0; status == XML_STATUS_OK && at <= xml.size(); at += kStep) {
    const auto part = xml.substr(at, kStep);
    status = XML_Parse(parser.get(), part.data(), static_cast<int>(part.size()), at + kStep > xml.size());
  }
  if (walk.has_entities) return XmlVerdict::has_entities;
  if (walk.has_type) return XmlVerdict::has_type;
  return status == XML_STATUS_OK ? XmlVerdict::whole : XmlVerdict::damaged;
}

}  // namespace taqrir::input
