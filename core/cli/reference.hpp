// The page docs/reference.md, made from the option table.
#pragma once

#include <string>

namespace taqrir::cli {

std::string reference_page();

}  // namespace taqrir::cli
