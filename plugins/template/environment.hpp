// What one composition has at hand, and how its values come to stand in the document.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "datum.hpp"
#include "expression.hpp"
#include "kit/writer.hpp"
#include "names.hpp"

namespace taqrir::declared {

class Environment {
 public:
  /// `currency`: of amounts whose field names none; `words`: the type's own.
  Environment(kit::Writer& writer, std::string currency, const std::map<std::string, LocalizedText>& words)
      : writer_(writer), currency_(std::move(currency)), words_(words) {}

  kit::Writer& writer() { return writer_; }
  const ReportContext& context() const { return writer_.context(); }
  /// The report's, or of the text that is being put in.
  const Locale& locale() const { return kit().locale(); }
  const kit::Words& kit() const { return spoken_ ? *spoken_ : writer_.kit(); }
  /// Values are worded in another language until the end of what is done.
  template <class Do>
  auto speaking(const std::string& language, Do&& what) {
    auto before = std::exchange(spoken_, kit::Words(writer_.context().locale().in(language), "kit"));
    auto out = what();
    spoken_ = std::move(before);
    return out;
  }
  const std::string& currency(const Shape& shape) const {
    return shape.currency.empty() ? currency_ : shape.currency;
  }
  /// A word of the type in the report's language; null when it has none of that name.
  const LocalizedText* word(const std::string& name) const;

  /// The datum itself, or of a sheet its rows: read once, what is wrong in it kept by the writer.
  const Datum& rows(const Datum& datum);

 private:
  kit::Writer& writer_;
  std::optional<kit::Words> spoken_;  // none: the report's own
  std::string currency_;
  const std::map<std::string, LocalizedText>& words_;
  std::map<std::string, std::unique_ptr<const Datum>> sheets_;
};

/// The value in the report's language. A value is text whatever it holds: line ends are kept, control
/// characters and overrides of direction are not. What is missing is worded as missing.
Inlines shown(const Datum& datum, Environment& environment);
std::string shown_text(const Datum& datum, Environment& environment);

/// The label in the report's language; without one, the name.
std::string label_of(const Shape& shape, Environment& environment);

/// A value that an expression gives: one that lies in the scope, or one of its own.
class Evaluated {
 public:
  explicit Evaluated(const Datum* view) : view_(view) {}
  explicit Evaluated(Datum own) : own_(std::make_unique<Datum>(std::move(own))), view_(own_.get()) {}
  const Datum& operator*() const { return *view_; }
  const Datum* operator->() const { return view_; }

 private:
  std::unique_ptr<Datum> own_;
  const Datum* view_;
};
Evaluated evaluate(const Expression& expression, const Scope& scope, Environment& environment);

/// The expression up to what its filters only word: the value that can be added up.
Expression without_wording(const Expression& expression);

/// A known filter's work on a value; of another the value itself.
Datum apply_filter(const FilterCall& call, Datum value, Environment& environment);

/// The shape of what an expression gives, or every reason why it cannot be.
Result<const Shape*> check(const Expression& expression, const Names& names, const Span& span);
/// As check, for what is to stand in a line.
Result<const Shape*> check_shown(const Expression& expression, const Names& names, const Span& span);

}  // namespace taqrir::declared
