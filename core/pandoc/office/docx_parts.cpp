#include "pandoc/office/docx_parts.hpp"

#include <cmath>
#include <map>

namespace taqrir::pandoc::office {

namespace {

using Names = std::vector<std::string_view>;

// Children in the order of CT_PPr, CT_RPr, CT_TblPr, CT_TcPr and CT_SectPr.
const std::map<std::string_view, Names>& orders() {
  static const std::map<std::string_view, Names> kOrders{
      {"w:pPr", {"w:pStyle",        "w:keepNext",
                 "w:keepLines",     "w:pageBreakBefore",
                 "w:framePr",       "w:widowControl",
                 "w:numPr",         "w:suppressLineNumbers",
                 "w:pBdr",          "w:shd",
                 "w:tabs",          "w:suppressAutoHyphens",
                 "w:bidi",          "w:adjustRightInd",
                 "w:snapToGrid",    "w:spacing",
                 "w:ind",           "w:contextualSpacing",
                 "w:mirrorIndents", "w:jc",
                 "w:textDirection", "w:textAlignment",
                 "w:outlineLvl",    "w:divId",
                 "w:cnfStyle",      "w:rPr",
                 "w:sectPr",        "w:pPrChange"}},
      {"w:rPr", {"w:rStyle",  "w:rFonts",    "w:b",       "w:bCs",        "w:i",        "w:iCs",
                 "w:caps",    "w:smallCaps", "w:strike",  "w:dstrike",    "w:outline",  "w:shadow",
                 "w:emboss",  "w:imprint",   "w:noProof", "w:snapToGrid", "w:vanish",   "w:webHidden",
                 "w:color",   "w:spacing",   "w:w",       "w:kern",       "w:position", "w:sz",
                 "w:szCs",    "w:highlight", "w:u",       "w:effect",     "w:bdr",      "w:shd",
                 "w:fitText", "w:vertAlign", "w:rtl",     "w:cs",         "w:em",       "w:lang"}},
      {"w:tblPr",
       {"w:tblStyle", "w:tblpPr", "w:tblOverlap", "w:bidiVisual", "w:tblStyleRowBandSize",
        "w:tblStyleColBandSize", "w:tblW", "w:jc", "w:tblCellSpacing", "w:tblInd", "w:tblBorders", "w:shd",
        "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption", "w:tblDescription"}},
      {"w:tcPr",
       {"w:cnfStyle", "w:tcW", "w:gridSpan", "w:hMerge", "w:vMerge", "w:tcBorders", "w:shd", "w:noWrap",
        "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark"}},
      {"w:sectPr",
       {"w:headerReference", "w:footerReference", "w:footnotePr", "w:endnotePr", "w:type",          "w:pgSz",
        "w:pgMar",           "w:paperSrc",        "w:pgBorders",  "w:lnNumType", "w:pgNumType",     "w:cols",
        "w:formProt",        "w:vAlign",          "w:noEndnote",  "w:titlePg",   "w:textDirection", "w:bidi",
        "w:rtlGutter",       "w:docGrid"}},
  };
  return kOrders;
}

std::string run(const std::string& properties, const std::string& content) {
  return "<w:r>" + properties + content + "</w:r>";
}

}  // namespace

std::string twentieths(double points) { return std::to_string(std::lround(points * kTwentieths)); }

Node paragraph_properties(Node paragraph) {
  const auto found = paragraph.child("w:pPr");
  return found ? found : paragraph.prepend_child("w:pPr");
}

Node run_properties(Node run) {
  const auto found = run.child("w:rPr");
  return found ? found : run.prepend_child("w:rPr");
}

void set_property(Node properties, const char* name, const std::string& value) {
  set(child(properties, name), "w:val", value);
}

std::string style_of_paragraph(Node paragraph) {
  return paragraph.child("w:pPr").child("w:pStyle").attribute("w:val").value();
}

std::string field_start(const std::string& instruction, const std::string& properties) {
  return run(properties, "<w:fldChar w:fldCharType=\"begin\"/>") +
         run(properties, "<w:instrText xml:space=\"preserve\"> " + escape(instruction) + " </w:instrText>") +
         run(properties, "<w:fldChar w:fldCharType=\"separate\"/>");
}

std::string field_end(const std::string& properties) {
  return run(properties, "<w:fldChar w:fldCharType=\"end\"/>");
}

void put_in_order(Node root) {
  for (auto node = root.first_child(); node;) {
    if (const auto found = orders().find(node.name()); found != orders().end())
      sort_children(node, found->second);
    node = node.first_child() ? node.first_child() : after(node, root);
  }
}

Relations::Relations(const std::string& xml) {
  constexpr const char* kNone =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships "
      "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>";
  parse(xml.empty() ? kNone : xml, tree_);
}

std::string Relations::add(const std::string& type, const std::string& target) {
  std::string id;
  do id = "rIdTaqrir" + std::to_string(next_++);
  while (!of(id).second.empty());
  auto relation = tree_.child("Relationships").append_child("Relationship");
  set(relation, "Id", id), set(relation, "Type", type), set(relation, "Target", target);
  return id;
}

std::pair<std::string, std::string> Relations::of(const std::string& id) const {
  for (const auto relation : tree_.child("Relationships").children("Relationship"))
    if (relation.attribute("Id").value() == id)
      return {relation.attribute("Type").value(), relation.attribute("Target").value()};
  return {};
}

}  // namespace taqrir::pandoc::office
