#include "bindings.hpp"

namespace taqrir::declared {

namespace {

/// Bindings with a scope of their own.
class ItemBindings : public ScopeBindings {
 public:
  ItemBindings(std::shared_ptr<const Scope> scope, Environment& environment)
      : ScopeBindings(*scope, environment), scope_(std::move(scope)) {}

 private:
  std::shared_ptr<const Scope> scope_;
};

class ItemNames : public NameBindings {
 public:
  explicit ItemNames(std::shared_ptr<const Names> names) : NameBindings(*names), names_(std::move(names)) {}

 private:
  std::shared_ptr<const Names> names_;
};

}  // namespace

// ---------------------------------------------------------------- in a composition

Result<Inlines> ScopeBindings::value(std::string_view placeholder, const Span& span) const {
  auto expression = parse_expression(placeholder, span);
  if (!expression) return fail(std::move(expression.error()));
  const auto value = evaluate(*expression, scope_, environment_);
  const auto* text = std::get_if<std::string>(&value->content);
  if (text && text->empty()) return Inlines{};  // `default` said so
  return shown(*value, environment_);
}

std::optional<Result<Blocks>> ScopeBindings::blocks(std::string_view placeholder, const Span&,
                                                    int heading_level) const {
  const auto* datum = scope_.find(trimmed(placeholder));
  if (!datum || datum->shape->kind != ShapeKind::text_file) return std::nullopt;
  const auto* file = std::get_if<FileRef>(&datum->content);
  if (!file) return Result<Blocks>(Blocks{});
  return environment_.context().text(*file, heading_level);
}

Result<bool> ScopeBindings::holds(std::string_view condition, const Span& span) const {
  const auto parsed = parse_condition(condition, span);
  if (!parsed) return fail(parsed.error());
  return declared::holds(*parsed, scope_, environment_);
}

Result<std::vector<std::shared_ptr<const Bindings>>> ScopeBindings::each(std::string_view list,
                                                                         const Span&) const {
  std::vector<std::shared_ptr<const Bindings>> out;
  const auto* datum = scope_.find(trimmed(list));
  if (!datum) return out;
  const auto& rows = environment_.rows(*datum).elements;
  for (std::size_t i = 0; i < rows.size(); ++i) {  // they live as long as the environment
    auto scope = std::make_shared<const Scope>(scope_of_item(scope_, rows, i));
    out.push_back(std::make_shared<ItemBindings>(std::move(scope), environment_));
  }
  return out;
}

// ---------------------------------------------------------------- while it is checked

Result<Inlines> NameBindings::value(std::string_view placeholder, const Span& span) const {
  const auto expression = parse_expression(placeholder, span);
  if (!expression) return fail(expression.error());
  const auto shape = check_shown(*expression, names_, span);
  if (!shape) return fail(shape.error());
  return Inlines{{Text{"…"}, span}};
}

std::optional<Result<Blocks>> NameBindings::blocks(std::string_view placeholder, const Span& span,
                                                   int) const {
  const auto expression = parse_expression(placeholder, span);
  if (!expression || !expression->filters.empty()) return std::nullopt;
  const auto shape = check(*expression, names_, span);
  if (!shape || (*shape)->kind != ShapeKind::text_file) return std::nullopt;
  return Result<Blocks>(Blocks{});
}

Result<bool> NameBindings::holds(std::string_view condition, const Span& span) const {
  const auto parsed = parse_condition(condition, span);
  if (!parsed) return fail(parsed.error());
  if (auto wrong = declared::check(*parsed, names_); !wrong.empty()) return fail(std::move(wrong));
  return true;
}

Result<std::vector<std::shared_ptr<const Bindings>>> NameBindings::each(std::string_view list,
                                                                        const Span& span) const {
  const auto row = check_rows(list, names_, span);
  if (!row) return fail(row.error());
  auto names = std::make_shared<const Names>(names_of_item(names_, **row));
  return std::vector<std::shared_ptr<const Bindings>>{std::make_shared<ItemNames>(std::move(names))};
}

Result<const Shape*> check_rows(std::string_view list, const Names& names, const Span& span) {
  const auto expression = parse_expression(list, span);
  if (!expression) return fail(expression.error());
  const auto place = place_of(expression->path, span);
  if (!expression->filters.empty())
    return fail(
        hinted(error(place, "what is repeated over takes no filter"), "write only {}", {expression->path}));
  const auto shape = names.find(expression->path, span);
  if (!shape) return shape;
  if (const auto* row = (*shape)->row()) return row;
  return fail(hinted(error(place, "“{}” has no rows to repeat over: it is of the kind {}",
                           {expression->path, name_of((*shape)->kind)}),
                     "name a field of type list or sheet"));
}

}  // namespace taqrir::declared
