#include "assemble/piece_page.hpp"

#include <qpdf/QPDFPageObjectHelper.hh>
#include <set>
#include <stdexcept>

#include "assemble/content.hpp"
#include "assemble/page_box.hpp"
#include "assemble/syntax.hpp"

namespace taqrir::assemble {
namespace {

constexpr std::size_t kMostContents = 128u << 20;  ///< bytes of a page's contents; more is a bomb
constexpr int kDeepestForm = 4;

/// What a page takes from the tree above it, and what belongs to its old place or is written on its own.
constexpr const char* kInherited[] = {"/MediaBox", "/CropBox", "/Rotate"};
const std::set<std::string> kApart{"/Parent", "/Type",      "/Contents", "/B", "/TemplateInstantiated",
                                   "/Annots", "/Resources"};
const std::set<std::string> kSizes{"/MediaBox", "/CropBox"};

QPDFObjectHandle inherited(QPDFObjectHandle page, const char* key) {
  return QPDFPageObjectHelper(page).getAttribute(key, false);
}

QPDFObjectHandle with_inherited(QPDFObjectHandle foreign) {
  auto page = foreign.shallowCopy();
  for (const char* key : kInherited) {
    auto value = inherited(foreign, key);
    if (!value.isNull()) page.replaceKey(key, value);
  }
  return page;
}

std::string free_name(QPDFObjectHandle forms) {
  std::string name = "/Stamp";
  for (int n = 2; forms.isDictionary() && (forms.hasKey(name) || forms.hasKey(name + "0")); ++n)
    name = "/Stamp" + std::to_string(n);
  return name;
}

std::vector<QPDFObjectHandle> streams_of(QPDFObjectHandle page) {
  auto contents = page.getKey("/Contents");
  std::vector<QPDFObjectHandle> streams;
  for (auto& part : contents.isArray() ? contents.getArrayAsVector() : std::vector{contents})
    if (part.isStream()) streams.push_back(part);
  return streams;
}

std::string items(Extraction& extraction, QPDFObjectHandle array) {
  std::string out;
  if (!array.isArray()) return out;
  for (auto& item : array.getArrayAsVector()) extraction.put(out, item), out += ' ';
  return out;
}

}  // namespace

/// With tags of its own, a page that marks nothing at all was forgotten; one that does was left out on purpose.
bool PiecePages::wants_tags(QPDFObjectHandle page, bool marked) const {
  return tags_ && (!tagged_ || (!marked && !tagged_(page)));
}

/// Contents that can be read only in part are cut after the last whole operation; of those whose encoding no
/// reader knows nothing is left.
PiecePages::Contents PiecePages::contents(QPDFObjectHandle page, QPDFObjectHandle resources,
                                          const PageBox& box, EdgeBands& taken) {
  const auto read = [&](std::string_view text) {
    PaintedAreas areas(paint_, resources, box, taken);
    return scan(text, &areas);
  };
  Contents made;
  const auto streams = streams_of(page);
  std::string all;
  bool whole = true;
  for (const auto& stream : streams) {
    auto decoded = extraction_.streams().decode(stream, kMostContents - all.size());
    if (decoded.too_much)
      throw std::runtime_error("a page unpacks to more than " + std::to_string(kMostContents >> 20) + " MB");
    all += decoded.data;
    if (!decoded.whole || !decoded.known) all.resize(scan(all).complete), whole = false;
    all += '\n';
  }
  auto found = read(all);
  const bool cut = !whole || found.unfinished;
  if (cut) {
    extraction_.streams().count_damage();
    all.resize(found.complete);
    taken = EdgeBands(taken.size());
    found = read(all);
  }
  made.plain = wants_tags(page, found.marked);
  const bool marks = made.plain && (found.marked || found.marks_open != 0 || found.marks_lacking != 0);
  if (marks) all = without_structure_marks(all);
  if (cut || marks) made.parts = extraction_.write_stream(all) + ' ';
  made.lacking = found.lacking, made.open = found.open;
  made.looks = {found.shows_text, found.inline_picture, found.paints};
  if (!made.parts.empty()) return made;
  for (const auto& stream : streams) {
    extraction_.streams().trust(stream);
    extraction_.put(made.parts, stream);
    made.parts += ' ';
  }
  return made;
}

PiecePages::Looks PiecePages::form(QPDFObjectHandle form, int depth) {
  auto& looks = forms_[key_of(form)];
  const auto decoded = extraction_.streams().decode(form, kMostContents);
  const auto found = scan(decoded.data);
  looks = {found.shows_text || !decoded.known, found.inline_picture, found.paints};
  if (looks.text) return looks;
  const auto below = forms(form.getDict().getKey("/Resources"), depth + 1);
  return looks = {below.text, looks.picture || below.picture, looks.lines || below.lines};
}

PiecePages::Looks PiecePages::forms(QPDFObjectHandle resources, int depth) {
  Looks looks;
  auto all = resources.isDictionary() ? resources.getKey("/XObject") : QPDFObjectHandle::newNull();
  if (!all.isDictionary() || depth > kDeepestForm) return looks;
  for (auto& [name, object] : all.getDictAsMap()) {
    if (!object.isStream()) continue;
    const auto known = forms_.find(key_of(object));
    Looks here;
    if (object.getDict().getKey("/Subtype").isNameAndEquals("/Image")) here.picture = true;
    else here = known != forms_.end() ? known->second : form(object, depth);
    looks = {looks.text || here.text, looks.picture || here.picture, looks.lines || here.lines};
  }
  return looks;
}

namespace {

PlainTags::Shows shown(bool text, bool anything) {
  return text ? PlainTags::Shows::text : anything ? PlainTags::Shows::picture : PlainTags::Shows::nothing;
}

}  // namespace

void PiecePages::take(QPDFObjectHandle page, std::size_t place, int number, const std::string& label) {
  auto resources = inherited(page, "/Resources");
  auto drawn = resources.isDictionary() ? resources.getKey("/XObject") : QPDFObjectHandle::newNull();
  std::string entries, sizes, rest, xobjects;
  const auto own = with_inherited(page);
  extraction_.put_entries(entries, own, key_of(page), [](const std::string& key) {
    return kApart.count(key) != 0 || kSizes.count(key) != 0;
  });
  extraction_.put_entries(sizes, own, key_of(page),
                          [](const std::string& key) { return kSizes.count(key) == 0; });
  if (resources.isDictionary())
    extraction_.put_entries(rest, resources, 0, [](const std::string& key) { return key == "/XObject"; });
  if (drawn.isDictionary()) extraction_.put_entries(xobjects, drawn, 0);
  const auto box = page_box(page);
  EdgeBands taken(shown_size(box));
  auto found = contents(page, resources, box, taken);
  mark_annotations(page, box, taken);
  auto looks = found.looks;
  if (!looks.text) {
    const auto below = forms(resources, 1);
    looks = {below.text, looks.picture || below.picture, looks.lines || below.lines};
    if (!looks.text && looks.picture) textless_.push_back(place);
  }
  if (found.plain) {
    const auto marked = tags_->take_page(place, number, shown(looks.text, looks.picture || looks.lines), box,
                                         extraction_, sink_);
    found.parts = marked.before + found.parts + marked.after;
    entries += marked.entry;
  }
  const auto annotations = items(extraction_, page.getKey("/Annots"));
  if (tags_ && !annotations.empty() && !page.hasKey("/Tabs")) entries += "/Tabs/S";  // in the order of the tags
  put_record(sink_, part::page,
             std::vector<std::string>{std::to_string(place), text_of(box), entries, sizes,
                                      text_of(media_box(page, box)), taken.text(), rest, xobjects,
                                      free_name(drawn), found.parts, std::to_string(found.lacking),
                                      std::to_string(found.open), annotations, label});
}

}  // namespace taqrir::assemble
