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
  /// How many levels of headings the title takes before those of the text.
  virtual int title_levels() const { return 1; }
  bool is_web() const override { return true; }
  void enrich(Json& meta, const Materials& materials) const override;
  Result<std::vector<std::string>> arguments(Materials& materials) const override;
  ChartForm chart_form() const override { return ChartForm::svg; }
  bool pictures_as_data() const override { return true; }

 protected:
  /// Of a theme and the named files of templates/pandoc, in order.
  static std::string style_sheet(const Materials& materials, std::initializer_list<const char*> files);
  /// --template= of a file of templates/pandoc. Error: no folder has it.
  static Result<std::string> template_option(Materials& materials, const char* file);
  const std::vector<int> api_;
};

}  // namespace taqrir::pandoc
