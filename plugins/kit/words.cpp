#include "kit/words.hpp"

#include <algorithm>
#include <cmath>

#include "model/builder.hpp"
#include "model/language.hpp"

namespace taqrir::kit {

namespace {

bool is_whole(double value) { return std::abs(value - std::round(value)) < 1e-9; }

/// "fr" covers "fr-MA".
bool covers(const std::string& tag, const std::string& language) {
  return tag.empty() || tag == language || language.rfind(tag + "-", 0) == 0;
}

}  // namespace

int decimals_of(double value) {
  if (is_whole(value)) return 0;
  return is_whole(value * 10) ? 1 : 2;
}

std::string Words::operator()(std::string_view key, const Arguments& arguments) const {
  return locale_->word(topic_ + "." + std::string(key), arguments);
}

Inlines Words::with_latin(std::string_view key) const {
  constexpr std::string_view open = "\u2066", close = "\u2069";
  const auto text = (*this)(key);
  std::vector<Inlines> parts;
  std::size_t at = 0;
  for (auto from = text.find(open); from != std::string::npos; from = text.find(open, at)) {
    const auto start = from + open.size(), end = std::min(text.find(close, start), text.size());
    parts.push_back(plain(text.substr(at, from - at)));
    parts.push_back(in_language("en", text.substr(start, end - start)));
    at = std::min(end + close.size(), text.size());
  }
  parts.push_back(plain(text.substr(at)));
  return joined(std::move(parts));
}

std::string Words::plural(std::string_view key, int n) const {
  return locale_->plural(topic_ + "." + std::string(key), n);
}

std::string Words::number(std::optional<double> value, int decimals) const {
  return value ? locale_->number(*value, decimals) : missing();
}

std::string Words::value(std::optional<double> value) const {
  return number(value, value ? decimals_of(*value) : 0);
}

std::string Words::percent(std::optional<double> ratio, int decimals) const {
  return ratio ? locale_->percent(*ratio, decimals) : missing();
}

std::string Words::date(const std::optional<Date>& date) const {
  return date ? locale_->date(*date) : missing();
}

std::string Words::short_date(const std::optional<Date>& date) const {
  return date ? locale_->short_date(*date) : missing();
}

Inlines Words::localized(const LocalizedText& text) const {
  if (text.empty()) return plain(missing());
  const auto tag = text.language_for(language());
  const auto& words = text.in(language());
  return covers(tag, language()) ? plain(words) : in_language(tag, words);
}

namespace {

/// Letters of the Arabic block, U+0600 to U+077F: lead bytes D8 to DD.
bool has_arabic(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto lead = static_cast<unsigned char>(c);
    return lead >= 0xD8 && lead <= 0xDD;
  });
}

}  // namespace

Inlines Words::as_written(const std::string& text) const {
  const auto script = dominant_script(text);
  const bool right_to_left = direction_of(language()) == Direction::rtl;
  if (script == "latn" && right_to_left && !has_arabic(text)) return in_language("und-Latn", text);
  if (script == "arab" && !right_to_left) return in_language("und-Arab", text);
  return plain(text);
}

}  // namespace taqrir::kit
