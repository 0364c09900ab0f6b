// The data that ships with Taqrir: themes, locales, visibility rules (templates/).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "model/locale.hpp"
#include "model/theme.hpp"

namespace taqrir::input {

/// templates/themes/<id>.toml under the first of `folders` that has it. A theme may name another as
/// its `base` and change only some values. Unknown id: error with the known ones.
Result<Theme> load_theme(World& world, const std::vector<std::string>& folders, const std::string& id);

/// A theme in a file of its own, which changes `base` unless it names another base.
Result<Theme> extend_theme(World& world, const std::vector<std::string>& folders, const std::string& path,
                           const std::string& shown, const Theme& base);

/// Words of a language: every `<folder>/locales/<language>/<topic>.toml`; the key `x.y` of topic `t` is
/// "t.x.y". French stands below every language. `folders` are templates/ and plugin folders.
/// Formats by ICU. `fallbacks()` of the returned object lists the keys that fell back to French.
class FileLocale : public Locale {
 public:
  virtual std::vector<std::string> fallbacks() const = 0;
  /// Keys that no language has; they stand on the pages as they are.
  virtual std::vector<std::string> unknown_keys() const = 0;
  /// Where `in(language)` looks: null for a language without words. Asked at most once a language.
  using Others = std::function<std::shared_ptr<const Locale>(const std::string& language)>;
  virtual void know_others(Others others) = 0;
};
Result<std::shared_ptr<FileLocale>> load_locale(World& world, const std::vector<std::string>& folders,
                                                const std::string& language);

/// What a funder asks to be shown: templates/visibility/<funder>.toml.
struct Visibility {
  std::string logo;         ///< file beside the TOML, path as World reads it; empty: none
  LocalizedText statement;  ///< "Financé par l'Union européenne"
  LocalizedText disclaimer;
  LocalizedText logo_alt;
};
Result<Visibility> load_visibility(World& world, const std::vector<std::string>& folders,
                                   const std::string& funder);

}  // namespace taqrir::input
