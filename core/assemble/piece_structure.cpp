#include "assemble/piece_structure.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "assemble/syntax.hpp"

namespace taqrir::assemble {
namespace {

constexpr int kLongestRoleChain = 16;

/// Standard structure types (ISO 32000-1, 14.8.4): a role map must not give them another meaning.
constexpr std::array<std::string_view, 49> kStandardTypes{
    "/Document", "/Part",    "/Art",   "/Sect",      "/Div",     "/BlockQuote", "/Caption",
    "/TOC",      "/TOCI",    "/Index", "/NonStruct", "/Private", "/P",          "/H",
    "/H1",       "/H2",      "/H3",    "/H4",        "/H5",      "/H6",         "/L",
    "/LI",       "/Lbl",     "/LBody", "/Table",     "/TR",      "/TH",         "/TD",
    "/THead",    "/TBody",   "/TFoot", "/Span",      "/Quote",   "/Note",       "/Reference",
    "/BibEntry", "/Code",    "/Link",  "/Annot",     "/Ruby",    "/RB",         "/RT",
    "/RP",       "/Warichu", "/WT",    "/WP",        "/Figure",  "/Formula",    "/Form"};

bool is_standard(std::string_view name) {
  return std::find(kStandardTypes.begin(), kStandardTypes.end(), name) != kStandardTypes.end();
}

std::vector<QPDFObjectHandle> as_list(QPDFObjectHandle object) {
  if (object.isArray()) return object.getArrayAsVector();
  return object.isNull() ? std::vector<QPDFObjectHandle>{} : std::vector{object};
}

bool is_element(QPDFObjectHandle& kid) { return kid.isDictionary() && kid.getKey("/S").isName(); }

QPDFObjectHandle dictionary_at(QPDFObjectHandle root, const char* key) {
  return root.isDictionary() && root.getKey(key).isDictionary() ? root.getKey(key) : QPDFObjectHandle::newNull();
}

/// A number for a name: its place in the order in which names are met.
int number_of(std::map<std::string, int>& numbers, std::vector<std::string>& names, const std::string& name) {
  const auto [known, fresh] = numbers.try_emplace(name, static_cast<int>(names.size()));
  if (fresh) names.push_back(name);
  return known->second;
}

}  // namespace

PieceStructure::PieceStructure(Source& source, std::string prefix, const std::vector<int>& pages, bool wanted)
    : root_(source.pdf->getRoot().getKey("/StructTreeRoot")),
      roles_(dictionary_at(root_, "/RoleMap")),
      classes_(dictionary_at(root_, "/ClassMap")),
      language_(source.pdf->getRoot().getKey("/Lang")),
      prefix_(std::move(prefix)) {
  if (!wanted || !root_.isDictionary()) return;
  collect(*source.pdf);
  if (damaged_) {
    elements_.clear();
    tops_.clear();
    return;
  }
  parents_ = read_numbers(root_.getKey("/ParentTree"));
  if (pages.size() != source.pages.size()) prune(source, pages);
}

/// Every element met once; a second meeting means that the "tree" is none. Elements that stand directly in others
/// become objects of their own.
void PieceStructure::collect(QPDF& pdf) {
  std::vector<QPDFObjectHandle> open{root_};
  while (!open.empty() && !damaged_) {
    QPDFObjectHandle parent = open.back();
    open.pop_back();
    auto kids = as_list(parent.getKey("/K"));
    bool changed = false;
    for (auto& kid : kids) {
      if (!is_element(kid)) continue;
      if (!kid.isIndirect()) kid = pdf.makeIndirectObject(kid), changed = true;
      damaged_ = damaged_ || !elements_.insert(key_of(kid)).second;
      open.push_back(kid);
      if (parent.getObjGen() == root_.getObjGen()) tops_.push_back(kid);
    }
    if (changed) parent.replaceKey("/K", QPDFObjectHandle::newArray(kids));
  }
}

// ---------------------------------------------------------------- a part of the pages

struct PieceStructure::Node {
  QPDFObjectHandle element;
  std::size_t parent;     ///< its place among the nodes; its own: none
  QPDFObjectHandle page;  ///< of content that does not say its own
  bool kept = false;
};

namespace {

std::unordered_set<std::uint64_t> keys_of(const std::vector<QPDFObjectHandle>& objects) {
  std::unordered_set<std::uint64_t> keys;
  for (const auto& object : objects)
    if (object.isIndirect()) keys.insert(key_of(object));
  return keys;
}

}  // namespace

/// Content of the page itself by its number or a reference, else an annotation or another object.
bool PieceStructure::is_taken(QPDFObjectHandle content, QPDFObjectHandle page) const {
  if (content.isInteger()) return page.isIndirect() && pages_.contains(key_of(page));
  if (!content.isDictionary()) return false;
  auto own = content.getKey("/Pg"), object = content.getKey("/Obj");
  if (own.isDictionary()) page = own;
  const bool here = page.isIndirect() && pages_.contains(key_of(page));
  const bool annotation = object.isDictionary() && object.isIndirect();
  return annotation ? annotations_.contains(key_of(object)) : here;
}

bool PieceStructure::holds_taken(Node& node) {
  for (auto& kid : as_list(node.element.getKey("/K")))
    if (!is_element(kid) && is_taken(kid, node.page)) return true;
  return false;
}

/// A row keeps its empty cells: without them the others would stand in the wrong columns.
bool PieceStructure::is_cell_of(const Node& row) const {
  auto element = row.element;
  return row.kept && meaning(element.getKey("/S").getName()) == "/TR";
}

void PieceStructure::prune(const Source& source, const std::vector<int>& pages) {
  in_part_ = true;
  for (const int n : pages) {
    auto page = source.pages[static_cast<std::size_t>(n)];
    pages_.insert(key_of(page));
    annotations_.merge(keys_of(as_list(page.getKey("/Annots"))));
  }
  std::vector<Node> nodes;
  const auto add = [&](QPDFObjectHandle element, std::size_t parent, QPDFObjectHandle above) {
    auto page = element.getKey("/Pg");
    nodes.push_back({element, parent, page.isDictionary() ? page : above});
  };
  for (auto& top : tops_) add(top, nodes.size(), QPDFObjectHandle::newNull());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    nodes[i].kept = holds_taken(nodes[i]);
    for (auto& kid : as_list(QPDFObjectHandle(nodes[i].element).getKey("/K")))
      if (is_element(kid)) add(kid, i, QPDFObjectHandle(nodes[i].page));
  }
  for (std::size_t i = nodes.size(); i-- > 0;)
    if (nodes[i].kept) nodes[nodes[i].parent].kept = true;
  for (auto& node : nodes) node.kept = node.kept || is_cell_of(nodes[node.parent]);
  for (auto& node : nodes) {
    page_of_.emplace(key_of(node.element), node.page);
    if (node.kept) {
      note_identifier(node.element);
    } else {
      elements_.erase(key_of(node.element));
      dropped_.push_back(node.element);
    }
  }
  tops_.erase(std::remove_if(tops_.begin(), tops_.end(), [&](auto& top) { return !elements_.contains(key_of(top)); }),
              tops_.end());
}

