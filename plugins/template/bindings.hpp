// What a template's placeholders mean: in a composition (ScopeBindings), and while only mistakes are looked
// for (NameBindings).
#pragma once

#include "condition.hpp"
#include "environment.hpp"
#include "model/bindings.hpp"

namespace taqrir::declared {

class ScopeBindings : public Bindings {
 public:
  ScopeBindings(const Scope& scope, Environment& environment) : scope_(scope), environment_(environment) {}

  Result<Inlines> value(std::string_view placeholder, const Span& span) const override;
  std::optional<Result<Blocks>> blocks(std::string_view placeholder, const Span& span,
                                       int heading_level) const override;
  Result<bool> holds(std::string_view condition, const Span& span) const override;
  Result<std::vector<std::shared_ptr<const Bindings>>> each(std::string_view list,
                                                            const Span& span) const override;

 private:
  const Scope& scope_;
  Environment& environment_;
};

class NameBindings : public Bindings {
 public:
  explicit NameBindings(const Names& names) : names_(names) {}

  Result<Inlines> value(std::string_view placeholder, const Span& span) const override;
  std::optional<Result<Blocks>> blocks(std::string_view placeholder, const Span& span,
                                       int heading_level) const override;
  Result<bool> holds(std::string_view condition, const Span& span) const override;
  Result<std::vector<std::shared_ptr<const Bindings>>> each(std::string_view list,
                                                            const Span& span) const override;
  bool rehearses() const override { return true; }

 private:
  const Names& names_;
};

/// The rows that an expression names, for repetition; an error when it names none.
Result<const Shape*> check_rows(std::string_view list, const Names& names, const Span& span);

}  // namespace taqrir::declared
