// What the test plugins share: a report with an id, whose compose is a function.
#pragma once

#include <memory>
#include <utility>

#include "sdk/plugin.hpp"

namespace taqrir::test {

class PlainReport : public Report {
 public:
  using Compose = Composed (*)(const ReportContext&);

  PlainReport(std::string id, Compose compose) : compose_(compose) {
    info_.id = std::move(id);
    info_.title.by_language = {{"fr", info_.id}, {"en", info_.id}};
  }
  const ReportInfo& info() const noexcept override { return info_; }
  Composed compose(const ReportContext& context) const override { return compose_(context); }

 private:
  ReportInfo info_;
  Compose compose_;
};

inline std::unique_ptr<Report> plain_report(std::string id, PlainReport::Compose compose) {
  return std::make_unique<PlainReport>(std::move(id), compose);
}

inline Composed empty_document(const ReportContext&) { return {Document{}, {}}; }

}  // namespace taqrir::test
