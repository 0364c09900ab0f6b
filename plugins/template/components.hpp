// One function a component; a new one is added here and to components.cpp.
#pragma once

#include "component.hpp"

namespace taqrir::declared {

// what frames the text
Component cover_component();
Component contents_component();
Component page_break_component();
Component signatures_component();
// texts and values
Component text_component();
Component callout_component();
Component key_facts_component();
Component table_component();
Component chart_component();
Component gantt_component();
Component pictures_component();
// legal texts
Component articles_component();
Component parallel_component();
Component comparison_component();
// to fill in by hand
Component form_component();
Component sign_in_component();
// what the kit counts
Component attendance_component();
Component learning_component();
Component satisfaction_component();
Component indicators_component();
Component figures_component();
Component recommendations_component();
Component logframe_component();
Component budget_component();
// what stands elsewhere
Component pieces_component();
Component report_section_component();

}  // namespace taqrir::declared
