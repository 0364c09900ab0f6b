#include "render/pdf/tree.hpp"

#include <algorithm>

#include "render/pdf/syntax.hpp"

namespace taqrir::pdf {

namespace {

constexpr std::size_t kFanOut = 64;

struct Branch {
  std::string first, last;
  std::string entries;  ///< without /Limits
};

std::vector<Branch> leaves(TreeKind kind, const std::vector<TreeEntry>& entries) {
  std::vector<Branch> out;
  for (std::size_t i = 0; i < entries.size() || out.empty(); i += kFanOut) {
    const std::size_t end = std::min(i + kFanOut, entries.size());
    Branch leaf{i < end ? entries[i].key : "", i < end ? entries[end - 1].key : "", {}};
    leaf.entries = kind == TreeKind::numbers ? "/Nums[" : "/Names[";
    for (std::size_t k = i; k < end; ++k) leaf.entries += entries[k].key + ' ' + entries[k].value + '\n';
    leaf.entries += ']';
    out.push_back(std::move(leaf));
  }
  return out;
}

int store(ObjectFile& file, const Branch& branch) {
  const int object = file.reserve();
  file.set(object, branch.entries + "/Limits[" + branch.first + ' ' + branch.last + ']');
  return object;
}

std::vector<Branch> parents_of(ObjectFile& file, const std::vector<Branch>& level) {
  std::vector<Branch> out;
  for (std::size_t i = 0; i < level.size(); i += kFanOut) {
    const std::size_t end = std::min(i + kFanOut, level.size());
    Branch parent{level[i].first, level[end - 1].last, "/Kids["};
    for (std::size_t k = i; k < end; ++k) {
      put_reference(parent.entries, store(file, level[k]));
      parent.entries += ' ';
    }
    parent.entries += ']';
    out.push_back(std::move(parent));
  }
  return out;
}

}  // namespace

int write_tree(ObjectFile& file, TreeKind kind, const std::vector<TreeEntry>& entries, TreePlace place) {
  std::vector<Branch> level = leaves(kind, entries);
  while (level.size() > 1) level = parents_of(file, level);
  if (place == TreePlace::below_a_root) return store(file, level.front());
  const int root = file.reserve();
  file.set(root, std::move(level.front().entries));
  return root;
}

}  // namespace taqrir::pdf
