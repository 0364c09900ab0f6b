// A twin as Pandoc reads it, with the names of its styles.
#pragma once

#include <map>
#include <string>

#include "base/result.hpp"
#include "base/world.hpp"
#include "pandoc/ast.hpp"

namespace taqrir::pandoc {

struct TwinContent {
  ast::Json tree;
  std::map<std::string, std::string> pictures;  ///< files' contents, by the addresses in the tree
};

/// `format`: docx or odt. The package has been judged before (input/office_package.hpp).
Result<TwinContent> read_twin_content(World& world, World& files, const Bytes& file,
                                      const std::string& format, const std::string& shown);

}  // namespace taqrir::pandoc
