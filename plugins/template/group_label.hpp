// The key `group_label`: a group's title in the words of another list, whose row has the group's value.
#pragma once

#include <string>

#include "component.hpp"

namespace taqrir::declared {

Field group_label_key();
void check_group_label(Checking& checking);
/// Of the row that the key's list has for this value; the value itself where it has none, or the section no
/// such key.
Inlines group_title(Composing& composing, const std::string& value);

}  // namespace taqrir::declared
