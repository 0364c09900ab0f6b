#include "pandoc/office/odt_furniture.hpp"

#include <algorithm>
#include <set>

namespace taqrir::pandoc::office {

namespace {

constexpr double kHeaderTop = 29.76, kFooterFoot = 24;  // points from the page's edges, as in the PDF
constexpr const char* kFirst = "First_20_Page";

/// LibreOffice's own form of a watermark.
std::string odf_watermark(const std::string& text, const std::string& style) {
  const auto size = watermark_size(text);
  return "<draw:custom-shape text:anchor-type=\"char\" draw:z-index=\"0\" "
         "draw:name=\"PowerPlusWaterMarkObject\" "
         "draw:style-name=\"" +
         style + "\" svg:width=\"" + pt(size.width) + "\" svg:height=\"" + pt(size.height) +
         "\" draw:transform=\"rotate (0.907571211037051) translate (40pt 500pt)\"><text:p>" + escape(text) +
         "</text:p><draw:enhanced-geometry draw:text-path=\"true\" draw:text-path-mode=\"shape\" "
         "draw:text-path-scale=\"path\" draw:text-path-same-letter-heights=\"false\" svg:viewBox=\"0 0 21600 "
         "21600\" "
         "draw:text-areas=\"0 0 21600 21600\" draw:type=\"fontwork-plain-text\" draw:modifiers=\"10800\" "
         "draw:enhanced-path=\"M ?f3 0 L ?f5 0 N M ?f6 21600 L ?f7 21600 N\"><draw:equation draw:name=\"f0\" "
         "draw:formula=\"$0 -10800\"/><draw:equation draw:name=\"f1\" draw:formula=\"?f0 "
         "*2\"/><draw:equation "
         "draw:name=\"f2\" draw:formula=\"abs(?f1 )\"/><draw:equation draw:name=\"f3\" draw:formula=\"if(?f1 "
         ",0,?f2 "
         ")\"/><draw:equation draw:name=\"f4\" draw:formula=\"21600-?f2 \"/><draw:equation draw:name=\"f5\" "
         "draw:formula=\"if(?f1 ,?f4 ,21600)\"/><draw:equation draw:name=\"f6\" draw:formula=\"if(?f1 ,?f2 "
         ",0)\"/>"
         "<draw:equation draw:name=\"f7\" draw:formula=\"if(?f1 ,21600,?f4 )\"/></draw:enhanced-geometry>"
         "</draw:custom-shape>";
}

class OdtFurnisher {
 public:
  OdtFurnisher(Node text, OdtStyles& automatic, Node root, const Finishing& finishing)
      : text_(text),
        automatic_(automatic),
        finishing_(finishing),
        styles_(child(root, "office:automatic-styles"), "TaqrirPage"),
        masters_(root.child("office:master-styles")) {}

  std::string run() {
    const auto header = between(text_, "header"), first = between(text_, "first-footer"),
               other = between(text_, "footer");
    auto standard = masters_.find_child_by_attribute("style:master-page", "style:name", "Standard");
    std::string made;
    if (standard && !standard.child("style:header") && !standard.child("style:footer")) {
      make_room(standard);
      auto opening = masters_.prepend_copy(standard);
      set(opening, "style:name", kFirst), set(opening, "style:display-name", "First Page");
      set(opening, "style:next-style-name", "Standard");
      fill(opening, header, first), fill(standard, header, other);
      made = kFirst;
    }
    for (const auto* group : {&header, &first, &other})
      for (const auto node : *group) text_.remove_child(node);
    return made;
  }

 private:
  /// Within the margins that the page has.
  void make_room(Node master) {
    auto layout = styles_.root().find_child_by_attribute("style:page-layout", "style:name",
                                                         master.attribute("style:page-layout-name").value());
    auto page = layout.child("style:page-layout-properties");
    const double top = points_of(page.attribute("fo:margin-top").value()),
                 foot = points_of(page.attribute("fo:margin-bottom").value());
    set(page, "fo:margin-top", pt(std::min(kHeaderTop, top))),
        set(page, "fo:margin-bottom", pt(std::min(kFooterFoot, foot)));
    const auto room = [&](const char* name, double height) {
      layout.remove_child(name);
      auto properties = layout.append_child(name).append_child("style:header-footer-properties");
      set(properties, "fo:min-height", pt(std::max(height, 10.0)));
      set(properties, "fo:margin-left", "0pt"), set(properties, "fo:margin-right", "0pt");
      set(properties, "style:dynamic-spacing", "false");
    };
    room("style:header-style", top - kHeaderTop), room("style:footer-style", foot - kFooterFoot);
  }

  void fill(Node master, const std::vector<Node>& header, const std::vector<Node>& footer) {
    auto top = master.append_child("style:header"), foot = master.append_child("style:footer");
    put(top, header), put(foot, footer);
    const auto& text = finishing_.document.furniture.watermark;
    if (text.empty()) return;
    const auto style = styles_.make("graphic", "style:graphic-properties",
                                    {{"draw:stroke", "none"},
                                     {"draw:fill", "solid"},
                                     {"draw:fill-color", "#e5e5eb"},
                                     {"draw:auto-grow-height", "false"},  // else as small as its words
                                     {"draw:auto-grow-width", "false"},
                                     {"style:run-through", "background"},
                                     {"style:wrap", "run-through"},
                                     {"style:vertical-pos", "middle"},
                                     {"style:vertical-rel", "page-content"},
                                     {"style:horizontal-pos", "center"},
                                     {"style:horizontal-rel", "page-content"},
                                     {"style:flow-with-text", "false"}});
    auto holder = top.last_child();  // not in a cell, which would hold it in
    if (!is(holder, "text:p")) holder = top.append_child("text:p");
    insert(holder, odf_watermark(text, style));
  }

  void put(Node place, const std::vector<Node>& nodes) {
    for (const auto node : nodes) place.append_copy(node);
    bring_styles(place);
    OdtBody(finishing_, styles_).settle(place);
    if (!place.first_child()) set(place.append_child("text:p"), "text:style-name", "Header");
  }

  /// Automatic styles of the content that `place` names.
  void bring_styles(Node place) {
    for (auto node = place.first_child(); node;
         node = node.first_child() ? node.first_child() : after(node, place))
      for (const auto attribute : node.attributes()) {
        if (!std::string_view(attribute.name()).ends_with(":style-name") ||
            !brought_.insert(attribute.value()).second)
          continue;
        if (const auto style = automatic_.find(attribute.value())) styles_.root().append_copy(style);
      }
  }

  Node text_;
  OdtStyles& automatic_;
  const Finishing& finishing_;
  OdtStyles styles_;
  Node masters_;
  std::set<std::string> brought_;
};

}  // namespace

std::string furnish(Node text, OdtStyles& automatic, Node document_styles, const Finishing& finishing) {
  return OdtFurnisher(text, automatic, document_styles, finishing).run();
}

}  // namespace taqrir::pandoc::office
