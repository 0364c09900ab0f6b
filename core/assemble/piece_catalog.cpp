#include "assemble/piece_catalog.hpp"

#include <algorithm>
#include <array>
#include <qpdf/QPDFAcroFormDocumentHelper.hh>
#include <qpdf/QPDFPageLabelDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <set>

#include "assemble/syntax.hpp"
#include "assemble/trees.hpp"

namespace taqrir::assemble {
namespace {

/// A destination's name as bytes: old files use name objects, newer ones strings.
std::string bytes_of(const QPDFObjectHandle& name) {
  auto object = name;
  return object.isName() ? object.getName().substr(1) : object.getStringValue();
}

QPDFObjectHandle resolved(QPDFObjectHandle value) {
  if (value.isArray()) return value;
  return value.isDictionary() ? value.getKey("/D") : QPDFObjectHandle::newNull();
}

/// The destination's text when it leads to a page that is taken.
std::string leading_to_a_page(Extraction& extraction, const QPDFObjectHandle& value) {
  auto destination = resolved(value);
  if (!destination.isArray() || destination.getArrayNItems() == 0) return {};
  auto page = destination.getArrayItem(0);
  if (!page.isIndirect() || !page.isDictionaryOfType("/Page") || extraction.text(page) == "null") return {};
  std::string out = "[";
  for (auto& item : destination.getArrayAsVector()) extraction.put(out, item), out += ' ';
  return out + ']';
}

NameEntries destinations_of(QPDFObjectHandle catalog) {
  auto names = catalog.getKey("/Names");
  NameEntries all = read_names(names.isDictionary() ? names.getKey("/Dests") : QPDFObjectHandle::newNull());
  auto old = catalog.getKey("/Dests");
  if (old.isDictionary())
    for (const auto& [name, value] : old.getDictAsMap()) all.emplace(name.substr(1), value);
  return all;
}

}  // namespace

bool rewrite_destination(QPDFObjectHandle& dictionary, const std::string& key, QPDFObjectHandle& value,
                         const std::string& prefix, std::string& out) {
  const bool here = key == "/Dest" || (key == "/D" && dictionary.getKey("/S").isNameAndEquals("/GoTo"));
  if (!here || !(value.isName() || value.isString())) return false;
  out += key + string_text(prefix + bytes_of(value));
  return true;
}

void take_names(Source& source, Extraction& extraction, const std::string& prefix, const Sink& sink) {
  auto catalog = source.pdf->getRoot();
  for (const auto& [name, value] : destinations_of(catalog)) {
    const auto text = leading_to_a_page(extraction, value);
    if (!text.empty()) put_record(sink, part::destination, {prefix + name, text});
  }
  auto names = catalog.getKey("/Names");
  if (names.isDictionary())
    for (const auto& [name, file] : read_names(names.getKey("/EmbeddedFiles")))
      put_record(sink, part::attachment, {prefix + name, extraction.text(file)});
  extraction.finish();
}

// ---------------------------------------------------------------- outline

namespace {

constexpr int kDeepest = 64;

class OutlineWalk {
 public:
  OutlineWalk(Extraction& extraction, const std::string& prefix) : extraction_(extraction), prefix_(prefix) {}

  struct Level {
    int first = 0, last = 0, count = 0;
  };

  /// Writes the items below `parent`, whose own text is `up`.
  Level below(QPDFObjectHandle parent, const std::string& up, int depth) {
    std::vector<QPDFObjectHandle> items;
    for (auto item = parent.getKey("/First"); visit(item); item = item.getKey("/Next")) items.push_back(item);
    std::vector<int> numbers;
    for (std::size_t i = 0; i < items.size(); ++i) numbers.push_back(extraction_.reserve());
    for (std::size_t i = 0; i < items.size(); ++i) write(items, numbers, i, up, depth);
    if (numbers.empty()) return {};
    return {numbers.front(), numbers.back(), static_cast<int>(numbers.size())};
  }

