#include "render/pdf/structure.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "base/pdf_marks.hpp"
#include "base/phases.hpp"
#include "render/pdf/figure_boxes.hpp"
#include "render/pdf/structure_names.hpp"
#include "render/pdf/syntax.hpp"
#include "render/pdf/tree.hpp"

namespace taqrir::pdf {

namespace {

using layout::Node;
using layout::NodeId;
using layout::Pages;
using layout::Tag;

// Reading order: page in the upper half, item in the lower.
using Place = std::uint64_t;
constexpr Place kNowhere = std::numeric_limits<Place>::max();

struct Content {
  Place place = 0;
  int page = 0, mcid = 0;
};

// Lists of lists in two arrays: what belongs to node i lies at [starts[i], starts[i + 1]).
template <class T>
struct Grouped {
  std::vector<std::uint32_t> starts;
  std::vector<T> items;

  const T* begin(std::size_t i) const { return items.data() + starts[i]; }
  const T* end(std::size_t i) const { return items.data() + starts[i + 1]; }
};

// Stable: within a node, items keep the order in which `each` names them.
template <class T, class Each>
Grouped<T> group(std::size_t count, Each each) {
  Grouped<T> out;
  out.starts.assign(count + 1, 0);
  each([&](NodeId node, const T&) { ++out.starts[static_cast<std::size_t>(node) + 1]; });
  for (std::size_t i = 0; i < count; ++i) out.starts[i + 1] += out.starts[i];
  out.items.resize(out.starts[count]);
  std::vector<std::uint32_t> next(out.starts.begin(), out.starts.end() - 1);
  each([&](NodeId node, const T& item) { out.items[next[static_cast<std::size_t>(node)]++] = item; });
  return out;
}

class Builder {
 public:
  Builder(const Pages& pages, const std::vector<PageContent>& contents,
          const std::vector<OwnedAnnotation>& annotations, const StructureNumbers& numbers)
      : pages_(pages),
        contents_(contents),
        annotations_(annotations),
        numbers_(numbers),
        count_(pages.nodes.size()),
        tags_(whole_levels(pages.nodes)),
        boxes_(figure_boxes(pages)) {}

  StructureElements build() {
    gather();
    find_places();
    out_.text.reserve(count_ * 96);
    out_.ends.reserve(count_);
    for (std::size_t i = 0; i < count_; ++i) {
      element(i);
      out_.ends.push_back(out_.text.size());
    }
    std::sort(out_.ids.begin(), out_.ids.end());
    return std::move(out_);
  }

 private:
  void gather() {
    marks_ = group<Content>(count_, [&](auto take) {
      for (std::size_t page = 0; page < contents_.size(); ++page)
        for (std::size_t k = 0; k < contents_[page].marks.size(); ++k) {
          const Mark& mark = contents_[page].marks[k];
          take(mark.node,
               Content{Place{page} << 32 | mark.item, static_cast<int>(page), static_cast<int>(k)});
        }
    });
    children_ = group<NodeId>(count_, [&](auto take) {
      for (std::size_t i = 1; i < count_; ++i) take(parent_of(i), static_cast<NodeId>(i));
    });
    links_ = group<const OwnedAnnotation*>(count_, [&](auto take) {
      for (const auto& annotation : annotations_)
        if (annotation.node >= 0) take(annotation.node, &annotation);
    });
    slots_.assign(count_, -1);
    for (std::size_t page = pages_.pages.size(); page-- > 0;)
      if (const auto& slot = pages_.pages[page].foreign; slot && slot->node >= 0)
        slots_[static_cast<std::size_t>(slot->node)] = static_cast<int>(page);
  }

  // A parent that is no earlier node would tie a knot; such a node hangs from the Document.
  NodeId parent_of(std::size_t i) const {
    const NodeId parent = pages_.nodes[i].parent;
    return parent >= 0 && static_cast<std::size_t>(parent) < i ? parent : 0;
  }

  // Children come after their parents, so one pass from the back carries first places upwards.
  void find_places() {
    places_.assign(count_, kNowhere);
    for (std::size_t i = count_; i-- > 0;) {
      if (marks_.begin(i) != marks_.end(i)) places_[i] = std::min(places_[i], marks_.begin(i)->place);
      if (i == 0) break;
      auto& above = places_[static_cast<std::size_t>(parent_of(i))];
      above = std::min(above, places_[i]);
    }
  }

  int page_of(std::size_t i) const {
    if (marks_.begin(i) != marks_.end(i)) return marks_.begin(i)->page;
    if (links_.begin(i) != links_.end(i)) return (*links_.begin(i))->page;
    return slots_[i];
  }

  void element(std::size_t i) {
    const Node& node = pages_.nodes[i];
    const int page = page_of(i);
    std::string& out = out_.text;
    out += "/S/";
    out += structure_name(tags_[i]);
    out += "/P ";
    put_reference(out, i == 0 ? numbers_.root : element_number(static_cast<std::size_t>(parent_of(i))));
    if (page >= 0) {
      out += "/Pg ";
      put_reference(out, page_number(page));
    }
    kids(i, page);
    text("/Lang", i == 0 && node.language.empty() ? pages_.metadata.language : node.language);
    text("/Alt", node.alternative);
    text("/ActualText", node.actual_text);
    if (!node.piece.empty()) text((std::string("/") + kPieceKey).c_str(), node.piece);
    identifier(i);
    attributes(node);
    box(i);
  }

