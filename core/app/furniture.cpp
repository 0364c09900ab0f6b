#include "app/furniture.hpp"

#include <algorithm>
#include <array>

namespace taqrir::app {

namespace {

// The letterhead's order: Arabic, Tamazight, French; then what else there is.
constexpr std::array<std::string_view, 4> kOrder{"ar", "zgh", "fr", "en"};

std::vector<FurnitureLine> lines_of(const LocalizedText& text, bool strong,
                                    const std::string& plain_language) {
  std::vector<FurnitureLine> lines;
  const auto add = [&](const std::string& language, const std::string& words) {
    if (!words.empty()) lines.push_back({words, language.empty() ? plain_language : language, strong});
  };
  for (const auto tag : kOrder)
    if (const auto it = text.by_language.find(std::string(tag)); it != text.by_language.end())
      add(it->first, it->second);
  for (const auto& [language, words] : text.by_language)
    if (std::find(kOrder.begin(), kOrder.end(), language) == kOrder.end()) add(language, words);
  return lines;
}

void place_logos(const Record& mission, Furniture& furniture) {
  for (const auto& logo : mission.tables("logo")) {
    const auto file = logo.file("file");
    if (!file) continue;
    const auto role = logo.text("role");
    auto& cell = role == "organisation" ? furniture.middle
                 : role == "programme"  ? furniture.end
                                        : furniture.start;
    cell.logos.push_back({*file, logo.text("alt", "fr")});
  }
}

void state_funding(const input::Visibility& visibility, const std::string& language, Furniture& furniture) {
  if (furniture.start.logos.empty() && !visibility.logo.empty())
    furniture.start.logos.push_back({{visibility.logo, {}}, visibility.logo_alt.in(language)});
  if (visibility.statement.empty()) return;
  const auto& statement = visibility.statement.in(language);
  furniture.start.lines.push_back({statement, visibility.statement.language_for(language), false});
  furniture.footer = statement;
}

}  // namespace

Furniture furniture(const Record& mission, const input::Visibility* visibility, const std::string& language) {
  Furniture out;
  const auto first = mission.texts("languages");
  const auto plain = first.empty() ? language : first.front();
  place_logos(mission, out);
  if (visibility) state_funding(*visibility, language, out);
  if (const auto* organisation = mission.table("organisation"))
    out.middle.lines = lines_of(organisation->localized("name"), true, plain);
  if (const auto* programme = mission.table("programme"))
    out.end.lines = lines_of(programme->localized("name"), false, plain);
  return out;
}

}  // namespace taqrir::app
