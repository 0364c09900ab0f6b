#include "model/theme.hpp"

namespace taqrir {

const TextStyle& Theme::style(const std::string& name) const {
  static const TextStyle kPlain;
  if (const auto it = styles.find(name); it != styles.end()) return it->second;
  const auto body = styles.find("body");
  return body == styles.end() ? kPlain : body->second;
}

Rgb Theme::color(const std::string& name) const {
  const auto it = colors.find(name);
  return it == colors.end() ? Rgb{} : it->second;
}

}  // namespace taqrir
