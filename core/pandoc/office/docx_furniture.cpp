#include "pandoc/office/docx_furniture.hpp"

#include <algorithm>

namespace taqrir::pandoc::office {

namespace {

constexpr const char* kRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr const char* kContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// Word's own form of a watermark, which LibreOffice knows by its name.
std::string word_watermark(const std::string& text, const std::string& part) {
  const auto size = watermark_size(text);
  const auto points = [](double length) { return std::to_string(static_cast<int>(length)) + "pt"; };
  return "<w:r><w:rPr><w:noProof/></w:rPr><w:pict><v:shapetype id=\"_x0000_t136\" coordsize=\"21600,21600\" "
         "o:spt=\"136\" adj=\"10800\" path=\"m@7,l@8,m@5,21600l@6,21600e\"><v:formulas><v:f eqn=\"sum #0 0 "
         "10800\"/><v:f eqn=\"prod #0 2 1\"/><v:f eqn=\"sum 21600 0 @1\"/><v:f eqn=\"sum 0 0 @2\"/><v:f "
         "eqn=\"sum "
         "21600 0 @3\"/><v:f eqn=\"if @0 @3 0\"/><v:f eqn=\"if @0 21600 @1\"/><v:f eqn=\"if @0 0 @2\"/><v:f "
         "eqn=\"if @0 @4 21600\"/><v:f eqn=\"mid @5 @6\"/><v:f eqn=\"mid @8 @5\"/><v:f eqn=\"mid @7 "
         "@8\"/><v:f "
         "eqn=\"mid @6 @7\"/><v:f eqn=\"sum @6 0 @5\"/></v:formulas><v:path textpathok=\"t\" "
         "o:connecttype=\"custom\" "
         "o:connectlocs=\"@9,0;@10,10800;@11,21600;@12,10800\" o:connectangles=\"270,180,90,0\"/><v:textpath "
         "on=\"t\" "
         "fitshape=\"t\"/><v:handles><v:h position=\"#0,bottomRight\" "
         "xrange=\"6629,14971\"/></v:handles><o:lock "
         "v:ext=\"edit\" text=\"t\" shapetype=\"t\"/></v:shapetype><v:shape id=\"PowerPlusWaterMarkObject" +
         part + "\" o:spid=\"_x0000_s20" + part +
         "\" type=\"#_x0000_t136\" alt=\"\" style=\"position:absolute;margin-left:0;"
         "margin-top:0;width:" +
         points(size.width) + ";height:" + points(size.height) +
         ";rotation:308;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:"
         "margin;"
         "mso-position-vertical:center;mso-position-vertical-relative:margin\" o:allowincell=\"f\" "
         "fillcolor=\"#e5e5eb\" "
         "stroked=\"f\"><v:textpath style=\"font-family:&quot;Noto Sans&quot;;font-size:1pt\" string=\"" +
         escape(text) + "\"/></v:shape></w:pict></w:r>";
}

}  // namespace

namespace {

class Furnisher {
 public:
  Furnisher(Package& package, Node document, Node types, Relations& relations, const Finishing& finishing,
            const StyleNames& styles, int& next_bookmark)
      : package_(package),
        document_(document),
        types_(types),
        relations_(relations),
        finishing_(finishing),
        styles_(styles),
        next_bookmark_(next_bookmark) {}

  void run() {
    auto body = document_.child("w:body");
    const auto header = between(body, "header"), first = between(body, "first-footer"),
               other = between(body, "footer");
    auto section = child(body, "w:sectPr");
    if (!section.child("w:headerReference")) add(section, "header", header, header);
    if (!section.child("w:footerReference")) add(section, "footer", first, other);
    for (const auto* group : {&header, &first, &other})
      for (const auto node : *group) body.remove_child(node);
    section.remove_child("w:footnotePr");  // notes are numbered through, as in the PDF
    if (finishing_.rtl()) child(section, "w:bidi");
    put_in_order(document_);
  }

 private:
  /// The first page's part and that of the others.
  void add(Node section, const std::string& kind, const std::vector<Node>& first,
           const std::vector<Node>& other) {
    if (first.empty() && other.empty() && finishing_.document.furniture.watermark.empty()) return;
    child(section, "w:titlePg");
    refer(section, kind, "first", part(kind, 1, first));
    refer(section, kind, "default", part(kind, 2, other));
  }

  static void refer(Node section, const std::string& kind, const char* type, const std::string& id) {
    auto reference = section.append_child(("w:" + kind + "Reference").c_str());
    set(reference, "w:type", type), set(reference, "r:id", id);
  }

  std::string part(const std::string& kind, int number, const std::vector<Node>& nodes) {
    const auto name = kind + std::to_string(number) + ".xml";
    Tree tree;
    auto root = tree.append_child(kind == "header" ? "w:hdr" : "w:ftr");
    for (const auto attribute : document_.attributes())
      if (std::string_view(attribute.name()).starts_with("xmlns")) root.append_copy(attribute);
    for (const char* prefix : {"v", "o", "r"}) name_space(root, prefix);
    for (const auto node : nodes) root.append_copy(node);
    DocxBody(finishing_, styles_, next_bookmark_).settle(root);
    if (!root.child("w:p")) root.append_child("w:p");
    if (kind == "header") put_watermark(root, number);
    put_in_order(root);
    number_pictures(root, kind == "header" ? 9000 + 100 * number : 9500 + 100 * number);
    keep_relations(root, "word/_rels/" + name + ".rels");
    package_.parts["word/" + name] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + text_of(tree);
    auto type = types_.append_child("Override");
    set(type, "PartName", "/word/" + name), set(type, "ContentType", kContentType + kind + "+xml");
    return relations_.add(kRelation + kind, name);
  }

  static void name_space(Node root, const std::string& prefix) {
    static const std::map<std::string, std::string> kNames{
        {"v", "urn:schemas-microsoft-com:vml"},
        {"o", "urn:schemas-microsoft-com:office:office"},
        {"r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"}};
    set(root, ("xmlns:" + prefix).c_str(), kNames.at(prefix));
  }

  void put_watermark(Node root, int number) {
    const auto& text = finishing_.document.furniture.watermark;
    if (text.empty()) return;
    auto paragraph = root.child("w:p");
    insert(paragraph, word_watermark(text, std::to_string(50 + number)));
  }

  /// Numbers of drawings are unique in the file.
  static void number_pictures(Node root, int from) {
    for (auto node = root.first_child(); node;
         node = node.first_child() ? node.first_child() : after(node, root))
      if (is_any(node, {"wp:docPr", "pic:cNvPr"})) set(node, "id", std::to_string(from++));
  }

  void keep_relations(Node root, const std::string& path) {
    Relations own("");
    bool any = false;
    for (auto node = root.first_child(); node;
         node = node.first_child() ? node.first_child() : after(node, root))
      for (const char* name : {"r:embed", "r:id"})
        if (auto attribute = node.attribute(name)) {
          const auto [type, target] = relations_.of(attribute.value());
          attribute.set_value(own.add(type, target).c_str());
          any = true;
        }
    if (any) package_.parts[path] = own.xml();
  }

  Package& package_;
  Node document_, types_;
  Relations& relations_;
  const Finishing& finishing_;
  const StyleNames& styles_;
  int& next_bookmark_;
};

}  // namespace

void furnish(Package& package, Node document, Node types, Relations& relations, const Finishing& finishing,
             const StyleNames& styles, int& next_bookmark) {
  Furnisher(package, document, types, relations, finishing, styles, next_bookmark).run();
}

}  // namespace taqrir::pandoc::office