void PieceStructure::note_identifier(QPDFObjectHandle element) {
  if (auto id = element.getKey("/ID"); id.isString()) identifiers_.insert(id.getStringValue());
}

void PieceStructure::put_kids(QPDFObjectHandle& element, std::string& out) {
  const auto& page = page_of_.at(key_of(element));
  std::string kids;
  for (auto& kid : as_list(element.getKey("/K"))) {
    const bool stays = is_element(kid) ? elements_.contains(key_of(kid)) : is_taken(kid, page);
    if (stays) extraction_->put(kids, kid), kids += ' ';
  }
  if (!kids.empty()) out += "/K[" + kids + ']';
}

// ---------------------------------------------------------------- what the whole makes of the tags

void PieceStructure::prepare(Extraction& extraction) {
  extraction_ = &extraction;
  if (!root_.isDictionary() || !root_.isIndirect()) return;
  extraction.replace(root_, elements_.empty() ? "null" : marker(Marker::element));
  for (const auto& element : dropped_) extraction.replace(element, "null");
}

bool PieceStructure::holds(QPDFObjectHandle annotation) const {
  auto number = annotation.getKey("/StructParent");
  return taken() && number.isInteger() && parents_.count(number.getIntValue()) != 0;
}

bool PieceStructure::knows(QPDFObjectHandle page) const {
  auto number = page.getKey("/StructParents");
  return number.isInteger() && parents_.count(number.getIntValue()) != 0;
}

