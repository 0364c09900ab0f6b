// XML parts, event by event (Expat). Entities are never declared, nor anything outside read: walking stops
// there.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace taqrir::input {

struct XmlName {
  std::string_view space;  ///< the namespace's address; empty: none
  std::string_view local;
};

struct XmlAttribute {
  XmlName name;
  std::string_view value;
};

class XmlAttributes {
 public:
  explicit XmlAttributes(const char** all) : all_(all) {}
  /// By its local name; empty when absent.
  std::string_view value(std::string_view local) const;

 private:
  const char** all_;  // name, value, …, null
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void begin(const XmlName&, const XmlAttributes&) {}
  virtual void end(const XmlName&) {}
  virtual void text(std::string_view) {}
};

enum class XmlVerdict { whole, damaged, has_type, has_entities };

/// `whole` parts have been told to the handler from begin to end, others up to where they are not.
XmlVerdict walk_xml(std::string_view xml, XmlHandler& handler);

}  // namespace taqrir::input
