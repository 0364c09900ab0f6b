// The list of all components, in the order of the reference page.
#include "components.hpp"

#include <algorithm>

namespace taqrir::declared {

const std::vector<Component>& components() {
  static const std::vector<Component> kComponents{
      cover_component(),        contents_component(),   text_component(),       key_facts_component(),
      table_component(),        chart_component(),      gantt_component(),      pictures_component(),
      callout_component(),      articles_component(),   parallel_component(),   comparison_component(),
      form_component(),         sign_in_component(),    attendance_component(), learning_component(),
      satisfaction_component(), indicators_component(), figures_component(),    recommendations_component(),
      logframe_component(),     budget_component(),     pieces_component(),     report_section_component(),
      signatures_component(),   page_break_component()};
  return kComponents;
}

const Component* find_component(std::string_view name) {
  const auto& all = components();
  const auto it =
      std::find_if(all.begin(), all.end(), [&](const Component& one) { return one.name == name; });
  return it == all.end() ? nullptr : &*it;
}

bool has_authors_anchors(const Component& component) {
  static constexpr std::string_view kTexts[]{"text", "callout", "articles", "parallel", "comparison"};
  return std::find(std::begin(kTexts), std::end(kTexts), component.name) != std::end(kTexts);
}

}  // namespace taqrir::declared
