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

PieceStructure::PieceStructure(Source& source, std::string prefix, bool wanted)
    : root_(source.pdf->getRoot().getKey("/StructTreeRoot")),
      roles_(dictionary_at(root_, "/RoleMap")),
      classes_(dictionary_at(root_, "/ClassMap")),
      language_(source.pdf->getRoot().getKey("/Lang")),
      prefix_(std::move(prefix)) {
  if (!wanted || !root_.isDictionary()) return;
  collect();
  if (damaged_) {
    elements_.clear();
    tops_.clear();
  } else {
    parents_ = read_numbers(root_.getKey("/ParentTree"));
  }
}

/// Every element met once; a second meeting means that the "tree" is none.
void PieceStructure::collect() {
  for (auto& kid : as_list(root_.getKey("/K"))) {
    if (kid.isIndirect() && is_element(kid)) tops_.push_back(kid);
  }
  std::vector<QPDFObjectHandle> open(tops_.rbegin(), tops_.rend());
  while (!open.empty() && !damaged_) {
    QPDFObjectHandle element = open.back();
    open.pop_back();
    if (element.isIndirect()) damaged_ = !elements_.insert(key_of(element)).second;
    for (auto& kid : as_list(element.getKey("/K"))) {
      if (is_element(kid)) open.push_back(kid);
    }
  }
}

void PieceStructure::prepare(Extraction& extraction) {
  extraction_ = &extraction;
  if (!root_.isDictionary() || !root_.isIndirect()) return;
  extraction.replace(root_, elements_.empty() ? "null" : marker(Marker::element));
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
  if (owner == 0 || (key != "/S" && key != "/C" && key != "/ID") || elements_.count(owner) == 0) return false;
  if (key == "/S" && value.isName()) put_role(value.getName(), out);
  if (key == "/C") put_classes(value, out);
  if (key == "/ID") put_ids(key, value, out);
  return true;
}

void PieceStructure::put_number(QPDFObjectHandle& value, const std::string& key, std::string& out) {
  if (!value.isInteger() || parents_.count(value.getIntValue()) == 0) return;
  const auto [known, fresh] = numbers_.try_emplace(value.getIntValue(), static_cast<int>(numbers_.size()));
  out += key + ' ' + marker(Marker::structure, known->second);
}

std::string PieceStructure::meaning(const std::string& name, int depth) {
  auto target = roles_.isDictionary() ? roles_.getKey(name) : QPDFObjectHandle::newNull();
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
  const auto renamed = [&](QPDFObjectHandle id) { return string_text(prefix_ + id.getStringValue()); };
  if (value.isString()) {
    out += key + renamed(value);
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
  if (language_.isString()) put_record(sink, part::language, {extraction_->text(language_)});
  extraction_->finish();
  for (const auto& name : role_names_) put_record(sink, part::role, {name, meaning(name)});
  for (std::size_t i = 0; i < class_names_.size(); ++i)  // writing one may meet others
    put_record(sink, part::attributes, {class_names_[i], extraction_->text(classes_.getKey(class_names_[i]))});
  extraction_->finish();
}

}  // namespace taqrir::assemble