 private:
  bool visit(QPDFObjectHandle item) { return item.isDictionary() && seen_.insert(key_of(item)).second; }

  /// Items stand closed: /Count is negative and counts one level, the only one that opening shows.
  void write(const std::vector<QPDFObjectHandle>& items, const std::vector<int>& numbers, std::size_t i,
             const std::string& up, int depth) {
    auto item = items[i];
    std::string text = "<<";
    for (const char* key : {"/Title", "/Dest", "/A", "/C", "/F", "/SE"}) put_entry(text, item, key);
    if (!item.getKey("/Title").isString()) text += "/Title()";
    text += "/Parent " + up;
    if (i > 0) text += "/Prev " + marker(Marker::object, numbers[i - 1]);
    else if (depth == 1) text += marker(Marker::sibling);
    if (i + 1 < items.size()) text += "/Next " + marker(Marker::object, numbers[i + 1]);
    const auto level = depth < kDeepest ? below(item, marker(Marker::object, numbers[i]), depth + 1) : Level{};
    if (level.count > 0)
      text += "/First " + marker(Marker::object, level.first) + "/Last " + marker(Marker::object, level.last) +
              "/Count " + std::to_string(-level.count);
    extraction_.write(numbers[i], text + ">>");
  }

  void put_entry(std::string& text, QPDFObjectHandle item, const std::string& key) {
    auto value = item.getKey(key);
    if (value.isNull() || (key == "/Title" && !value.isString())) return;
    if (rewrite_destination(item, key, value, prefix_, text)) return;
    text += key + ' ';
    extraction_.put(text, value);
  }

