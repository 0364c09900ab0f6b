#include "assemble/trees.hpp"

#include <set>
#include <vector>

namespace taqrir::assemble {
namespace {

constexpr std::size_t kLeaf = 64;

/// Calls `take` with each pair of the arrays under `key`, leaf by leaf, in order.
template <class Take>
void walk(QPDFObjectHandle root, const char* key, Take take) {
  std::vector<QPDFObjectHandle> open{root};
  std::set<QPDFObjGen> seen;
  while (!open.empty()) {
    QPDFObjectHandle node = open.back();
    open.pop_back();
    if (!node.isDictionary() || (node.isIndirect() && !seen.insert(node.getObjGen()).second)) continue;
    auto items = node.getKey(key);
    const int count = items.isArray() ? items.getArrayNItems() : 0;
    for (int i = 0; i + 1 < count; i += 2) take(items.getArrayItem(i), items.getArrayItem(i + 1));
    auto kids = node.getKey("/Kids");
    for (int i = kids.isArray() ? kids.getArrayNItems() : 0; i > 0; --i)
      open.push_back(kids.getArrayItem(i - 1));
  }
}

QPDFObjectHandle key_object(const std::string& name) { return QPDFObjectHandle::newString(name); }
QPDFObjectHandle key_object(long long number) { return QPDFObjectHandle::newInteger(number); }

QPDFObjectHandle limits(const QPDFObjectHandle& first, const QPDFObjectHandle& last) {
  return QPDFObjectHandle::newArray(std::vector<QPDFObjectHandle>{first, last});
}

/// The entries as leaves with /Limits.
template <class Entries>
std::vector<QPDFObjectHandle> leaves(QPDF& pdf, const char* key, const Entries& entries) {
  std::vector<QPDFObjectHandle> made;
  for (auto entry = entries.begin(); entry != entries.end();) {
    auto items = QPDFObjectHandle::newArray();
    auto first = key_object(entry->first);
    auto last = first;
    for (std::size_t i = 0; i < kLeaf && entry != entries.end(); ++i, ++entry) {
      last = key_object(entry->first);
      items.appendItem(last);
      items.appendItem(entry->second);
    }
    auto leaf = QPDFObjectHandle::newDictionary();
    leaf.replaceKey(key, items);
    leaf.replaceKey("/Limits", limits(first, last));
    made.push_back(pdf.makeIndirectObject(leaf));
  }
  return made;
}

/// A root that holds its entries itself becomes one with a single leaf.
void move_into_leaf(QPDF& pdf, QPDFObjectHandle tree) {
  if (tree.getKey("/Kids").isArray()) return;
  auto kids = QPDFObjectHandle::newArray();
  auto items = tree.getKey("/Nums");
  if (items.isArray() && items.getArrayNItems() >= 2) {
    auto leaf = QPDFObjectHandle::newDictionary();
    leaf.replaceKey("/Nums", items);
    leaf.replaceKey("/Limits",
                    limits(items.getArrayItem(0), items.getArrayItem(items.getArrayNItems() / 2 * 2 - 2)));
    kids.appendItem(pdf.makeIndirectObject(leaf));
  }
  tree.removeKey("/Nums");
  tree.replaceKey("/Kids", kids);
}

}  // namespace

NameEntries read_names(QPDFObjectHandle tree) {
  NameEntries entries;
  walk(tree, "/Names", [&](QPDFObjectHandle key, QPDFObjectHandle value) {
    if (key.isString()) entries.emplace(key.getStringValue(), value);
  });
  return entries;
}

NumberEntries read_numbers(QPDFObjectHandle tree) {
  NumberEntries entries;
  walk(tree, "/Nums", [&](QPDFObjectHandle key, QPDFObjectHandle value) {
    if (key.isInteger()) entries.emplace(key.getIntValue(), value);
  });
  return entries;
}

QPDFObjectHandle write_names(QPDF& pdf, const NameEntries& entries) {
  auto root = QPDFObjectHandle::newDictionary();
  root.replaceKey("/Kids", QPDFObjectHandle::newArray(leaves(pdf, "/Names", entries)));
  return pdf.makeIndirectObject(root);
}

void append_numbers(QPDF& pdf, QPDFObjectHandle tree, const NumberEntries& entries) {
  move_into_leaf(pdf, tree);
  auto kids = tree.getKey("/Kids");
  for (const auto& leaf : leaves(pdf, "/Nums", entries)) kids.appendItem(leaf);
}

}  // namespace taqrir::assemble
