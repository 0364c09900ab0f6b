#include "render/pdf/page_tree.hpp"

#include <algorithm>

#include "base/pdf_marks.hpp"
#include "render/pdf/syntax.hpp"

namespace taqrir::pdf {

namespace {

constexpr std::size_t kFanOut = 64;

void entry(std::string& to, const char* key, int object) {
  to += key;
  put_reference(to, object);
}

std::string resources(const PageContent& content, const PageNumbers& numbers) {
  std::string out = "/Resources<<";
  if (!content.fonts.empty()) {
    out += "/Font<<";
    for (const auto id : content.fonts)
      entry(out, ("/F" + std::to_string(id) + ' ').c_str(), numbers.fonts[id].font);
    out += ">>";
  }
  if (!content.images.empty()) {
    out += "/XObject<<";
    for (const auto id : content.images)
      entry(out, ("/I" + std::to_string(id) + ' ').c_str(), numbers.images.at(id));
    out += ">>";
  }
  if (content.blends)
    out +=
        "/ExtGState<</B<</Type/ExtGState/BM/Multiply>>/L<</Type/ExtGState/BM/Normal/CA "
        ".45>>/N<</Type/ExtGState/BM/Normal/CA 1>>>>";
  return out + ">>";
}

std::string page_entries(const layout::Page& page, const PageContent& content, const PageNumbers& numbers,
                         std::size_t index) {
  std::string out = "/Type/Page/MediaBox[0 0 ";
  put_real(out, page.size.width);
  out += ' ';
  put_real(out, page.size.height);
  out += ']';
  const int stamp = numbers.stamps[index];
  entry(out, stamp != 0 ? "/Contents[" : "/Contents ", numbers.first_content + static_cast<int>(index));
  if (stamp != 0) entry(out, " ", stamp), out += ']';
  out += resources(content, numbers) + "/Tabs/S";
  if (!content.marks.empty()) {
    out += "/StructParents ";
    put_int(out, static_cast<std::int64_t>(index) + numbers.first_key);
  }
  return out;
}

void put_annotations(std::string& to, const std::vector<OwnedAnnotation>& links, std::size_t& next,
                     std::size_t page) {
  const auto here = [&] { return next < links.size() && static_cast<std::size_t>(links[next].page) == page; };
  if (!here()) return;
  to += "/Annots[";
  for (; here(); ++next) entry(to, "", links[next].object), to += ' ';
  to += ']';
}

void put_slot(std::string& to, const layout::Page& page, int slot) {
  to += std::string("/") + kSlotKey + ' ' + std::to_string(slot);
  const auto& box = page.foreign->stamp_box;
  if (!box) return;
  to += std::string("/") + kStampKey + '[';
  for (const double side :
       {box->x, page.size.height - box->y - box->height, box->x + box->width, page.size.height - box->y})
    put_real(to, side), to += ' ';
  to += ']';
}

struct Branch {
  int object = 0;
  int pages = 0;
};

// Groups a level's nodes under parents, and writes the nodes, whose parents are now known.
std::vector<Branch> raise(ObjectFile& file, std::vector<std::string>& bodies,
                          const std::vector<Branch>& level) {
  std::vector<Branch> out;
  std::vector<std::string> parents;
  for (std::size_t i = 0; i < level.size(); i += kFanOut) {
    Branch parent{file.reserve(), 0};
    std::string kids = "/Type/Pages/Kids[";
    for (std::size_t k = i; k < std::min(i + kFanOut, level.size()); ++k) {
      entry(kids, "", level[k].object), kids += ' ';
      entry(bodies[k], "/Parent ", parent.object);
      file.set(level[k].object, std::move(bodies[k]));
      parent.pages += level[k].pages;
    }
    parents.push_back(kids + "]/Count " + std::to_string(parent.pages));
    out.push_back(parent);
  }
  bodies = std::move(parents);
  return out;
}

}  // namespace

int write_page_tree(ObjectFile& file, const layout::Pages& pages, const std::vector<PageContent>& contents,
                    const std::vector<OwnedAnnotation>& links, const PageNumbers& numbers) {
  std::vector<std::string> bodies;
  std::vector<Branch> level;
  std::size_t next_link = 0;
  int slot = 0;
  for (std::size_t i = 0; i < pages.pages.size(); ++i) {
    std::string body = page_entries(pages.pages[i], contents[i], numbers, i);
    put_annotations(body, links, next_link, i);
    if (pages.pages[i].foreign) put_slot(body, pages.pages[i], slot++);
    bodies.push_back(std::move(body));
    level.push_back({numbers.first_page + static_cast<int>(i), 1});
  }
  do level = raise(file, bodies, level);
  while (level.size() > 1);
  if (numbers.above != 0) entry(bodies.front(), "/Parent ", numbers.above);
  file.set(level.front().object, std::move(bodies.front()));
  return level.front().object;
}

}  // namespace taqrir::pdf