  Extraction& extraction_;
  const std::string& prefix_;
  std::set<std::uint64_t> seen_;
};

}  // namespace

void take_outline(Source& source, Extraction& extraction, const std::string& prefix, const Sink& sink) {
  auto outlines = source.pdf->getRoot().getKey("/Outlines");
  if (!outlines.isDictionary()) return;
  const auto top = OutlineWalk(extraction, prefix).below(outlines, marker(Marker::entry), 1);
  extraction.finish();
  if (top.count == 0) return;
  put_record(sink, part::outline, {marker(Marker::object, top.first), marker(Marker::object, top.last),
                                   std::to_string(top.count)});
}

// ---------------------------------------------------------------- layers

void take_layers(Source& source, Extraction& extraction, const Sink& sink) {
  auto theirs = source.pdf->getRoot().getKey("/OCProperties");
  if (!theirs.isDictionary() || !theirs.getKey("/D").isDictionary()) return;
  const auto put = [&](const char* key, QPDFObjectHandle list) {
    if (!list.isArray()) return;
    std::string text;
    for (auto& item : list.getArrayAsVector()) extraction.put(text, item), text += ' ';
    put_record(sink, part::layers, {key, text});
  };
  auto defaults = theirs.getKey("/D");
  put("OCGs", theirs.getKey("/OCGs"));
  for (const char* key : {"/Order", "/OFF", "/Locked", "/AS", "/RBGroups"}) put(key, defaults.getKey(key));
  if (defaults.getKey("/BaseState").isNameAndEquals("/OFF")) put("/OFF", theirs.getKey("/OCGs"));
  extraction.finish();
}

// ---------------------------------------------------------------- page labels

namespace {

std::string roman(long long n) {
  constexpr std::pair<int, const char*> kSigns[] = {
      {1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
      {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
  std::string out;
  if (n > 10000) return std::to_string(n);
  for (const auto& [value, sign] : kSigns)
    for (; n >= value; n -= value) out += sign;
  return out;
}

/// a … z, aa … zz, aaa … (ISO 32000-1, table 159).
std::string letters(long long n) {
  const auto times = static_cast<std::size_t>((n - 1) / 26 + 1);
  return n < 1 || times > 100 ? std::to_string(n) : std::string(times, static_cast<char>('a' + (n - 1) % 26));
}

std::string upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

std::string number_in(const std::string& style, long long n) {
  if (style == "/D") return std::to_string(n);
  if (style == "/r") return roman(n);
  if (style == "/R") return upper(roman(n));
  if (style == "/a") return letters(n);
  if (style == "/A") return upper(letters(n));
  return {};
}

std::string label_text(QPDFObjectHandle label) {
  if (!label.isDictionary()) return {};
  auto first = label.getKey("/St"), style = label.getKey("/S"), prefix = label.getKey("/P");
  return (prefix.isString() ? prefix.getUTF8Value() : "") +
         (style.isName() ? number_in(style.getName(), first.isInteger() ? first.getIntValue() : 1) : "");
}

}  // namespace

std::vector<std::string> labels_of(Source& source) {
  std::vector<std::string> labels;
  QPDFPageLabelDocumentHelper helper(*source.pdf);
  if (!helper.hasPageLabels()) return labels;
  bool own = false;  // else they count from 1 like the pages themselves
  for (std::size_t i = 0; i < source.pages.size(); ++i) {
    labels.push_back(label_text(helper.getLabelForPage(static_cast<long long>(i))));
    own = own || labels.back() != std::to_string(i + 1);
  }
  if (!own) labels.clear();
  return labels;
}

// ---------------------------------------------------------------- form

namespace {

constexpr int kDeepestField = 32;

/// Whether a field is drawn anywhere, and whether on one of these pages.
struct Widgets {
  bool any = false, here = false;
};

Widgets widgets_of(QPDFObjectHandle field, const std::set<std::uint64_t>& annotations, int depth = 0) {
  Widgets found{field.getKey("/Subtype").isNameAndEquals("/Widget"), annotations.count(key_of(field)) != 0};
  auto kids = field.getKey("/Kids");
  if (!kids.isArray() || depth > kDeepestField) return found;
  for (auto& kid : kids.getArrayAsVector()) {
    if (!kid.isDictionary() || found.here) continue;
    const auto below = widgets_of(kid, annotations, depth + 1);
    found = {found.any || below.any, below.here};
  }
  return found;
}

std::set<std::uint64_t> annotations_on(Source& source, const std::vector<int>& pages) {
  std::set<std::uint64_t> keys;
  for (const int n : pages) {
    auto annotations = source.pages[static_cast<std::size_t>(n)].getKey("/Annots");
    if (!annotations.isArray()) continue;
    for (auto& annotation : annotations.getArrayAsVector()) keys.insert(key_of(annotation));
  }
  return keys;
}

/// Text that is equal for things that mean the same; empty: not known (streams, what is large or deep).
std::string meaning_of(QPDFObjectHandle object, int depth = 0) {
  constexpr std::size_t kLongest = 8192;
  constexpr int kDeepest = 6;
  if (depth > kDeepest || object.isStream()) return {};
  std::string out;
  if (object.isDictionary()) {
    for (auto& [key, value] : object.getDictAsMap()) {
      const auto part = meaning_of(value, depth + 1);
      if (part.empty() || out.size() > kLongest) return {};
      out += key + ' ' + part + ' ';
    }
    return "<<" + out + ">>";
  }
  if (!object.isArray()) return put_scalar(out, object), out;
  for (auto& item : object.getArrayAsVector()) {
    const auto part = meaning_of(item, depth + 1);
    if (part.empty() || out.size() > kLongest) return {};
    out += part + ' ';
  }
  return '[' + out + ']';
}

/// Part of a string in parentheses.
void put_escaped(std::string& out, std::string_view bytes) {
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 32 && byte < 127 && c != '(' && c != ')' && c != '\\') {
      out += c;
      continue;
    }
    out += '\\';
    for (const int shift : {6, 3, 0}) out += static_cast<char>('0' + (byte >> shift & 7));
  }
}

/// “1 0 0 RG ” for a colour of a widget's /MK (ISO 32000-1, table 189); empty: none.
std::string colour(QPDFObjectHandle components, const std::array<const char*, 3>& operators) {
  if (!components.isArray()) return {};
  const auto count = components.getArrayNItems();
  if (count != 1 && count != 3 && count != 4) return {};
  std::string out;
  for (auto& part : components.getArrayAsVector()) put_scalar(out, part), out += ' ';
  return out + operators.at(static_cast<std::size_t>(count / 2)) + ' ';
}

/// The widget's background and border, which readers draw with its text.
std::string frame_of(QPDFObjectHandle widget, QPDFObjectHandle box) {
  auto look = widget.getKey("/MK"), style = widget.getKey("/BS");
  if (!look.isDictionary() || !box.isRectangle()) return {};
  const auto area = box.getArrayAsRectangle();
  const double width = style.isDictionary() && style.getKey("/W").isNumber() ? style.getKey("/W").getNumericValue() : 1;
  const auto rectangle = [&](double inset) {
    return real_text(area.llx + inset) + ' ' + real_text(area.lly + inset) + ' ' + real_text(area.urx - area.llx - 2 * inset) +
           ' ' + real_text(area.ury - area.lly - 2 * inset) + " re ";
  };
  const auto ground = colour(look.getKey("/BG"), {"g", "rg", "k"}), line = colour(look.getKey("/BC"), {"G", "RG", "K"});
  std::string out;
  if (!ground.empty()) out += "q " + ground + rectangle(0) + "f Q\n";
  if (!line.empty() && width > 0) out += "q " + line + real_text(width) + " w " + rectangle(width / 2) + "S Q\n";
  return out;
}

/// QPDF writes an appearance's text by a filter that only its own writer runs, and no frame around it.
void make_final(QPDFObjectHandle widget) {
  auto appearances = widget.getKey("/AP");
  auto drawn = appearances.isDictionary() ? appearances.getKey("/N") : QPDFObjectHandle::newNull();
  if (!drawn.isStream()) return;
  const auto text = drawn.getStreamData();
  const auto frame = frame_of(widget, drawn.getDict().getKey("/BBox"));
  auto made = QPDFObjectHandle::newStream(drawn.getOwningQPDF(),
                                          frame + std::string(reinterpret_cast<const char*>(text->getBuffer()), text->getSize()));
  for (auto& [key, value] : drawn.getDict().getDictAsMap())
    if (key != "/Length" && key != "/Filter" && key != "/DecodeParms") made.getDict().replaceKey(key, value);
  appearances.replaceKey("/N", made);
}

/// QPDF draws letters of its few encodings only: what somebody drew already is then better kept.
bool is_drawn_by_qpdf(QPDFFormFieldObjectHelper& field) {
  const auto value = field.getValueAsString();
  return std::all_of(value.begin(), value.end(), [](unsigned char c) { return c < 128; });
}

/// What a reader would draw of texts and choices in a form that asks readers to.
void draw_appearances(Source& source, const std::vector<int>& pages) try {
  QPDFAcroFormDocumentHelper form(*source.pdf);
  for (const int n : pages)
    for (auto& widget : form.getWidgetAnnotationsForPage(QPDFPageObjectHelper(source.pages[static_cast<std::size_t>(n)]))) {
      auto field = form.getFieldForAnnotation(widget);
      if (!field.isText() && !field.isChoice()) continue;
      const bool has_look = widget.getAppearanceDictionary().isDictionary();
      if (has_look && !is_drawn_by_qpdf(field)) continue;
      field.generateAppearance(widget);
      make_final(widget.getObjectHandle());
    }
} catch (const std::exception&) {  // the form stays as it is: it is drawn by readers, or empty
}

}  // namespace

PieceForm::PieceForm(Source& source, const std::vector<int>& pages) : form_(source.pdf->getRoot().getKey("/AcroForm")) {
  if (!form_.isDictionary() || !form_.getKey("/Fields").isArray()) return;
  const bool all = pages.size() == source.pages.size();
  const auto here = all ? std::set<std::uint64_t>() : annotations_on(source, pages);
  for (auto& field : form_.getKey("/Fields").getArrayAsVector()) {
    if (!field.isDictionary() || !field.isIndirect()) continue;
    const auto widgets = all ? Widgets{} : widgets_of(field, here);
    if (!widgets.any || widgets.here) take_field(field);
  }
  if (wants_appearances() && !fields_.empty()) draw_appearances(source, pages);
  auto resources = form_.getKey("/DR");
  if (fields_.empty() || !resources.isDictionary()) return;
  for (auto& [kind, entries] : resources.getDictAsMap()) {
    if (!entries.isDictionary()) continue;
    for (auto& [name, value] : entries.getDictAsMap()) {
      std::string written;
      put_name(written, name);
      if (kind == "/Font") fonts_[written] = resources_.size();
      resources_.push_back({kind, name, value});
    }
  }
}

/// What a field has from its form, the form of the whole may not have: the field gets it as its own.
void PieceForm::take_field(QPDFObjectHandle field) {
  if (!numbers_.try_emplace(key_of(field), fields_.size()).second) return;
  fields_.push_back(field);
  for (const char* key : {"/DA", "/Q"})
    if (auto value = form_.getKey(key); !field.hasKey(key) && (value.isString() || value.isInteger()))
      field.replaceKey(key, value);
}

/// “/Helv 10 Tf 0 g” with the name that the font has in the whole. False: no font of the form is in it.
bool PieceForm::put_appearance(const std::string& appearance, std::string& out) const {
  const auto start = appearance.find('/');
  if (start == std::string::npos) return false;
  const auto end = std::min(appearance.find_first_of(" \t\r\n\f/[]()<>", start + 1), appearance.size());
  const auto font = fonts_.find(appearance.substr(start, end - start));
  if (font == fonts_.end()) return false;
  out += '(';
  put_escaped(out, std::string_view(appearance).substr(0, start));
  out += marker(Marker::resource, static_cast<long long>(font->second));
  put_escaped(out, std::string_view(appearance).substr(end));
  out += ')';
  return true;
}

bool PieceForm::wants_appearances() {
  auto wanted = form_.getKey("/NeedAppearances");
  return wanted.isBool() && wanted.getBoolValue();
}

bool PieceForm::is_signed() {
  if (fields_.empty()) return false;
  auto flags = form_.getKey("/SigFlags");
  return flags.isInteger() && (flags.getIntValue() & 1) != 0;
}

bool PieceForm::rewrite(std::uint64_t owner, const std::string& key, QPDFObjectHandle& value, std::string& out) {
  if (key == "/DA" && value.isString()) {
    std::string text;
    const bool ours = put_appearance(value.getStringValue(), text);
    if (ours) out += key + text;
    return ours;
  }
  if (owner == 0 || key != "/T" || numbers_.empty() || !value.isString()) return false;
  const auto number = numbers_.find(owner);
  if (number == numbers_.end()) return false;
  out += "/T " + marker(Marker::field, static_cast<long long>(number->second));
  return true;
}

void PieceForm::take(Extraction& extraction, const Sink& sink) {
  if (fields_.empty()) return;
  for (auto& field : fields_) {
    auto name = field.getKey("/T");
    put_record(sink, part::field, {name.isString() ? name.getUTF8Value() : std::string()});
    put_record(sink, part::top_field, {extraction.text(field)});
  }
  for (auto& [kind, name, value] : resources_)
    put_record(sink, part::resource, {kind, name, extraction.text(value), meaning_of(value)});
  auto appearance = form_.getKey("/DA");
  std::string text;
  if (appearance.isString() && !put_appearance(appearance.getStringValue(), text))
    text = extraction.text(QPDFObjectHandle::newString(appearance.getStringValue()));  // never a reference
  put_record(sink, part::form, {text, wants_appearances() ? "1" : ""});
  extraction.finish();
}

}  // namespace taqrir::assemble
