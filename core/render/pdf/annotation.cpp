#include "render/pdf/annotation.hpp"

#include "render/pdf/destination.hpp"
#include "render/pdf/syntax.hpp"

namespace taqrir::pdf {

namespace {

using layout::LinkArea;
using layout::Pages;

// URIs are ASCII (ISO 32000-1, 12.6.4.7): other bytes are percent-encoded.
std::string ascii_uri(const std::string& url) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7F) {
      out += c;
    } else {
      out += '%', out += kHex[byte >> 4], out += kHex[byte & 15];
    }
  }
  return out;
}

void put_rectangle(std::string& to, const LinkArea& area, Pt page_height) {
  to += "/Rect[";
  for (const Pt side :
       {area.x, page_height - area.y - area.height, area.x + area.width, page_height - area.y}) {
    put_real(to, side);
    to += ' ';
  }
  to += ']';
}

std::string entries(const Pages& pages, const layout::Page& page, const LinkArea& area, int first_page) {
  std::string out = "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]";
  put_rectangle(out, area, page.size.height);
  if (const std::string& words = area.description.empty() ? area.url : area.description; !words.empty()) {
    out += "/Contents";
    put_text(out, words);
  }
  if (!area.url.empty()) {
    out += "/A<</S/URI/URI";
    put_string(out, ascii_uri(area.url));
    out += ">>";
  } else if (const auto here = pages.destinations.find(area.destination); here != pages.destinations.end()) {
    out += "/Dest";
    put_destination(out, pages, first_page, here->second);
  } else {
    out += "/A";
    put_remote_action(out, pages.elsewhere.at(area.destination));
  }
  return out;
}

bool leads_somewhere(const Pages& pages, const LinkArea& area) {
  return !area.url.empty() || pages.destinations.count(area.destination) > 0 ||
         pages.elsewhere.count(area.destination) > 0;
}

}  // namespace

std::vector<OwnedAnnotation> write_links(ObjectFile& file, const Pages& pages, int first_page,
                                         int first_key) {
  std::vector<OwnedAnnotation> out;
  int key = first_key + static_cast<int>(pages.pages.size());
  for (std::size_t i = 0; i < pages.pages.size(); ++i) {
    for (const LinkArea& area : pages.pages[i].links) {
      if (!leads_somewhere(pages, area)) continue;
      const bool owned = area.node >= 0 && static_cast<std::size_t>(area.node) < pages.nodes.size();
      OwnedAnnotation link{owned ? area.node : layout::kArtifact, file.reserve(), static_cast<int>(i), key++};
      std::string body = entries(pages, pages.pages[i], area, first_page);
      if (owned) {
        body += "/StructParent ";
        put_int(body, link.parent_key);
      }
      file.set(link.object, std::move(body));
      out.push_back(link);
    }
  }
  return out;
}

}  // namespace taqrir::pdf
