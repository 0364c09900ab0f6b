#include "layout/missing.hpp"

#include <algorithm>
#include <cstdio>

#include "base/result.hpp"

namespace taqrir::layout {

namespace {

constexpr std::size_t kNamed = 5;

struct Remedy {
  std::string package, family;
};

// Debian 12's packages.
Remedy remedy_for(const std::string& script) {
  static const char* const kCjk[] = {"Han", "Hiragana", "Katakana", "Hangul", "Bopomofo"};
  if (std::find(std::begin(kCjk), std::end(kCjk), script) != std::end(kCjk))
    return {"fonts-noto-cjk", "Noto Serif CJK SC"};
  if (script == "Common" || script == "Inherited" || script == "Unknown") return {"fonts-symbola", "Symbola"};
  std::string name = script;
  std::replace(name.begin(), name.end(), '_', ' ');
  return {"fonts-noto-core", "Noto Sans " + name};
}

std::string listed(const std::vector<char32_t>& characters) {
  std::string out;
  for (std::size_t i = 0; i < std::min(characters.size(), kNamed); ++i) {
    char name[16];
    std::snprintf(name, sizeof name, "U+%04X", static_cast<unsigned>(characters[i]));
    out += (i > 0 ? ", " : "") + std::string(name);
  }
  if (characters.size() > kNamed) out += " …";
  return out;
}

}  // namespace

Diagnostics missing_character_warnings(const Typesetter& typesetter) {
  Diagnostics out;
  for (const auto& missing : typesetter.missing()) {
    auto said =
        warning(missing.first,
                "no font of the theme has {} ({} of the script {}, {} in all): boxes stand in their place",
                {listed(missing.characters), std::to_string(missing.characters.size()), missing.script,
                 std::to_string(missing.count)});
    const auto remedy = remedy_for(missing.script);
    if (typesetter.has_family(remedy.family))
      out.push_back(
          hinted(std::move(said), "add “{}”, which is installed, to the theme's fonts", {remedy.family}));
    else
      out.push_back(hinted(std::move(said),
                           "install the package {} (or another font of the script) and add its family “{}” "
                           "to the theme's fonts",
                           {remedy.package, remedy.family}));
  }
  return out;
}

}  // namespace taqrir::layout
