#include "model/choices.hpp"

namespace taqrir {

std::vector<std::string> labelled_choices(const Field& field, std::string_view language) {
  auto out = field.choices;
  for (std::size_t i = 0; i < out.size() && i < field.choice_labels.size(); ++i)
    if (const auto& label = field.choice_labels[i].in(language); !label.empty()) out[i] += " (" + label + ")";
  return out;
}

}  // namespace taqrir