  int element_number(std::size_t i) const {
    return i == 0 && numbers_.document != 0 ? numbers_.document
                                            : numbers_.first_element + static_cast<int>(i);
  }
  int page_number(int page) const { return numbers_.first_page + page; }

  void text(const char* key, const std::string& value) {
    if (value.empty()) return;
    out_.text += key;
    put_text(out_.text, value);
  }

  void kids(std::size_t i, int page) {
    std::string& out = out_.text;
    const auto total = (marks_.end(i) - marks_.begin(i)) + (children_.end(i) - children_.begin(i)) +
                       (links_.end(i) - links_.begin(i));
    if (total == 0) return;
    const bool bare = total == 1 && marks_.begin(i) != marks_.end(i);
    out += bare ? "/K " : "/K[";
    const Content* mark = marks_.begin(i);
    for (const NodeId* child = children_.begin(i); child != children_.end(i); ++child) {
      const Place place = places_[static_cast<std::size_t>(*child)];
      for (; mark != marks_.end(i) && place != kNowhere && mark->place < place; ++mark) content(*mark, page);
      put_reference(out, element_number(static_cast<std::size_t>(*child)));
      out += ' ';
    }
    for (; mark != marks_.end(i); ++mark) content(*mark, page);
    for (auto link = links_.begin(i); link != links_.end(i); ++link) annotation(**link);
    if (!bare) out += ']';
  }

  void content(const Content& mark, int page) {
    std::string& out = out_.text;
    if (mark.page == page) {
      put_int(out, mark.mcid);
      out += ' ';
      return;
    }
    out += "<</Type/MCR/Pg ";
    put_reference(out, page_number(mark.page));
    out += "/MCID ";
    put_int(out, mark.mcid);
    out += ">>";
  }

  void annotation(const OwnedAnnotation& link) {
    std::string& out = out_.text;
    out += "<</Type/OBJR/Obj ";
    put_reference(out, link.object);
    out += "/Pg ";
    put_reference(out, page_number(link.page));
    out += ">>";
  }

  // Identifiers are unique; a note must have one (PDF/UA-1, 7.9).
  void identifier(std::size_t i) {
    const Node& node = pages_.nodes[i];
    std::string id = node.id;
    if (id.empty() && node.tag == Tag::note) id = "note";
    if (id.empty()) return;
    for (std::size_t serial = i; !known_.insert(id).second; ++serial)
      id = (node.id.empty() ? "note" : node.id) + '-' + std::to_string(serial);
    out_.text += "/ID";
    put_string(out_.text, id);
    out_.ids.emplace_back(std::move(id), static_cast<NodeId>(i));
  }

  void attributes(const Node& node) {
    std::string& out = out_.text;
    if (const std::string cell = cell_attributes(node); !cell.empty()) out += "/A<</O/Table" + cell + ">>";
    if (node.tag == Tag::list && node.numbering != Node::Numbering::none)
      out += node.numbering == Node::Numbering::disc ? "/A<</O/List/ListNumbering/Disc>>"
                                                     : "/A<</O/List/ListNumbering/Decimal>>";
    if (node.decoration != Node::Decoration::none)
      out += node.decoration == Node::Decoration::underline
                 ? "/A<</O/Layout/TextDecorationType/Underline>>"
                 : "/A<</O/Layout/TextDecorationType/LineThrough>>";
    // A place to write by hand is a field that is only printed (ISO 32000-1, 14.8.5.6).
    if (node.tag == Tag::form) {
      out += "/A<</O/PrintField/Role/tv";
      text("/Desc", node.alternative);
      out += ">>";
    }
  }

  static std::string cell_attributes(const Node& node) {
    std::string out;
    const auto span = [&](const char* key, int value) {
      if (value > 1) out += key + std::to_string(value);
    };
    if (node.tag != Tag::th && node.tag != Tag::td) return out;
    switch (node.tag == Tag::th ? node.scope : Node::Scope::none) {
      case Node::Scope::none: break;
      case Node::Scope::row: out += "/Scope/Row"; break;
      case Node::Scope::column: out += "/Scope/Column"; break;
      case Node::Scope::both: out += "/Scope/Both"; break;
    }
    span("/ColSpan ", node.column_span);
    span("/RowSpan ", node.row_span);
    return out;
  }

  // A picture within a paragraph stands in its line.
  void box(std::size_t i) {
    const auto found = boxes_.find(static_cast<NodeId>(i));
    if (found == boxes_.end() || places_[i] == kNowhere) return;
    const auto& box = found->second;
    const Pt page_height = pages_.pages[places_[i] >> 32].size.height;
    std::string& out = out_.text;
    const bool inline_figure = pages_.nodes[static_cast<std::size_t>(parent_of(i))].tag == Tag::p;
    out += inline_figure ? "/A<</O/Layout/BBox[" : "/A<</O/Layout/Placement/Block/BBox[";
    for (const Pt side : {box[0], page_height - box[1] - box[3], box[0] + box[2], page_height - box[1]}) {
      put_real(out, side);
      out += ' ';
    }
    out += "]>>";
  }

