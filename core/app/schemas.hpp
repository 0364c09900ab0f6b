// JSON Schema of what TOML files and forms hold.
#pragma once

#include <string>

#include "model/schema.hpp"

namespace taqrir::app {

/// Of a table with these keys, and no others.
std::string json_schema_of(const Schema& fields);

}  // namespace taqrir::app
