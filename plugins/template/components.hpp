// One function a component; a new one is added here and to components.cpp.
#pragma once

#include "component.hpp"

namespace taqrir::declared {

Component cover_component();
Component contents_component();
Component text_component();
Component key_facts_component();
Component table_component();
Component callout_component();
Component page_break_component();

}  // namespace taqrir::declared
