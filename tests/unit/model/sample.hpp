// A document in which every block and every inline stands at least once, with every member set away
// from its default somewhere: what the dump, the JSON form and the reference are tried on.
#pragma once

#include <map>
#include <string>

#include "base/diagnostic.hpp"
#include "model/document.hpp"
#include "model/locale.hpp"

namespace taqrir::test {

Document every_node();

/// A few French words, and numbers with a point.
class FewWords : public Locale {
 public:
  explicit FewWords(std::string language = "fr") : language_(std::move(language)) {}
  const std::string& language() const override { return language_; }
  std::string word(std::string_view key, const std::map<std::string, std::string>& arguments) const override;
  bool has(std::string_view) const override { return true; }
  std::string plural(std::string_view key, std::int64_t) const override { return std::string(key); }
  std::string date(const Date& date) const override { return iso(date); }
  std::string short_date(const Date& date) const override { return iso(date); }
  std::string dates(const Date& from, const Date& to) const override { return iso(from) + "/" + iso(to); }
  std::string number(double value, int decimals) const override {
    auto text = std::to_string(value);  // six digits after the point
    return text.substr(0, text.size() - (decimals > 0 ? 6 - decimals : 7));
  }
  std::string integer(std::int64_t value) const override { return std::to_string(value); }
  std::string percent(double ratio, int) const override { return std::to_string(ratio); }
  std::string list(const std::vector<std::string>& items) const override {
    return items.empty() ? "" : items[0];
  }
  bool before(std::string_view a, std::string_view b) const override { return a < b; }

 private:
  std::string language_;
};

std::string read(const std::string& path);

/// The file holds exactly `made`; with TAQRIR_BLESS=1 it is written instead.
void expect_same(const std::string& path, const std::string& made);

/// The messages alone, one a line, each with its hint after " — ".
std::string messages(const Diagnostics& diagnostics);

}  // namespace taqrir::test
