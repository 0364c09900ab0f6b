#include "kit/logframe.hpp"

#include <array>

namespace taqrir::kit {

namespace {

constexpr std::array kLevels{ChainLevel::goal, ChainLevel::objective, ChainLevel::result,
                             ChainLevel::activity};

ChainLevel level_of(const std::string& key) {
  for (const auto level : kLevels)
    if (key_of(level) == key) return level;
  return ChainLevel::result;
}

ChainLink link_of(const Record& record) {
  return {level_of(record.text("level")), record.text("code"), indicators_of(record, "indicators"), record};
}

std::vector<std::string> keys() {
  std::vector<std::string> out;
  for (const auto level : kLevels) out.push_back(key_of(level));
  return out;
}

}  // namespace

std::string key_of(ChainLevel level) {
  switch (level) {
    case ChainLevel::goal: return "goal";
    case ChainLevel::objective: return "objective";
    case ChainLevel::result: return "result";
    case ChainLevel::activity: return "activity";
  }
  return "result";
}

Field logframe_fields(std::string name) {
  return list_field(
      std::move(name),
      table_field("link",
                  {labelled(choice_field("level", keys(), true), "Niveau", "Level",
                            "goal : objectif général ; objective : objectif spécifique ; result ; activity",
                            "goal: overall objective; objective: specific objective; result; activity"),
                   labelled(text_field("code"), "Code", "Code"),
                   labelled(text_field("text", true), "Énoncé", "Statement"),
                   labelled(indicator_fields("indicators"), "Indicateurs", "Indicators"),
                   labelled(text_field("assumptions"), "Hypothèses", "Assumptions")}));
}

std::vector<ChainLink> logframe_of(const Record& fields, std::string_view key) {
  std::vector<ChainLink> chain;
  for (const auto& record : fields.tables(key)) chain.push_back(link_of(record));
  return chain;
}

Diagnostics check_chain(const std::vector<ChainLink>& chain) {
  Diagnostics out;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const auto level = chain[i].level;
    const bool first_of_all = i == 0;
    const bool skips = !first_of_all && static_cast<int>(level) > static_cast<int>(chain[i - 1].level) + 1;
    if (first_of_all ? level == ChainLevel::activity : skips)
      out.push_back(hinted(warning(chain[i].record.span_of("level"),
                                   "“{}” stands here without the level above it", {key_of(level)}),
                           "the chain goes from goal to objective, result and activity"));
  }
  return out;
}

}  // namespace taqrir::kit
