// Number trees and name trees (ISO 32000-1, 7.9.6 and 7.9.7), balanced.
#pragma once

#include <string>
#include <vector>

#include "render/pdf/objects.hpp"

namespace taqrir::pdf {

/// Key and value in PDF syntax.
struct TreeEntry {
  std::string key, value;
};

enum class TreeKind { numbers, names };

/// Only a root has no limits.
enum class TreePlace { root, below_a_root };

/// Writes the tree; `entries` must be in order of their keys. Gives the root's number.
int write_tree(ObjectFile& file, TreeKind kind, const std::vector<TreeEntry>& entries,
               TreePlace place = TreePlace::root);

}  // namespace taqrir::pdf
