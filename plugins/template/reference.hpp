// The page of all that an author may write, made from the tables of the checks.
#pragma once

#include <string>

namespace taqrir::declared {

/// Markdown.
std::string reference();

}  // namespace taqrir::declared
