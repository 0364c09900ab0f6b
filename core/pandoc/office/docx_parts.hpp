// What WordprocessingML demands: namespaces, relationships, the order of properties (ISO/IEC 29500-1).
#pragma once

#include <string>

#include "pandoc/office/xml.hpp"

namespace taqrir::pandoc::office {

constexpr double kTwentieths = 20;  // of a point
std::string twentieths(double points);

Node paragraph_properties(Node paragraph);
Node run_properties(Node run);
/// A property that has a value; replaces the one that is there.
void set_property(Node properties, const char* name, const std::string& value);
std::string style_of_paragraph(Node paragraph);

/// Runs of a field, opened (instruction) and closed; `properties` is the XML of a w:rPr or empty.
std::string field_start(const std::string& instruction, const std::string& properties);
std::string field_end(const std::string& properties);

/// Puts the properties of paragraphs, runs, tables, cells and sections into the schema's order.
void put_in_order(Node root);

/// Relationships of one part.
class Relations {
 public:
  explicit Relations(const std::string& xml);
  /// The relationship's id.
  std::string add(const std::string& type, const std::string& target);
  /// Type and target of an id; empty when there is none.
  std::pair<std::string, std::string> of(const std::string& id) const;
  std::string xml() const { return text_of(tree_); }

 private:
  Tree tree_;
  int next_ = 1;
};

}  // namespace taqrir::pandoc::office
