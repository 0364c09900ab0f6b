// Words, dates and figures in the report's language, under one topic of the locale. What is missing is
// worded as missing, never left blank.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "model/document.hpp"
#include "model/locale.hpp"

namespace taqrir::kit {

using Arguments = std::map<std::string, std::string>;

/// As many as a value has, two at most.
int decimals_of(double value);

class Words {
 public:
  /// `topic`: "kit", or the id of the plugin. The locale must outlive the object.
  Words(const Locale& locale, std::string topic) : locale_(&locale), topic_(std::move(topic)) {}

  const Locale& locale() const noexcept { return *locale_; }
  const std::string& language() const { return locale_->language(); }

  std::string operator()(std::string_view key, const Arguments& arguments = {}) const;
  /// The word under `key`, where parts between U+2066 and U+2069 (formulas, titles of works) are Latin and
  /// run left to right whatever the report's direction.
  Inlines with_latin(std::string_view key) const;
  std::string plural(std::string_view key, int n) const;

  std::string missing() const { return locale_->word("document.missing"); }
  std::string or_missing(const std::string& text) const { return text.empty() ? missing() : text; }
  std::string integer(int n) const { return locale_->integer(n); }
  std::string number(std::optional<double> value, int decimals) const;
  /// As many decimals as the value needs, two at most: 12, 4.5, 0.25.
  std::string value(std::optional<double> value) const;
  std::string percent(std::optional<double> ratio, int decimals = 0) const;
  std::string date(const std::optional<Date>& date) const;
  std::string short_date(const std::optional<Date>& date) const;

  /// The text in the report's language; marked with its own language where only another has it.
  Inlines localized(const LocalizedText& text) const;
  /// Words of a language that nobody told, in their own direction: “Formatrice F1” in an Arabic list.
  Inlines as_written(const std::string& text) const;

 private:
  const Locale* locale_;
  std::string topic_;
};

}  // namespace taqrir::kit
