// What HTML, EPUB and PDF by way of HTML have in common: our styles are classes.
#pragma once

#include "pandoc/dialect.hpp"

namespace taqrir::pandoc {

class WebDialect : public Dialect {
 public:
  explicit WebDialect(const std::vector<int>& api) : api_(api) {}

  /// "Callout note" -> class "callout-note".
  ast::Attributes styled(const std::string& style) const override;
  /// A div of class "page-break", for the print.
  Json page_break() const override;
  Json figure(Json picture, Json caption) const override;
  ChartForm chart_form() const override { return ChartForm::svg; }
  bool pictures_as_data() const override { return true; }

 protected:
  const std::vector<int> api_;
};

}  // namespace taqrir::pandoc
