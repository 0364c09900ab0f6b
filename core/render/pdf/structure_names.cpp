#include "render/pdf/structure_names.hpp"

namespace taqrir::pdf {

const char* structure_name(layout::Tag tag) {
  using layout::Tag;
  switch (tag) {
    case Tag::document: return "Document";
    case Tag::part: return "Part";
    case Tag::sect: return "Sect";
    case Tag::div: return "Div";
    case Tag::p: return "P";
    case Tag::h1: return "H1";
    case Tag::h2: return "H2";
    case Tag::h3: return "H3";
    case Tag::h4: return "H4";
    case Tag::h5: return "H5";
    case Tag::h6: return "H6";
    case Tag::list: return "L";
    case Tag::list_item: return "LI";
    case Tag::label: return "Lbl";
    case Tag::list_body: return "LBody";
    case Tag::table: return "Table";
    case Tag::thead: return "THead";
    case Tag::tbody: return "TBody";
    case Tag::tr: return "TR";
    case Tag::th: return "TH";
    case Tag::td: return "TD";
    case Tag::caption: return "Caption";
    case Tag::figure: return "Figure";
    case Tag::block_quote: return "BlockQuote";
    case Tag::note: return "Note";
    case Tag::reference: return "Reference";
    case Tag::link: return "Link";
    case Tag::toc: return "TOC";
    case Tag::toc_item: return "TOCI";
    case Tag::code: return "Code";
    case Tag::span: return "Span";
    case Tag::aside: return "Div";  // PDF 1.7 has no Aside
    case Tag::index_entry: return "Span";
    case Tag::form: return "Form";
  }
  return "Span";
}

std::vector<layout::Tag> whole_levels(const std::vector<layout::Node>& nodes) {
  using layout::Tag;
  std::vector<Tag> out, open;  // open: the headings within which the place stands, as they were named
  out.reserve(nodes.size());
  for (const auto& node : nodes) {
    const bool heading = node.tag >= Tag::h1 && node.tag <= Tag::h6;
    out.push_back(node.tag);
    if (!heading) continue;
    while (!open.empty() && open.back() >= node.tag) open.pop_back();
    out.back() = static_cast<Tag>(static_cast<std::size_t>(Tag::h1) + open.size());
    open.push_back(node.tag);
  }
  return out;
}

}  // namespace taqrir::pdf
