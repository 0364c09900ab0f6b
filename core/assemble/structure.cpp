#include "assemble/structure.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace taqrir::assemble {
namespace {

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

void append_kids(QPDFObjectHandle parent, const std::vector<QPDFObjectHandle>& more) {
  auto kids = as_list(parent.getKey("/K"));
  kids.insert(kids.end(), more.begin(), more.end());
  parent.replaceKey("/K", QPDFObjectHandle::newArray(kids));
}

}  // namespace

HostStructure::HostStructure(QPDF& host) : host_(host), root_(host.getRoot().getKey("/StructTreeRoot")) {
  if (!tagged()) return;
  auto entries = read_numbers(root_.getKey("/ParentTree"));
  const long long after = entries.empty() ? 0 : entries.rbegin()->first + 1;
  auto said = root_.getKey("/ParentTreeNextKey");
  next_key_ = static_cast<int>(std::max(after, said.isInteger() ? said.getIntValue() : 0));
}

QPDFObjectHandle HostStructure::table(const char* name) {
  if (!root_.getKey(name).isDictionary()) root_.replaceKey(name, QPDFObjectHandle::newDictionary());
  return root_.getKey(name);
}

void HostStructure::add_namespace(const QPDFObjectHandle& name_space) {
  if (!root_.getKey("/Namespaces").isArray()) root_.replaceKey("/Namespaces", QPDFObjectHandle::newArray());
  root_.getKey("/Namespaces").appendItem(name_space);
}

void HostStructure::finish() {
  if (!tagged()) return;
  if (!parents_.empty()) {
    if (!root_.getKey("/ParentTree").isDictionary()) {
      root_.replaceKey("/ParentTree", host_.makeIndirectObject(QPDFObjectHandle::newDictionary()));
    }
    append_numbers(host_, root_.getKey("/ParentTree"), parents_);
    root_.replaceKey("/ParentTreeNextKey", QPDFObjectHandle::newInteger(next_key_));
  }
  if (ids_.empty()) return;
  ids_.merge(read_names(root_.getKey("/IDTree")));
  root_.replaceKey("/IDTree", write_names(host_, ids_));
}

PieceStructure::PieceStructure(HostStructure& host, Source& source, std::string prefix,
                               std::optional<QPDFObjectHandle> mark)
    : host_(host),
      root_(source.pdf->getRoot().getKey("/StructTreeRoot")),
      language_(source.pdf->getRoot().getKey("/Lang")),
      prefix_(std::move(prefix)),
      mark_(std::move(mark)) {
  if (!mark_ || !host_.tagged() || !root_.isDictionary()) return;
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
    if (is_element(kid) && kid.isIndirect()) tops_.push_back(kid);
  }
  std::vector<QPDFObjectHandle> open(tops_.rbegin(), tops_.rend());
  while (!open.empty() && !damaged_) {
    QPDFObjectHandle element = open.back();
    open.pop_back();
    if (element.isIndirect()) damaged_ = !elements_.insert(element.getObjGen()).second;
    for (auto& kid : as_list(element.getKey("/K"))) {
      if (is_element(kid)) open.push_back(kid);
    }
  }
}

void PieceStructure::prepare(Transfer& transfer) {
  transfer_ = &transfer;
  if (!root_.isDictionary() || !root_.isIndirect()) return;
  transfer.replace(root_, elements_.empty() ? QPDFObjectHandle::newNull() : *mark_);
}

void PieceStructure::rewrite(QPDFObjGen from, QPDFObjectHandle& dictionary) {
  renumber(dictionary, "/StructParents");
  renumber(dictionary, "/StructParent");
  if (elements_.count(from) != 0) {
    rename_roles(dictionary);
    rename_ids(dictionary, true);
  } else if (dictionary.getKey("/O").isNameAndEquals("/Table")) {
    rename_ids(dictionary, false);
  }
}

