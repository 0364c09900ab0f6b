// Automatic styles of an ODT's part: one for each look, named by us.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "pandoc/office/xml.hpp"

namespace taqrir::pandoc::office {

std::string pt(double points);
/// "1.5in" -> 108.
double points_of(const std::string& length);

/// "Callout note" as a name in XML: "Callout_20_note"; what Pandoc and Word call otherwise, by its name in
/// ODF.
std::string odf_name(const std::string& name);

using Attribute = std::pair<std::string, std::string>;
using Attributes = std::vector<Attribute>;

class OdtStyles {
 public:
  /// `prefix`: of the names of what is made here.
  /// `common`: the document's own styles; null where only what is made here is looked for.
  OdtStyles(Node automatic, std::string prefix, Node common = {})
      : automatic_(automatic), prefix_(std::move(prefix)), common_(common) {}

  /// The style that a paragraph's own style stands for: its parent where it is an automatic one.
  std::string named(const std::string& style) const;
  /// A paragraph style like `style`, with these properties besides; `more` are attributes of the style
  /// itself.
  std::string paragraph(const std::string& style, const Attributes& properties, const Attributes& more = {});
  /// A style of a family ("table-cell") with one element of properties.
  std::string make(const std::string& family, const std::string& element, const Attributes& properties);

  Node find(const std::string& name) const;
  Node own(const std::string& name) const;  ///< among the common ones
  Node root() const { return automatic_; }

 private:
  Node automatic_;
  std::string prefix_;
  Node common_;
  std::map<std::string, std::string> made_;  ///< names by what was asked for
  int next_ = 1;
};

}  // namespace taqrir::pandoc::office