bool PieceStructure::rewrite(std::uint64_t owner, QPDFObjectHandle& dictionary, const std::string& key,
                             QPDFObjectHandle& value, std::string& out) {
  if (key == "/StructParents" || key == "/StructParent") {
    put_number(value, key, out);
    return true;
  }
  if (key == "/Headers" && dictionary.getKey("/O").isNameAndEquals("/Table")) {
    put_ids(key, value, out);
    return true;
  }
  const bool of_part = in_part_ && (key == "/K" || key == "/Pg");
  if (owner == 0 || (key != "/S" && key != "/C" && key != "/ID" && !of_part) || elements_.count(owner) == 0)
    return false;
  if (key == "/Pg" && pages_.contains(key_of(value))) return false;
  if (key == "/K") put_kids(dictionary, out);
  if (key == "/S" && value.isName()) put_role(value.getName(), out);
  if (key == "/C") put_classes(value, out);
  if (key == "/ID") put_ids(key, value, out);
  return true;
}

void PieceStructure::put_number(QPDFObjectHandle& value, const std::string& key, std::string& out) {
  if (!value.isInteger() || parents_.count(value.getIntValue()) == 0) return;
  const auto [known, fresh] = numbers_.try_emplace(value.getIntValue(), next_number_);
  if (fresh) ++next_number_;
  out += key + ' ' + marker(Marker::structure, known->second);
}

std::string PieceStructure::meaning(const std::string& name, int depth) const {
  auto roles = roles_;
  auto target = roles.isDictionary() ? roles.getKey(name) : QPDFObjectHandle::newNull();
  if (!target.isName() || target.getName() == name || depth > kLongestRoleChain) return name;
  return meaning(target.getName(), depth + 1);
}

void PieceStructure::put_role(const std::string& name, std::string& out) {
  out += "/S ";
  const auto means = meaning(name);
  if (is_standard(name) || means == name) return put_name(out, means);
  out += marker(Marker::role, number_of(role_numbers_, role_names_, name));
}

void PieceStructure::put_classes(QPDFObjectHandle& value, std::string& out) {
  std::string names;
  for (auto& name : as_list(value)) {
    if (!name.isName() || !classes_.isDictionary()) continue;
    auto meant = classes_.getKey(name.getName());
    if (meant.isDictionary() || meant.isArray())
      names += marker(Marker::attributes, number_of(class_numbers_, class_names_, name.getName())) + ' ';
  }
  if (!names.empty()) out += "/C[" + names + ']';
}

/// Identifiers of elements, and those that a table cell's /Headers names.
void PieceStructure::put_ids(const std::string& key, QPDFObjectHandle& value, std::string& out) {
  const auto renamed = [&](QPDFObjectHandle id) {
    const bool gone = in_part_ && !identifiers_.contains(id.getStringValue());
    return gone ? std::string() : string_text(prefix_ + id.getStringValue());
  };
  if (value.isString()) {
    if (const auto id = renamed(value); !id.empty()) out += key + id;
  } else if (value.isArray()) {
    out += key + '[';
    for (auto& id : value.getArrayAsVector())
      if (id.isString()) out += renamed(id);
    out += ']';
  }
}

void PieceStructure::take_parents(const Sink& sink) {
  std::map<long long, int> done;
  while (done.size() < numbers_.size()) {  // what is written may meet further numbers
    for (const auto& [theirs, ours] : std::map(numbers_)) {
      if (!done.emplace(theirs, ours).second) continue;
      put_record(sink, part::parent, {std::to_string(ours), extraction_->text(parents_.at(theirs))});
    }
    extraction_->finish();
  }
}

void PieceStructure::take(const Sink& sink) {
  if (elements_.empty()) return;
  for (auto& top : tops_) put_record(sink, part::top, {extraction_->text(top)});
  extraction_->finish();
  take_parents(sink);
  for (const auto& [id, element] : read_names(root_.getKey("/IDTree"))) {
    if (elements_.count(key_of(element)) != 0)
      put_record(sink, part::id, {prefix_ + id, extraction_->text(element)});
  }
  for (auto& name_space : as_list(root_.getKey("/Namespaces")))
    put_record(sink, part::name_space, {extraction_->text(name_space)});
  if (language_.isString()) put_record(sink, part::language, {extraction_->text(QPDFObjectHandle::newString(language_.getStringValue()))});
  extraction_->finish();
  for (const auto& name : role_names_) put_record(sink, part::role, {name, meaning(name)});
  for (std::size_t i = 0; i < class_names_.size(); ++i)  // writing one may meet others
    put_record(sink, part::attributes, {class_names_[i], extraction_->text(classes_.getKey(class_names_[i]))});
  extraction_->finish();
}

}  // namespace taqrir::assemble
