// A locale that says which word it was asked for, so that tests see keys and arguments, not a translation.
#pragma once

#include <cstdio>

#include "model/locale.hpp"

namespace taqrir::kit::test {

class EchoLocale : public Locale {
 public:
  explicit EchoLocale(std::string language = "fr") : language_(std::move(language)) {}

  const std::string& language() const override { return language_; }
  std::string word(std::string_view key, const std::map<std::string, std::string>& arguments) const override {
    std::string out = "<" + std::string(key);
    for (const auto& [name, value] : arguments) out += " " + name + "=" + value;
    return out + ">";
  }
  bool has(std::string_view key) const override { return key == "kit.half-day.matin"; }
  std::string plural(std::string_view key, std::int64_t n) const override {
    return "<" + std::string(key) + " " + std::to_string(n) + ">";
  }
  std::string date(const Date& date) const override { return iso(date); }
  std::string short_date(const Date& date) const override { return iso(date); }
  std::string dates(const Date& from, const Date& to) const override { return iso(from) + "/" + iso(to); }
  std::string number(double value, int decimals) const override {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text;
  }
  std::string integer(std::int64_t value) const override { return std::to_string(value); }
  std::string percent(double ratio, int decimals) const override {
    return number(ratio * 100, decimals) + "%";
  }
  std::string list(const std::vector<std::string>& items) const override {
    std::string out;
    for (const auto& item : items) out += (out.empty() ? "" : ", ") + item;
    return out;
  }
  bool before(std::string_view a, std::string_view b) const override { return a < b; }

 private:
  std::string language_;
};

}  // namespace taqrir::kit::test
