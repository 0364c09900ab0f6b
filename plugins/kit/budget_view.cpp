#include "kit/budget_view.hpp"

#include <algorithm>

#include "kit/cells.hpp"
#include "model/builder.hpp"

namespace taqrir::kit {

namespace {

struct Group {
  std::string name;
  std::vector<BudgetLine> lines;
};

/// By heading, in the order in which they first come.
std::vector<Group> grouped(const std::vector<BudgetLine>& lines) {
  std::vector<Group> out;
  for (const auto& line : lines) {
    auto it = std::find_if(out.begin(), out.end(), [&](const Group& one) { return one.name == line.group; });
    if (it == out.end()) it = out.insert(out.end(), {line.group, {}});
    it->lines.push_back(line);
  }
  return out;
}

class BudgetMaker {
 public:
  BudgetMaker(Writer& writer, const std::vector<BudgetLine>& lines, const BudgetManner& manner)
      : writer_(writer), kit_(writer.kit()), lines_(lines), manner_(manner) {}

  Block planned() {
    const TableColumn figure{Alignment::decimal};
    TableBuilder table({{}, {}, figure, {Alignment::decimal, {}}, {Alignment::decimal, {}}});
    table.header({kit_("budget.item"), kit_("budget.unit"), kit_("budget.quantity"),
                  kit_("budget.unit-price"), kit_("budget.amount")});
    rows(
        table, 5, [&](const BudgetLine& line) { return planned_row(line); },
        [&](const std::string& label, const std::vector<BudgetLine>& of) {
          const auto all = totals(of);
          return std::vector<TableCell>{
              cell(strong(label)), {}, {}, {}, cell(strong(of_n(all.amount, all.with_amount, all)))};
        });
    const auto all = totals(lines_);
    const auto total = [&](const std::string& label, const std::string& amount) {
      table.total({cell(label), {}, {}, {}, cell(amount)});
    };
    total(kit_(manner_.tax ? "budget.before-tax" : "total"), of_n(all.amount, all.with_amount, all));
    if (manner_.tax) {
      const auto tax = tax_on(all.amount, *manner_.tax);
      total(kit_("budget.tax", {{"rate", kit_.percent(manner_.tax, decimals_of(*manner_.tax * 100))}}),
            of_n(tax, all.with_amount, all));
      total(kit_("budget.with-tax"), of_n(to_cents(all.amount + tax), all.with_amount, all));
    }
    table.caption(plain(kit_("budget.table", {{"currency", currency()}})));
    return table.build("budget-table");
  }

  Block against_actual() {
    const TableColumn amount{Alignment::decimal};
    TableBuilder table({{}, amount, amount, amount, {Alignment::decimal}});
    table.header({kit_("budget.item"), kit_("budget.planned"), kit_("budget.actual"), kit_("budget.variance"),
                  kit_("budget.share")});
    rows(
        table, 5, [&](const BudgetLine& line) { return actual_row(line); },
        [&](const std::string& label, const std::vector<BudgetLine>& of) {
          return in_bold(actual_totals(label, of));
        });
    table.total(actual_totals(kit_("total"), lines_));
    table.caption(plain(kit_("budget.actual-table", {{"currency", currency()}})));
    return table.build("budget-actual-table");
  }

 private:
  std::string currency() const {
    const auto key = "currency." + manner_.currency + ".sign";
    return kit_.locale().has(key) ? kit_.locale().word(key) : manner_.currency;
  }
  std::string money(double amount) const { return kit_.number(amount, 2); }
  std::string money(std::optional<double> amount) const { return kit_.number(amount, 2); }

  /// Of how many lines, where some have none.
  std::string of_n(double amount, int with, const BudgetTotals& all) const {
    return with == 0 ? kit_.missing() : of_n(money(amount), with, all);
  }
  std::string of_n(std::string figure, int with, const BudgetTotals& all) const {
    if (with == 0 || with == all.lines) return figure;
    return kit_("budget.of-n", {{"amount", std::move(figure)}, {"n", kit_.integer(with)}});
  }

  TableCell name(const BudgetLine& line) {
    auto text = writer_.inlines(line.label, line.label_span);
    if (!line.code.empty()) text = joined({plain(line.code + " – "), std::move(text)});
    auto out = cell(std::move(text));
    out.header = true;
    return out;
  }

  std::vector<TableCell> planned_row(const BudgetLine& line) {
    return {name(line), cell(line.unit.empty() ? kit_.missing() : line.unit), cell(kit_.value(line.quantity)),
            cell(money(line.unit_price)), cell(money(line.amount()))};
  }

  static Tone tone_of(std::optional<double> variance) {
    if (!variance) return Tone::muted;
    return *variance > 0 ? Tone::caution : Tone::neutral;
  }

  std::string signed_money(std::optional<double> amount) const {
    if (!amount) return kit_.missing();
    return *amount > 0 ? "+" + money(*amount) : money(*amount);
  }

  std::vector<TableCell> actual_row(const BudgetLine& line) {
    const auto planned = line.amount(), variance = line.variance();
    const auto share =
        planned && line.actual && *planned > 0 ? std::optional(*line.actual / *planned) : std::nullopt;
    return {name(line), cell(money(planned)), cell(money(line.actual)),
            toned(cell(signed_money(variance)), tone_of(variance)), cell(kit_.percent(share, 1))};
  }

  std::vector<TableCell> actual_totals(const std::string& label, const std::vector<BudgetLine>& of) const {
    const auto all = totals(of);
    const auto variance = all.variance();
    return {cell(label), cell(of_n(all.amount, all.with_amount, all)),
            cell(of_n(all.actual, all.with_actual, all)),
            toned(cell(of_n(signed_money(variance), all.with_both, all)), tone_of(variance)),
            cell(of_n(kit_.percent(all.share(), 1), all.with_both, all))};
  }

  static std::vector<TableCell> in_bold(std::vector<TableCell> cells) {
    for (auto& one : cells)
      for (auto& block : one.content)
        if (auto* paragraph = std::get_if<Paragraph>(&block.content);
            paragraph && !paragraph->content.empty())
          paragraph->content = {{Strong{std::move(paragraph->content)}, {}}};
    return cells;
  }

  template <class Row, class Sum>
  void rows(TableBuilder& table, std::size_t columns, Row row, Sum sum) {
    const auto groups = grouped(lines_);
    for (const auto& group : groups) {
      const bool named = !group.name.empty() && groups.size() > 1;
      if (named) table.row({group_cell(kit_.as_written(group.name), columns)});
      for (const auto& line : group.lines) table.row(row(line));
      if (named) table.row(sum(kit_("budget.subtotal", {{"group", group.name}}), group.lines));
    }
  }

  Writer& writer_;
  const Words& kit_;
  const std::vector<BudgetLine>& lines_;
  const BudgetManner& manner_;
};

}  // namespace

double tax_on(double amount, double rate) { return to_cents(amount * rate); }

Block budget_table(Writer& writer, const std::vector<BudgetLine>& lines, const BudgetManner& manner) {
  return BudgetMaker(writer, lines, manner).planned();
}

Block budget_against_actual(Writer& writer, const std::vector<BudgetLine>& lines,
                            const BudgetManner& manner) {
  return BudgetMaker(writer, lines, manner).against_actual();
}

}  // namespace taqrir::kit
