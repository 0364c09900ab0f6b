#include "assemble/host.hpp"

#include <algorithm>
#include <deque>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDFPageLabelDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <set>

#include "assemble/syntax.hpp"
#include "assemble/trees.hpp"
#include "base/pdf_marks.hpp"

namespace taqrir::assemble {
namespace {

std::vector<QPDFObjectHandle> as_list(QPDFObjectHandle object) {
  if (object.isArray()) return object.getArrayAsVector();
  return object.isNull() ? std::vector<QPDFObjectHandle>{} : std::vector{object};
}

QPDFObjectHandle array_of(std::initializer_list<double> values) {
  auto array = QPDFObjectHandle::newArray();
  for (const double value : values) array.appendItem(QPDFObjectHandle::newReal(value));
  return array;
}

QPDFObjectHandle array_of(const QPDFMatrix& m) { return array_of({m.a, m.b, m.c, m.d, m.e, m.f}); }

QPDFObjectHandle array_of(const QPDFObjectHandle::Rectangle& r) { return array_of({r.llx, r.lly, r.urx, r.ury}); }

/// Takes the stamp's stream out of a page's contents, and its box off the page.
QPDFObjectHandle take_stamp(QPDFObjectHandle page, Area& box) {
  const auto key = std::string("/") + pdf::kStampKey;
  auto place = page.getKey(key);
  page.removeKey(key);
  auto streams = as_list(page.getKey("/Contents"));
  if (!place.isRectangle() || streams.empty()) return QPDFObjectHandle::newNull();
  const auto r = place.getArrayAsRectangle();
  box = {r.llx, r.lly, r.urx, r.ury};
  auto stamp = streams.back();
  streams.pop_back();
  page.replaceKey("/Contents", QPDFObjectHandle::newArray(streams));
  return stamp;
}

/// A page's contents as one stream; null: it has none.
QPDFObjectHandle contents_stream(QPDFObjectHandle page) {
  auto contents = page.getKey("/Contents");
  if (contents.isArray() && contents.getArrayNItems() == 1) contents = contents.getArrayItem(0);
  if (contents.isArray() && contents.getArrayNItems() > 1) {
    page.coalesceContentStreams();
    contents = page.getKey("/Contents");
  }
  return contents.isStream() ? contents : QPDFObjectHandle::newNull();
}

/// An object as text, references as they are; `met` is told of each.
void put_plain(std::string& out, QPDFObjectHandle object, const std::function<void(QPDFObjectHandle&)>& met,
               bool top = false) {
  if (!top && object.isIndirect()) {
    out += object.getObjGen().unparse(' ') + " R";
    if (met) met(object);
  } else if (object.isDictionary()) {
    out += "<<";
    for (auto& [key, value] : object.getDictAsMap()) put_name(out, key), out += ' ', put_plain(out, value, met);
    out += ">>";
  } else if (object.isArray()) {
    out += '[';
    for (auto& item : object.getArrayAsVector()) put_plain(out, item, met), out += ' ';
    out += ']';
  } else {
    put_scalar(out, object);
  }
}

std::string plain(const QPDFObjectHandle& object) {
  std::string out;
  put_plain(out, object, {});
  return out;
}

template <class Entries>
auto texts(const Entries& entries) {
  std::map<typename Entries::key_type, std::string> out;
  for (const auto& [key, value] : entries) out.emplace(key, plain(value));
  return out;
}

std::string metadata_of(QPDF& pdf) {
  auto stream = pdf.getRoot().getKey("/Metadata");
  if (!stream.isStream()) return {};
  const auto data = stream.getStreamData();
  return {reinterpret_cast<const char*>(data->getBuffer()), data->getSize()};
}

}  // namespace

Host::Host(const std::string& pdf) {
  pdf_.setSuppressWarnings(true);
  pdf_.processMemoryFile("host", pdf.data(), pdf.size());
  root_ = pdf_.getRoot();
  structure_ = root_.getKey("/StructTreeRoot");
  tagged_ = structure_.isDictionary();
  const auto slot_key = std::string("/") + pdf::kSlotKey, piece_key = std::string("/") + pdf::kPieceKey;
  std::map<long long, QPDFObjectHandle> pages;
  for (auto& object : pdf_.getAllObjects()) {
    if (!object.isDictionary()) continue;
    if (object.hasKey(slot_key)) {
      auto slot = object.getKey(slot_key);
      if (slot.isInteger()) pages[slot.getIntValue()] = object;
      object.removeKey(slot_key);
    } else if (object.hasKey(piece_key)) {
      auto piece = object.getKey(piece_key);
      if (piece.isString()) (object.hasKey("/Title") ? entries_ : elements_)[piece.getUTF8Value()].push_back(object);
      object.removeKey(piece_key);
    }
  }
  for (auto& [n, page] : pages) slots_.push_back({page, {}, {}, {}, {}});
  for (std::size_t i = 0; i < slots_.size(); ++i) prepare(i);
  highest_ = static_cast<int>(pdf_.getObjectCount());
}

void Host::prepare(std::size_t n) {
  auto& slot = slots_[n];
  slot.stamp = take_stamp(slot.page, slot.stamp_box);
  slot.above = contents_stream(slot.page);
  for (auto& annotation : as_list(slot.page.getKey("/Annots")))
    slot.annotations.push_back(annotation.isIndirect() ? annotation : pdf_.makeIndirectObject(annotation));
}

namespace {

std::optional<QPDFObjectHandle> nth(const std::map<std::string, std::vector<QPDFObjectHandle>>& marks,
                                    const std::string& piece, std::size_t n) {
  const auto found = marks.find(piece);
  if (found == marks.end() || n >= found->second.size()) return std::nullopt;
  return found->second[n];
}

}  // namespace

std::optional<QPDFObjectHandle> Host::element(const std::string& piece, std::size_t n) const {
  return tagged_ ? nth(elements_, piece, n) : std::nullopt;
}

std::optional<QPDFObjectHandle> Host::entry(const std::string& piece, std::size_t n) const {
  return nth(entries_, piece, n);
}

int Host::highest() const {
  if (!tagged_) return highest_;
  auto structure = structure_;
  const auto entries = read_numbers(structure.getKey("/ParentTree"));
  auto next = structure.getKey("/ParentTreeNextKey");
  const long long said = next.isInteger() ? next.getIntValue() : 0;
  return static_cast<int>(std::max({static_cast<long long>(highest_), said,
                                    entries.empty() ? 0 : entries.rbegin()->first}));
}

void Host::tell_names(Linker& linker) {
  auto& all = linker.gathered();
  auto names = root_.getKey("/Names");
  if (names.isDictionary()) {
    all.destinations = texts(read_names(names.getKey("/Dests")));
    all.attachments = texts(read_names(names.getKey("/EmbeddedFiles")));
  }
  if (tagged_) {
    if (auto roles = structure_.getKey("/RoleMap"); roles.isDictionary()) all.roles = texts(roles.getDictAsMap());
    if (auto classes = structure_.getKey("/ClassMap"); classes.isDictionary())
      all.classes = texts(classes.getDictAsMap());
    for (auto& item : as_list(structure_.getKey("/Namespaces"))) all.name_spaces.push_back(plain(item));
    all.ids = texts(read_names(structure_.getKey("/IDTree")));
    all.parents = texts(read_numbers(structure_.getKey("/ParentTree")));
  }
  auto form = root_.getKey("/AcroForm");
  if (!form.isDictionary()) return;
  for (auto& field : as_list(form.getKey("/Fields"))) {
    all.fields.push_back(plain(field));
    if (field.isDictionary() && field.getKey("/T").isString())
      linker.take_field_name(field.getKey("/T").getUTF8Value());
  }
}

SlotPlace Host::place(std::size_t n) const {
  const auto& slot = slots_[n];
  auto page = slot.page;
  SlotPlace place{
      page.getObjectID(), "/Parent " + plain(page.getKey("/Parent")), "", 0, 0, slot.stamp_box, ""};
  if (page.hasKey("/Tabs")) place.tabs = "/Tabs " + plain(page.getKey("/Tabs"));
  if (auto above = slot.above; above.isStream()) place.above = above.getObjectID();
  if (auto stamp = slot.stamp; stamp.isStream()) place.stamp = stamp.getObjectID();
  for (const auto& annotation : slot.annotations) place.annots += plain(annotation) + ' ';
  return place;
}

/// A stream of the placeholder's contents becomes a form; `matrix` leads from what is shown to the page.
void Host::make_form(const HostSlot& slot, QPDFObjectHandle stream, const Area& box,
                     const QPDFMatrix& matrix) {
  if (!stream.isStream()) return;
  auto form = stream.getDict();
  form.replaceKey("/Type", QPDFObjectHandle::newName("/XObject"));
  form.replaceKey("/Subtype", QPDFObjectHandle::newName("/Form"));
  form.replaceKey("/BBox", array_of({box.left, box.bottom, box.right, box.top}));
  form.replaceKey("/Matrix", array_of(matrix));
  auto resources = QPDFPageObjectHelper(slot.page).getAttribute("/Resources", false);
  if (!resources.isNull()) form.replaceKey("/Resources", resources);
}

void Host::came(std::size_t n, const Came& page) {
  auto& slot = slots_[n];
  came_[slot.page.getObjGen()] = page;
  auto matrix = from_shown(page.box);
  for (auto& annotation : slot.annotations) {
    auto place = annotation.getKey("/Rect");
    if (!place.isRectangle()) continue;
    annotation.replaceKey("/Rect", array_of(matrix.transformRectangle(place.getArrayAsRectangle())));
    annotation.removeKey("/QuadPoints");
  }
  const Size size = shown_size(page.box);
  make_form(slot, slot.above, {0, 0, size.width, size.height}, matrix);
  matrix.translate(page.shift.right, page.shift.up);
  const Area& box = slot.stamp_box;
  make_form(slot, slot.stamp,
            {box.left - kStampSide, box.bottom - kStampAbove, box.right + kStampSide, box.top + kStampAbove},
            matrix);
}

/// A reference to an object that the output has and QPDF has not: as something, for a key with null is no key.
QPDFObjectHandle Host::foreign(int number) {
  pdf_.replaceObject(number, 0, QPDFObjectHandle::newDictionary());
  return pdf_.getObjectByID(number, 0);
}

void Host::hang(const Linked& piece, std::optional<QPDFObjectHandle> element,
                std::optional<QPDFObjectHandle> entry) {
  const auto reference = [&](const std::string& text) { return foreign(std::atoi(text.c_str())); };
  if (element && entry && !element->hasKey("/T")) element->replaceKey("/T", entry->getKey("/Title"));
  if (element && !piece.tops.empty()) {
    auto kids = as_list(element->getKey("/K"));
    for (const auto& top : piece.tops) kids.push_back(reference(top));
    element->replaceKey("/K", QPDFObjectHandle::newArray(kids));
    if (!piece.language.empty() && !element->hasKey("/Lang"))
      element->replaceKey("/Lang", QPDFObjectHandle::parse(piece.language));
  }
  if (!entry || piece.items == 0) return;
  auto last = entry->getKey("/Last");
  if (last.isDictionary()) last.replaceKey("/Next", foreign(piece.first_item));
  else entry->replaceKey("/First", foreign(piece.first_item));
  entry->replaceKey("/Last", foreign(piece.last_item));
  if (!entry->hasKey("/Count")) entry->replaceKey("/Count", QPDFObjectHandle::newInteger(-piece.items));
}

void Host::withdraw_claim(std::string_view claim) {
  std::string text = metadata_of(pdf_);
  const auto place = text.find(claim);
  if (place == std::string::npos) return;
  text.erase(place, claim.size());
  root_.getKey("/Metadata").replaceStreamData(text, QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
}

// ---------------------------------------------------------------- destinations

namespace {

/// `[page /XYZ left top zoom]`: the only kind that render writes.
template <class Pages>
void turn(QPDFObjectHandle destination, const Pages& came) {
  if (destination.getArrayNItems() < 4 || !destination.getArrayItem(1).isNameAndEquals("/XYZ")) return;
  const auto page = came.find(destination.getArrayItem(0).getObjGen());
  if (page == came.end()) return;
  const auto& box = page->second.box;
  auto left = destination.getArrayItem(2), top = destination.getArrayItem(3);
  double x = 0, y = 0;
  from_shown(box).transform(left.isNumber() ? left.getNumericValue() : 0,
                            top.isNumber() ? top.getNumericValue() : shown_size(box).height, x, y);
  destination.setArrayItem(2, QPDFObjectHandle::newReal(x));
  destination.setArrayItem(3, QPDFObjectHandle::newReal(y));
}

template <class Pages>
void turn_within(QPDFObjectHandle object, const Pages& came) {
  if (object.isArray()) {
    turn(object, came);
    for (auto& item : object.getArrayAsVector())
      if (!item.isIndirect()) turn_within(item, came);
  } else if (object.isDictionary()) {
    for (auto& [key, value] : object.getDictAsMap())
      if (!value.isIndirect()) turn_within(value, came);
  }
}

}  // namespace

void Host::turn_destinations() {
  for (int number = 1; number <= highest_; ++number) turn_within(pdf_.getObjectByID(number, 0), came_);
}

// ---------------------------------------------------------------- what the pieces have together

void Host::write_names_of(const Gathered& gathered, Output& output) {
  auto names = root_.getKey("/Names");
  auto all = names.isDictionary() ? names.shallowCopy() : QPDFObjectHandle::newDictionary();
  const auto put = [&](const char* key, const std::map<std::string, std::string>& entries) {
    if (!entries.empty()) all.replaceKey(key, foreign(write_names(output, entries)));
  };
  put("/Dests", gathered.destinations);
  put("/EmbeddedFiles", gathered.attachments);
  if (!all.getDictAsMap().empty()) root_.replaceKey("/Names", all);
}

namespace {

std::string dictionary_text(const std::map<std::string, std::string>& entries) {
  std::string out = "<<";
  for (const auto& [name, value] : entries) put_name(out, name), out += ' ' + value;
  return out + ">>";
}

std::string list_text(const std::vector<std::string>& items) {
  std::string out = "[";
  for (const auto& item : items) out += item + ' ';
  return out + ']';
}

}  // namespace

void Host::write_structure(const Gathered& gathered, Output& output) {
  if (!tagged_) return;
  const auto put = [&](const char* key, int number) { structure_.replaceKey(key, foreign(number)); };
  if (!gathered.parents.empty()) {
    put("/ParentTree", write_numbers(output, gathered.parents));
    structure_.replaceKey("/ParentTreeNextKey", QPDFObjectHandle::newInteger(gathered.parents.rbegin()->first + 1));
  }
  if (!gathered.ids.empty()) put("/IDTree", write_names(output, gathered.ids));
  if (!gathered.roles.empty()) put("/RoleMap", output.add(dictionary_text(gathered.roles)));
  if (!gathered.classes.empty()) put("/ClassMap", output.add(dictionary_text(gathered.classes)));
  if (!gathered.name_spaces.empty()) put("/Namespaces", output.add(list_text(gathered.name_spaces)));
}

void Host::write_form(const Gathered& gathered, Output& output) {
  if (gathered.fields.empty()) return;
  auto ours = root_.getKey("/AcroForm");
  auto form = ours.isDictionary() ? ours.shallowCopy() : QPDFObjectHandle::newDictionary();
  form.replaceKey("/Fields", foreign(output.add(list_text(gathered.fields))));
  std::map<std::string, std::string> resources;
  for (const auto& [kind, entries] : gathered.resources) resources[kind] = dictionary_text(entries);
  if (!resources.empty() && !form.hasKey("/DR")) form.replaceKey("/DR", foreign(output.add(dictionary_text(resources))));
  if (!gathered.appearance.empty() && !form.hasKey("/DA"))
    form.replaceKey("/DA", QPDFObjectHandle::parse(gathered.appearance));
  if (gathered.needs_appearances.value_or(false)) form.replaceKey("/NeedAppearances", QPDFObjectHandle::newBool(true));
  root_.replaceKey("/AcroForm", form);
}

void Host::write_layers(const Gathered& gathered, Output& output) {
  const auto groups = gathered.layers.find("OCGs");
  if (groups == gathered.layers.end() || root_.hasKey("/OCProperties")) return;
  std::string defaults;
  for (const auto& [key, items] : gathered.layers)
    if (key[0] == '/') defaults += key + '[' + items + ']';
  root_.replaceKey("/OCProperties",
                   foreign(output.add("<</OCGs[" + groups->second + "]/D<<" + defaults + ">>>>")));
}

/// A page with a label of its own shows both, the number in the whole first: “57 (iii)”.
void Host::write_labels(Output& output) {
  const auto own = [](const auto& page) { return !page.second.label.empty(); };
  if (std::none_of(came_.begin(), came_.end(), own)) return;
  QPDFPageLabelDocumentHelper labels(pdf_);
  std::set<long long> starts{0};
  for (const auto& [at, label] : read_numbers(root_.getKey("/PageLabels"))) starts.insert(at);
  std::map<long long, std::string> entries;
  bool after_own = false;
  long long at = 0;
  for (const auto& page : pdf_.getAllPages()) {
    const auto came = came_.find(page.getObjGen());
    const bool has_own = came != came_.end() && own(*came);
    auto label = labels.getLabelForPage(at);
    if (has_own) {
      auto first = label.isDictionary() ? label.getKey("/St") : QPDFObjectHandle::newNull();
      const auto number = std::to_string(first.isInteger() ? first.getIntValue() : at + 1);
      entries[at] = "<</P " + unicode_text(number + " (" + came->second.label + ")") + ">>";
    } else if (after_own || starts.count(at) != 0) {
      entries[at] = label.isDictionary() ? plain(label) : "<</S/D/St " + std::to_string(at + 1) + ">>";
    }
    after_own = has_own;
    ++at;
  }
  root_.replaceKey("/PageLabels", foreign(write_numbers(output, entries)));
}

// ---------------------------------------------------------------- the host's own objects

void Host::write_objects(Output& output) {
  std::set<int> seen;
  std::deque<QPDFObjectHandle> waiting;
  const std::function<void(QPDFObjectHandle&)> met = [&](QPDFObjectHandle& object) {
    const int number = object.getObjectID();
    if (number <= highest_ && came_.count(object.getObjGen()) == 0 && seen.insert(number).second)
      waiting.push_back(object);
  };
  std::string trailer;
  auto root = pdf_.getTrailer().getKey("/Root"), info = pdf_.getTrailer().getKey("/Info");
  trailer += "/Root ", put_plain(trailer, root, met);
  if (info.isIndirect()) trailer += "/Info ", put_plain(trailer, info, met);
  for (const auto& slot : slots_)
    for (auto object : slot.annotations) met(object);
  for (auto& slot : slots_)
    for (auto* stream : {&slot.above, &slot.stamp})
      if (stream->isStream()) met(*stream);
  std::string text;
  for (; !waiting.empty(); waiting.pop_front()) {
    auto object = waiting.front();
    text.clear();
    if (object.isStream()) {
      auto dictionary = object.getDict().shallowCopy();
      dictionary.removeKey("/Length");
      for (auto& [key, value] : dictionary.getDictAsMap()) put_name(text, key), text += ' ', put_plain(text, value, met);
      const auto data = object.getRawStreamData();
      output.stream(object.getObjectID(), text, {reinterpret_cast<const char*>(data->getBuffer()), data->getSize()});
    } else {
      put_plain(text, object, met, true);
      output.object(object.getObjectID(), text);
    }
  }
  output.finish(trailer);
}

void Host::finish(const Gathered& gathered, Output& output) {
  turn_destinations();
  write_names_of(gathered, output);
  write_structure(gathered, output);
  write_form(gathered, output);
  write_layers(gathered, output);
  write_labels(output);
  if (gathered.version > "1.7") root_.replaceKey("/Version", QPDFObjectHandle::newName("/" + gathered.version));
  write_objects(output);
}

}  // namespace taqrir::assemble