  const Pages& pages_;
  const std::vector<PageContent>& contents_;
  const std::vector<OwnedAnnotation>& annotations_;
  const StructureNumbers& numbers_;
  std::size_t count_;
  std::vector<Tag> tags_;  // of the nodes, headings in whole steps
  std::map<NodeId, std::array<Pt, 4>> boxes_;
  StructureElements out_;
  Grouped<Content> marks_;
  Grouped<NodeId> children_;
  Grouped<const OwnedAnnotation*> links_;
  std::vector<int> slots_;     // the first foreign page below a node, or -1
  std::vector<Place> places_;  // where a node's content begins, its children's included
  std::set<std::string> known_;
};

// Pages by their index, then annotations by their key: ascending as the tree wants it.
std::vector<TreeEntry> parents(const std::vector<PageContent>& contents,
                               const std::vector<OwnedAnnotation>& annotations,
                               const StructureNumbers& numbers) {
  std::vector<TreeEntry> out;
  const auto element = [&](std::string& to, NodeId node) { put_reference(to, numbers.first_element + node); };
  for (std::size_t page = 0; page < contents.size(); ++page) {
    if (contents[page].marks.empty()) continue;
    TreeEntry entry{std::to_string(numbers.first_key + static_cast<int>(page)), "["};
    for (const Mark& mark : contents[page].marks) {
      element(entry.value, mark.node);
      entry.value += ' ';
    }
    entry.value += ']';
    out.push_back(std::move(entry));
  }
  for (const auto& annotation : annotations) {
    if (annotation.node < 0) continue;
    TreeEntry entry{std::to_string(annotation.parent_key), {}};
    element(entry.value, annotation.node);
    out.push_back(std::move(entry));
  }
  return out;
}

std::vector<TreeEntry> identifiers(const StructureElements& elements, const StructureNumbers& numbers) {
  std::vector<TreeEntry> out;
  for (const auto& [id, node] : elements.ids) {
    TreeEntry entry;
    put_string(entry.key, id);
    put_reference(entry.value, numbers.first_element + node);
    out.push_back(std::move(entry));
  }
  return out;
}

}  // namespace

namespace {

Bough bough(ObjectFile& file, TreeKind kind, const std::vector<TreeEntry>& entries) {
  if (entries.empty()) return {};
  return {write_tree(file, kind, entries, TreePlace::below_a_root), entries.front().key, entries.back().key};
}

}  // namespace

StructureElements build_structure(const Pages& pages, const std::vector<PageContent>& contents,
                                  const std::vector<OwnedAnnotation>& annotations,
                                  const StructureNumbers& numbers) {
  const PhaseScope scope(Phase::structure);
  return Builder(pages, contents, annotations, numbers).build();
}

void store_structure(ObjectFile& file, const StructureElements& elements,
                     const std::vector<PageContent>& contents,
                     const std::vector<OwnedAnnotation>& annotations, const StructureNumbers& numbers) {
  const PhaseScope scope(Phase::structure);
  const std::string_view text = elements.text;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < elements.ends.size(); begin = elements.ends[i++])
    file.set_view(numbers.first_element + static_cast<int>(i), text.substr(begin, elements.ends[i] - begin));
  std::string root = "/Type/StructTreeRoot/K ";
  put_reference(root, numbers.first_element);
  root += "/ParentTree ";
  put_reference(root, write_tree(file, TreeKind::numbers, parents(contents, annotations, numbers)));
  root += "/ParentTreeNextKey ";
  put_int(root, static_cast<std::int64_t>(contents.size() + annotations.size()));
  if (!elements.ids.empty()) {
    root += "/IDTree ";
    put_reference(root, write_tree(file, TreeKind::names, identifiers(elements, numbers)));
  }
  file.set(numbers.root, std::move(root));
}

StructureBoughs store_part_of_structure(ObjectFile& file, const Pages& pages,
                                        const StructureElements& elements,
                                        const std::vector<PageContent>& contents,
                                        const std::vector<OwnedAnnotation>& annotations,
                                        const StructureNumbers& numbers) {
  const PhaseScope scope(Phase::structure);
  const std::string_view text = elements.text;
  StructureBoughs out;
  for (std::size_t i = 1; i < elements.ends.size(); ++i) {
    const auto begin = elements.ends[i - 1];
    const int object = numbers.first_element + static_cast<int>(i);
    file.set_view(object, text.substr(begin, elements.ends[i] - begin));
    if (pages.nodes[i].parent == 0) put_reference(out.kids, object), out.kids += ' ';
  }
  out.parents = bough(file, TreeKind::numbers, parents(contents, annotations, numbers));
  out.identifiers = bough(file, TreeKind::names, identifiers(elements, numbers));
  return out;
}

}  // namespace taqrir::pdf
