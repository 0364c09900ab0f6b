#include "assemble/slot_page.hpp"

#include <qpdf/QPDFPageObjectHelper.hh>
#include <set>
#include <vector>

#include "base/pdf_marks.hpp"

namespace taqrir::assemble {
namespace {

/// Counts the graphics states that a page leaves open, and those it closes without having opened.
class Balance : public QPDFObjectHandle::TokenFilter {
 public:
  void handleToken(QPDFTokenizer::Token const& token) override {
    if (token.getType() != QPDFTokenizer::tt_word) return;
    if (token.getValue() == "q") ++open_;
    if (token.getValue() == "Q") open_ > 0 ? --open_ : ++lacking_;
  }
  int open() const noexcept { return open_; }
  int lacking() const noexcept { return lacking_; }

 private:
  int open_ = 0, lacking_ = 0;
};

Balance balance(QPDFObjectHandle page) {
  Balance counted;
  try {
    QPDFPageObjectHelper(page).filterContents(&counted, nullptr);
  } catch (const std::exception&) {
    return {};  // contents that cannot be decoded are drawn, or not, as they are
  }
  return counted;
}

std::string repeated(const char* what, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += what;
  return text;
}

QPDFObjectHandle array_of(const QPDFMatrix& m) {
  auto array = QPDFObjectHandle::newArray();
  for (const double value : {m.a, m.b, m.c, m.d, m.e, m.f})
    array.appendItem(QPDFObjectHandle::newReal(value));
  return array;
}

QPDFObjectHandle array_of(const QPDFObjectHandle::Rectangle& r) {
  auto array = QPDFObjectHandle::newArray();
  for (const double value : {r.llx, r.lly, r.urx, r.ury}) array.appendItem(QPDFObjectHandle::newReal(value));
  return array;
}

QPDFObjectHandle inherited(QPDFObjectHandle page, const char* key) {
  return QPDFPageObjectHelper(page).getAttribute(key, false);
}

/// The placeholder's contents as a form that undoes the foreign page's coordinates. Null: it has none.
QPDFObjectHandle stamp_of(QPDFObjectHandle page, const PageBox& box) {
  auto contents = page.getKey("/Contents");
  if (contents.isArray() && contents.getArrayNItems() == 1) contents = contents.getArrayItem(0);
  if (contents.isArray()) {
    page.coalesceContentStreams();
    contents = page.getKey("/Contents");
  }
  if (!contents.isStream()) return QPDFObjectHandle::newNull();
  const Size size = shown_size(box);
  auto form = contents.getDict();
  form.replaceKey("/Type", QPDFObjectHandle::newName("/XObject"));
  form.replaceKey("/Subtype", QPDFObjectHandle::newName("/Form"));
  form.replaceKey("/BBox", array_of(QPDFObjectHandle::Rectangle(0, 0, size.width, size.height)));
  form.replaceKey("/Matrix", array_of(from_shown(box)));
  auto resources = inherited(page, "/Resources");
  if (!resources.isNull()) form.replaceKey("/Resources", resources);
  return contents;
}

/// Own copies of the resources and of their XObjects, so that a stamp touches one page only.
std::string add_stamp(QPDFObjectHandle page, const QPDFObjectHandle& stamp) {
  auto resources = page.getKey("/Resources");
  resources = resources.isDictionary() ? resources.shallowCopy() : QPDFObjectHandle::newDictionary();
  auto forms = resources.getKey("/XObject");
  forms = forms.isDictionary() ? forms.shallowCopy() : QPDFObjectHandle::newDictionary();
  std::string name = "/Stamp";
  for (int n = 2; forms.hasKey(name); ++n) name = "/Stamp" + std::to_string(n);
  forms.replaceKey(name, stamp);
  resources.replaceKey("/XObject", forms);
  page.replaceKey("/Resources", resources);
  return name;
}

/// The host's own annotations on the placeholder, moved with the stamp.
std::vector<QPDFObjectHandle> turned_annotations(QPDFObjectHandle page, const PageBox& box) {
  auto annotations = page.getKey("/Annots");
  if (!annotations.isArray()) return {};
  auto list = annotations.getArrayAsVector();
  for (auto& annotation : list) {
    auto place = annotation.getKey("/Rect");
    if (!place.isRectangle()) continue;
    annotation.replaceKey("/Rect", array_of(from_shown(box).transformRectangle(place.getArrayAsRectangle())));
    annotation.removeKey("/QuadPoints");
  }
  return list;
}

void add_annotations(QPDFObjectHandle page, const std::vector<QPDFObjectHandle>& more) {
  if (more.empty()) return;
  auto all = QPDFObjectHandle::newArray();
  auto theirs = page.getKey("/Annots");
  if (theirs.isArray()) {
    for (auto& annotation : theirs.getArrayAsVector()) all.appendItem(annotation);
  }
  for (const auto& annotation : more) all.appendItem(annotation);
  page.replaceKey("/Annots", all);
}

/// What a page takes from the tree above it, and what belongs to its old place.
constexpr const char* kInherited[] = {"/Resources", "/MediaBox", "/CropBox", "/Rotate"};
const std::set<std::string> kOwnPlace{"/Parent", "/Type", "/Contents", "/B", "/TemplateInstantiated"};

QPDFObjectHandle with_inherited(QPDFObjectHandle foreign) {
  auto page = foreign.shallowCopy();
  for (const char* key : kInherited) {
    auto value = inherited(foreign, key);
    if (!value.isNull()) page.replaceKey(key, value);
  }
  for (const auto& key : kOwnPlace) page.removeKey(key);
  return page;
}

void replace_entries(QPDFObjectHandle page, QPDFObjectHandle fresh) {
  for (const auto& key : page.getKeys()) {
    if (key != "/Type" && key != "/Parent" && key != "/Tabs") page.removeKey(key);
  }
  for (const auto& [key, value] : fresh.getDictAsMap()) page.replaceKey(key, value);
}

}  // namespace

QPDFObjectHandle SlotFiller::bracket(const std::string& text) {
  const auto [known, fresh] = brackets_.try_emplace(text);
  if (fresh) known->second = host_.newStream(text);
  return known->second;
}

QPDFObjectHandle SlotFiller::contents(QPDFObjectHandle foreign, const std::string& stamp,
                                      Transfer& transfer) {
  const Balance states = balance(foreign);
  auto parts = QPDFObjectHandle::newArray();
  parts.appendItem(bracket(repeated("q\n", 1 + states.lacking())));
  auto theirs = foreign.getKey("/Contents");
  for (auto& part : theirs.isArray() ? theirs.getArrayAsVector() : std::vector{theirs}) {
    if (part.isStream()) parts.appendItem(transfer.copy(part));
  }
  const std::string draw = stamp.empty() ? "" : "q " + stamp + " Do Q\n";
  parts.appendItem(bracket("\n" + repeated("Q\n", 1 + states.open()) + draw));
  return parts;
}

void SlotFiller::fill(QPDFObjectHandle page, QPDFObjectHandle foreign, Transfer& transfer) {
  const PageBox box = page_box(foreign);
  auto stamp = stamp_of(page, box);
  const auto annotations = turned_annotations(page, box);
  replace_entries(page, transfer.copy(with_inherited(foreign)));
  transfer.finish();  // the resources must be there before the stamp joins them
  const std::string name = stamp.isNull() ? "" : add_stamp(page, stamp);
  page.replaceKey("/Contents", contents(foreign, name, transfer));
  transfer.finish();
  add_annotations(page, annotations);
}

namespace {

/// `[page /XYZ left top zoom]`: the only kind that render writes.
void turn(QPDFObjectHandle destination, const std::map<QPDFObjGen, PageBox>& boxes) {
  if (destination.getArrayNItems() < 4 || !destination.getArrayItem(1).isNameAndEquals("/XYZ")) return;
  auto box = boxes.find(destination.getArrayItem(0).getObjGen());
  if (box == boxes.end()) return;
  auto left = destination.getArrayItem(2), top = destination.getArrayItem(3);
  double x = 0, y = 0;
  from_shown(box->second)
      .transform(left.isNumber() ? left.getNumericValue() : 0,
                 top.isNumber() ? top.getNumericValue() : shown_size(box->second).height, x, y);
  destination.setArrayItem(2, QPDFObjectHandle::newReal(x));
  destination.setArrayItem(3, QPDFObjectHandle::newReal(y));
}

void turn_within(QPDFObjectHandle object, const std::map<QPDFObjGen, PageBox>& boxes) {
  if (object.isArray()) {
    turn(object, boxes);
    for (auto& item : object.getArrayAsVector()) {
      if (!item.isIndirect()) turn_within(item, boxes);
    }
  } else if (object.isDictionary()) {
    for (auto& [key, value] : object.getDictAsMap()) {
      if (!value.isIndirect()) turn_within(value, boxes);
    }
  }
}

}  // namespace

void turn_destinations(QPDF& host, const std::map<QPDFObjGen, PageBox>& boxes) {
  for (auto& object : host.getAllObjects()) turn_within(object, boxes);
}

}  // namespace taqrir::assemble
