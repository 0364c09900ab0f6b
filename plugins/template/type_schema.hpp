// The keys of a type.toml: one table, from which it is checked and documented.
#pragma once

#include "model/schema.hpp"

namespace taqrir::declared {

inline constexpr int kFormatVersion = 1;

const Schema& type_schema();
/// The keys that every [[section]] has beside its component's.
const Schema& section_schema();
/// The keys of type.toml with those of fields and of every component's sections, for editors.
const Schema& editor_schema();
/// With what a component adds.
Schema section_schema(const Schema& component);

}  // namespace taqrir::declared