void PieceStructure::renumber(QPDFObjectHandle& dictionary, const char* key) {
  auto number = dictionary.getKey(key);
  if (!number.isInteger()) return;
  if (parents_.count(number.getIntValue()) == 0) return dictionary.removeKey(key);
  const auto [known, fresh] = numbers_.try_emplace(number.getIntValue(), 0);
  if (fresh) known->second = host_.next_key();
  dictionary.replaceKey(key, QPDFObjectHandle::newInteger(known->second));
}

/// The name under which `value` stands in the host's table: the piece's own, or a new one when the
/// host means something else by it.
std::string PieceStructure::unique(const char* table, const std::string& name, QPDFObjectHandle value) {
  auto entries = host_.table(table);
  std::string free = name;
  for (int n = 2; entries.hasKey(free) && entries.getKey(free).unparse() != value.unparse(); ++n) {
    free = name + "-" + std::to_string(n);
  }
  entries.replaceKey(free, value);
  return free;
}

std::string PieceStructure::role(const std::string& name, int depth) {
  auto target = root_.getKey("/RoleMap").isDictionary() ? root_.getKey("/RoleMap").getKey(name)
                                                        : QPDFObjectHandle::newNull();
  if (!target.isName() || target.getName() == name || depth > 16) return name;
  const std::string meaning = role(target.getName(), depth + 1);
  return is_standard(name) ? meaning : unique("/RoleMap", name, QPDFObjectHandle::newName(meaning));
}

void PieceStructure::rename_roles(QPDFObjectHandle& element) {
  element.replaceKey("/S", QPDFObjectHandle::newName(role(element.getKey("/S").getName())));
  auto classes = root_.getKey("/ClassMap");
  if (!classes.isDictionary()) return element.removeKey("/C");
  auto names = QPDFObjectHandle::newArray();
  for (auto& name : as_list(element.getKey("/C"))) {
    if (!name.isName() || !classes.getKey(name.getName()).isDictionary()) continue;
    names.appendItem(QPDFObjectHandle::newName(
        unique("/ClassMap", name.getName(), transfer_->copy(classes.getKey(name.getName())))));
  }
  if (names.getArrayNItems() == 0) return element.removeKey("/C");
  element.replaceKey("/C", names);
}

/// Identifiers of elements, and those that a table cell's /Headers names.
void PieceStructure::rename_ids(QPDFObjectHandle& dictionary, bool element) {
  const char* key = element ? "/ID" : "/Headers";
  auto ids = dictionary.getKey(key);
  if (ids.isString()) {
    dictionary.replaceKey(key, QPDFObjectHandle::newString(prefix_ + ids.getStringValue()));
  } else if (ids.isArray() && !element) {
    auto renamed = QPDFObjectHandle::newArray();
    for (auto& id : ids.getArrayAsVector()) {
      if (id.isString()) renamed.appendItem(QPDFObjectHandle::newString(prefix_ + id.getStringValue()));
    }
    dictionary.replaceKey(key, renamed);
  }
}

void PieceStructure::take(Transfer& transfer) {
  if (elements_.empty()) return;
  std::vector<QPDFObjectHandle> tops;
  for (auto& top : tops_) tops.push_back(transfer.copy(top));
  append_kids(*mark_, tops);
  transfer.finish();
  for (std::size_t done = 0; done < numbers_.size();) {  // copying may meet further numbers
    done = numbers_.size();
    for (const auto& [theirs, ours] : std::map(numbers_))
      host_.add_parent(ours, transfer.copy(parents_.at(theirs)));
    transfer.finish();
  }
  for (const auto& [id, element] : read_names(root_.getKey("/IDTree"))) {
    if (elements_.count(element.getObjGen()) != 0) host_.add_id(prefix_ + id, transfer.copy(element));
  }
  for (auto& name_space : as_list(root_.getKey("/Namespaces")))
    host_.add_namespace(transfer.copy(name_space));
  transfer.finish();
  if (language_.isString() && !mark_->hasKey("/Lang")) mark_->replaceKey("/Lang", transfer.copy(language_));
}

}  // namespace taqrir::assemble
