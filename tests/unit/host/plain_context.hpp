// A ReportContext that holds a table of fields and knows nothing else, for tests of the door itself.
#pragma once

#include "sdk/report.hpp"

namespace taqrir::test {

class PlainLocale : public Locale {
 public:
  const std::string& language() const override { return language_; }
  std::string word(std::string_view key, const std::map<std::string, std::string>&) const override {
    return std::string(key);
  }
  bool has(std::string_view) const override { return false; }
  std::string plural(std::string_view key, std::int64_t) const override { return std::string(key); }
  std::string date(const Date& date) const override { return iso(date); }
  std::string short_date(const Date& date) const override { return iso(date); }
  std::string dates(const Date& from, const Date& to) const override { return iso(from) + "/" + iso(to); }
  std::string number(double value, int) const override { return std::to_string(value); }
  std::string integer(std::int64_t value) const override { return std::to_string(value); }
  std::string percent(double ratio, int) const override { return std::to_string(ratio * 100); }
  std::string list(const std::vector<std::string>& items) const override {
    return items.empty() ? std::string() : items.front();
  }
  bool before(std::string_view a, std::string_view b) const override { return a < b; }

 private:
  std::string language_ = "fr";
};

class PlainContext : public ReportContext {
 public:
  void set(std::string key, std::string text) { fields_.set(std::move(key), Value{std::move(text), {}}); }

  const Record& mission() const override { return mission_; }
  const std::vector<ActivityOutline>& activities() const override { return activities_; }
  const Record* activity() const override { return nullptr; }
  std::string activity_id() const override { return {}; }
  const Record& fields() const override { return fields_; }
  const Pieces& pieces() const override { return pieces_; }
  const std::vector<Deliverable>& deliverables() const override { return deliverables_; }
  std::string report_title(std::string_view report) const override { return std::string(report); }
  Result<Table> table(const FileRef&, const TableShape&) const override {
    return fail(error({}, "no tables"));
  }
  Result<Blocks> text(const FileRef&, int) const override { return fail(error({}, "no texts")); }
  Result<Inlines> inlines(std::string_view text, const Span&) const override {
    return Inlines{Inline{Text{std::string(text)}, {}}};
  }
  Composed compose(std::string_view, const Scope&) const override { return {}; }
  const Record* fields_of(std::string_view, const Scope&) const override { return nullptr; }
  const Locale& locale() const override { return locale_; }
  Date today() const override { return *parse_iso_date("2025-07-02"); }

 private:
  Record mission_, fields_;
  std::vector<ActivityOutline> activities_;
  Pieces pieces_;
  std::vector<Deliverable> deliverables_;
  PlainLocale locale_;
};

}  // namespace taqrir::test
