#include "assemble/trees.hpp"

#include <set>
#include <vector>

#include "assemble/syntax.hpp"

namespace taqrir::assemble {
namespace {

constexpr std::size_t kFanOut = 64;

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

std::string key_text(const std::string& name) { return string_text(name); }
std::string key_text(long long number) { return std::to_string(number); }

/// A node that is not written yet: what it holds, and its first and last key.
struct Node {
  std::string content, first, last;

  std::string limits() const { return "/Limits[" + first + ' ' + last + ']'; }
};

template <class Entries>
std::vector<Node> leaves(const Entries& entries, const char* key) {
  std::vector<Node> made;
  std::size_t i = 0;
  for (const auto& [name, value] : entries) {
    const auto text = key_text(name);
    if (i++ % kFanOut == 0) made.push_back({std::string(key) + '[', text, {}});
    made.back().last = text;
    made.back().content += text + ' ' + value + ' ';
  }
  for (auto& leaf : made) leaf.content += ']';
  return made;
}

/// The nodes written, under parents that are not.
std::vector<Node> raised(Output& output, const std::vector<Node>& level) {
  std::vector<Node> parents;
  for (std::size_t i = 0; i < level.size(); ++i) {
    if (i % kFanOut == 0) parents.push_back({"/Kids[", level[i].first, {}});
    parents.back().last = level[i].last;
    parents.back().content += reference_text(output.add("<<" + level[i].content + level[i].limits() + ">>")) + ' ';
  }
  for (auto& parent : parents) parent.content += ']';
  return parents;
}

template <class Entries>
int write_tree(Output& output, const Entries& entries, const char* key) {
  auto level = leaves(entries, key);
  if (level.empty()) return output.add(std::string("<<") + key + "[]>>");
  do level = raised(output, level);
  while (level.size() > 1);
  return output.add("<<" + level.front().content + ">>");
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

int write_names(Output& output, const std::map<std::string, std::string>& entries) {
  return write_tree(output, entries, "/Names");
}

int write_numbers(Output& output, const std::map<long long, std::string>& entries) {
  return write_tree(output, entries, "/Nums");
}

}  // namespace taqrir::assemble
