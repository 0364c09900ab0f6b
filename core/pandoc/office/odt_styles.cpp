#include "pandoc/office/odt_styles.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace taqrir::pandoc::office {

namespace {

std::string key_of(const std::string& start, const Attributes& properties, const Attributes& more) {
  auto out = start;
  for (const auto* list : {&properties, &more}) {
    out += '\n';
    for (const auto& [name, value] : *list) out += name + "=" + value + " ";
  }
  return out;
}

}  // namespace

std::string pt(double points) {
  const auto hundredths = std::lround(points * 100);
  char out[32];
  std::snprintf(out, sizeof out, "%ld.%02ldpt", hundredths / 100, std::labs(hundredths % 100));
  return out;
}

double points_of(const std::string& length) {
  const double value = std::atof(length.c_str());
  if (length.ends_with("in")) return value * 72;
  if (length.ends_with("cm")) return value * 72 / 2.54;
  if (length.ends_with("mm")) return value * 72 / 25.4;
  return value;
}

std::string odf_name(const std::string& name) {
  static const std::map<std::string, std::string> kOthers{
      {"Table Text", "Table Contents"},       {"Table Header", "Table Heading"},
      {"TOC Heading", "Contents Heading"},    {"header", "Header"},
      {"Horizontal Rule", "Horizontal Line"}, {"Source Code", "Preformatted Text"},
      {"Source_Text", "Source Text"}};
  auto out = name;
  if (const auto other = kOthers.find(name); other != kOthers.end()) out = other->second;
  if (out.starts_with("TOC ")) out = "Contents " + out.substr(4);
  for (std::size_t at; (at = out.find(' ')) != std::string::npos;) out.replace(at, 1, "_20_");
  return out;
}

Node OdtStyles::find(const std::string& name) const {
  return automatic_.find_child_by_attribute("style:style", "style:name", name.c_str());
}

Node OdtStyles::own(const std::string& name) const {
  return common_.find_child_by_attribute("style:style", "style:name", name.c_str());
}

std::string OdtStyles::named(const std::string& style) const {
  auto out = style;
  while (const auto own = find(out)) {
    const std::string parent = own.attribute("style:parent-style-name").value();
    if (parent.empty() || parent == out) break;
    out = parent;
  }
  return out;
}

std::string OdtStyles::paragraph(const std::string& style, const Attributes& properties,
                                 const Attributes& more) {
  auto& name = made_[key_of("paragraph " + style, properties, more)];
  if (!name.empty()) return name;
  name = prefix_ + std::to_string(next_++);
  Node made;
  if (const auto own = find(style)) {
    made = automatic_.append_copy(own);
  } else {
    made = automatic_.append_child("style:style");
    set(made, "style:family", "paragraph"), set(made, "style:parent-style-name", style);
  }
  set(made, "style:name", name);
  for (const auto& [key, value] : more) set(made, key.c_str(), value);
  auto held = made.child("style:paragraph-properties");
  if (!held) held = made.prepend_child("style:paragraph-properties");
  for (const auto& [key, value] : properties) set(held, key.c_str(), value);
  return name;
}

std::string OdtStyles::make(const std::string& family, const std::string& element,
                            const Attributes& properties) {
  auto& name = made_[key_of(family, properties, {})];
  if (!name.empty()) return name;
  name = prefix_ + std::to_string(next_++);
  auto made = automatic_.append_child("style:style");
  set(made, "style:name", name), set(made, "style:family", family);
  auto held = made.append_child(element.c_str());
  for (const auto& [key, value] : properties) set(held, key.c_str(), value);
  return name;
}

}  // namespace taqrir::pandoc::office
