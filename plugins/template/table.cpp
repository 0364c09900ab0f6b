// component = "table": the rows of a sheet or of a list, in columns; sorted, chosen, grouped, summed up.
#include <algorithm>

#include "amounts.hpp"
#include "components.hpp"
#include "model/builder.hpp"

namespace taqrir::declared {

namespace {

// ---------------------------------------------------------------- checks

void check_column(Checking& checking, const Record& column, const Names& names) {
  checking.text(column, "title", checking.names());
  const auto* shape = checking.expression(column, "value", names);
  if (!shape) return;
  const auto total = column.text("total");
  const bool of_numbers = total == "sum" || total == "mean";
  const auto expression = parse_expression(column.text("value"), {});
  const auto path = expression ? names.find(expression->path, {}) : Result<const Shape*>(nullptr);
  if (of_numbers && path && *path && !(*path)->is_number())
    checking.say(hinted(
        error(column.span_of("total"), "“{}” is no number: it has no {}", {column.text("value"), total}),
        "total = \"count\" counts rows; sums are of integer, number and money"));
}

/// A name of the rows by which they are put in order or in groups; `-` before it: from the last to the first.
void check_order(Checking& checking, const char* key, const Names& names) {
  if (!checking.section().has(key)) return;
  auto name = checking.section().text(key);
  const auto span = checking.section().span_of(key);
  if (name.starts_with("-")) name.erase(0, 1);
  const auto shape = names.find(name, span);
  if (!shape) checking.say(shape.error());
}

void check_table(Checking& checking) {
  checking.text("caption"), checking.text("empty"), checking.text("total_label");
  const auto* row = checking.rows("rows");
  if (checking.section().has("columns") && checking.raw_tables("columns").empty())
    checking.say(hinted(error(checking.section().span_of("columns"), "the table has no column"),
                        "write columns = [ { value = \"nom\" }, … ]"));
  if (!row) return;
  const auto names = names_of_item(checking.names(), *row);
  for (const auto& column : checking.raw_tables("columns")) check_column(checking, column, names);
  check_order(checking, "sort", names), check_order(checking, "group", names);
  checking.condition(checking.section(), "where", names);
}

// ---------------------------------------------------------------- rows

using Rows = std::vector<const Datum*>;

/// One composition of a table.
class TableMaker {
 public:
  explicit TableMaker(Composing& composing)
      : composing_(composing),
        environment_(composing.environment()),
        columns_(composing.section().tables("columns")) {
    for (const auto& column : columns_) {
      const auto expression = parse_expression(column.text("value"), {});
      expressions_.push_back(expression ? *expression : Expression{});
    }
  }

  Blocks make() {
    const auto rows = chosen();
    if (rows.empty()) return without_rows();
    TableBuilder builder(table_columns(rows));
    builder.header(titles(*rows.front()->shape));
    add_rows(builder, rows);
    if (has_totals()) builder.total(total_row(rows, total_label()));
    if (composing_.section().has("caption")) builder.caption(composing_.text("caption"));
    return {builder.build()};
  }

 private:
  Scope scope_of(const Datum& row, std::size_t index, std::size_t count) {
    return scope_of_item(composing_.scope(),
                         std::shared_ptr<const Datum>(std::shared_ptr<const Datum>(), &row), index, count);
  }

  Blocks without_rows() {
    auto words = composing_.section().has("empty") ? composing_.text("empty")
                                                   : plain(composing_.writer().word("no-rows"));
    return words.empty() ? Blocks{} : Blocks{paragraph(std::move(words))};
  }

  /// The rows that `where` takes, in the order of `sort`.
  Rows chosen() {
    const auto& all = composing_.rows("rows");
    const auto* where = composing_.section().find("where");
    const auto condition = where ? parse_condition(*where) : Result<Condition>(Condition{});
    Rows out;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (!where || (condition && holds(*condition, scope_of(all[i], i, all.size()), environment_)))
        out.push_back(&all[i]);
    sort(out);
    return out;
  }

  void sort(Rows& rows) {
    auto key = composing_.section().text("sort");
    if (key.empty()) return;
    const bool down = key.starts_with("-");
    if (down) key.erase(0, 1);
    std::stable_sort(rows.begin(), rows.end(), [&](const Datum* a, const Datum* b) {
      return before(cell(*a, key), cell(*b, key), down);
    });
  }

  const Datum* cell(const Datum& row, const std::string& name) const {
    return name == "item" ? &row : row.member(name.starts_with("item.") ? name.substr(5) : name);
  }

  /// What is missing stands last, whatever the order.
  bool before(const Datum* a, const Datum* b, bool down) {
    const bool no_a = !a || a->missing(), no_b = !b || b->missing();
    if (no_a || no_b) return !no_a && no_b;
    if (down) std::swap(a, b);
    if (a->number() && b->number()) return *a->number() < *b->number();
    if (a->date() && b->date()) return *a->date() < *b->date();
    return environment_.locale().before(shown_text(*a, environment_), shown_text(*b, environment_));
  }

  // -------------------------------------------------------------- columns

  const Shape& shape_of(std::size_t column, const Shape& row) const {
    const auto& path = expressions_[column].path;
    const auto* found = path == "item" ? &row : row.member(path.starts_with("item.") ? path.substr(5) : path);
    return found ? *found : plain_shape(ShapeKind::text);
  }

  std::vector<std::string> titles(const Shape& row) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const auto& shape = shape_of(i, row);
      if (columns_[i].has("title"))
        out.push_back(plain_text(composing_.text(columns_[i], "title", composing_.scope())));
      else
        out.push_back(label_of(shape, environment_));
    }
    return out;
  }

  Alignment alignment(std::size_t i, const Rows& rows) const {
    static const std::map<std::string, Alignment> kNames{{"start", Alignment::start},
                                                         {"center", Alignment::center},
                                                         {"end", Alignment::end},
                                                         {"decimal", Alignment::decimal}};
    const auto it = kNames.find(columns_[i].text("align"));
    if (it != kNames.end()) return it->second;
    const auto kind = shape_of(i, *rows.front()->shape).kind;
    const bool figure = kind == ShapeKind::integer || kind == ShapeKind::number || kind == ShapeKind::money;
    return figure ? Alignment::decimal : Alignment::start;
  }

  std::vector<TableColumn> table_columns(const Rows& rows) const {
    std::vector<TableColumn> out;
    for (std::size_t i = 0; i < columns_.size(); ++i)
      out.push_back({alignment(i, rows), columns_[i].number("width")});
    return out;
  }

  // -------------------------------------------------------------- cells

  /// “| default” without a text: nothing is wanted where the value is missing.
  static bool has_default(const Expression& expression) {
    return std::any_of(expression.filters.begin(), expression.filters.end(),
                       [](const FilterCall& call) { return call.name == "default"; });
  }

  std::vector<TableCell> cells(const Datum& row, std::size_t index, std::size_t count) {
    const auto scope = scope_of(row, index, count);
    std::vector<TableCell> out;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const auto value = evaluate(expressions_[i], scope, environment_);
      const bool left_blank = value->missing() && has_default(expressions_[i]);
      auto one = left_blank ? taqrir::cell(Inlines{}) : taqrir::cell(shown(*value, environment_));
      if (value->missing() && !left_blank) one.tone = Tone::muted;
      out.push_back(std::move(one));
    }
    return out;
  }

  void add_rows(TableBuilder& builder, const Rows& rows) {
    const auto group = composing_.section().text("group");
    if (group.empty()) {
      for (std::size_t i = 0; i < rows.size(); ++i) builder.row(cells(*rows[i], i, rows.size()));
      return;
    }
    for (const auto& [title, members] : groups(rows, group)) {
      builder.row(group_row(title));
      for (std::size_t i = 0; i < members.size(); ++i) builder.row(cells(*members[i], i, members.size()));
      if (has_totals() && composing_.section().boolean("subtotals").value_or(true))
        builder.row(
            in_bold(total_row(members, plain(composing_.writer().word("subtotal", {{"group", title}})))));
    }
  }

  /// In the order in which the groups first come.
  std::vector<std::pair<std::string, Rows>> groups(const Rows& rows, const std::string& key) {
    std::vector<std::pair<std::string, Rows>> out;
    for (const auto* row : rows) {
      const auto* datum = cell(*row, key);
      const auto title = datum ? shown_text(*datum, environment_) : composing_.writer().kit().missing();
      auto it = std::find_if(out.begin(), out.end(), [&](const auto& one) { return one.first == title; });
      if (it == out.end()) it = out.insert(out.end(), {title, {}});
      it->second.push_back(row);
    }
    return out;
  }

  std::vector<TableCell> group_row(const std::string& title) const {
    auto one = taqrir::cell(strong(title));
    one.header = true, one.column_span = static_cast<int>(columns_.size());
    return {std::move(one)};
  }

  static std::vector<TableCell> in_bold(std::vector<TableCell> cells) {
    for (auto& cell : cells)
      for (auto& block : cell.content)
        if (auto* paragraph = std::get_if<Paragraph>(&block.content);
            paragraph && !paragraph->content.empty())
          paragraph->content = {{Strong{std::move(paragraph->content)}, {}}};
    return cells;
  }

  // -------------------------------------------------------------- totals

  bool has_totals() const {
    return std::any_of(columns_.begin(), columns_.end(),
                       [](const Record& column) { return column.has("total"); });
  }

  Inlines total_label() {
    if (composing_.section().has("total_label")) return composing_.text("total_label");
    return plain(composing_.writer().word("total"));
  }

  Tally tally(std::size_t column, const Rows& rows) {
    Tally out;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto scope = scope_of(*rows[i], i, rows.size());
      const auto* datum = scope.find(expressions_[column].path);
      out.add(datum ? datum->number() : std::nullopt);
    }
    return out;
  }

  /// Of how many the total is, where some are missing.
  Inlines total(std::size_t column, const Rows& rows) {
    const auto what = columns_[column].text("total");
    if (what == "count") return plain(environment_.locale().integer(static_cast<std::int64_t>(rows.size())));
    const auto all = tally(column, rows);
    const auto value = what == "mean" ? all.mean() : all.n > 0 ? std::optional(all.sum) : std::nullopt;
    Datum datum{&shape_of(column, *rows.front()->shape),
                value ? Datum::Content(*value) : Datum::Content(),
                {},
                {},
                {}};
    if (what == "mean" && datum.shape->kind == ShapeKind::integer)
      datum.shape = &plain_shape(ShapeKind::number);
    auto out = shown(formatted(column, std::move(datum)), environment_);
    if (all.missing > 0 && value)
      out = joined({std::move(out),
                    plain(composing_.writer().word("of-n", {{"n", environment_.locale().integer(all.n)}}))});
    return out;
  }

  /// With the filters of the column's own cells.
  Datum formatted(std::size_t column, Datum value) {
    for (const auto& call : expressions_[column].filters)
      value = apply_filter(call, std::move(value), environment_);
    return value;
  }

  /// The label reaches as far as there are no totals.
  std::vector<TableCell> total_row(const Rows& rows, Inlines label) {
    std::size_t labelled = 0;
    while (labelled < columns_.size() && !columns_[labelled].has("total")) ++labelled;
    std::vector<TableCell> out;
    if (labelled > 0) out.push_back(taqrir::cell(std::move(label)));
    if (labelled > 1) out.back().column_span = static_cast<int>(labelled);
    if (labelled > 0) out.back().alignment = Alignment::start;
    for (std::size_t i = labelled; i < columns_.size(); ++i)
      out.push_back(taqrir::cell(columns_[i].has("total") ? total(i, rows) : Inlines{}));
    return out;
  }

  Composing& composing_;
  Environment& environment_;
  std::vector<Record> columns_;
  std::vector<Expression> expressions_;
};

Blocks table(Composing& composing) { return TableMaker(composing).make(); }

Field any_field(std::string name) {
  auto out = text_field(std::move(name));
  out.kind = FieldKind::any;
  return out;
}

Field column_field() {
  auto width = labelled(number_field("width"), "Largeur", "Width", "Part de la largeur : 0.3.",
                        "Share of the width: 0.3.");
  width.minimum = 0, width.maximum = 1;
  return table_field(
      "", {labelled(text_field("value", true), "Valeur", "Value",
                    "Une colonne ou un champ des lignes, et des filtres : « amount | money ».",
                    "A column or field of the rows, and filters: “amount | money”."),
           labelled(localized_field("title"), "Titre", "Title", "Sinon le libellé du champ.",
                    "Else the field’s label."),
           labelled(choice_field("align", {"start", "center", "end", "decimal"}), "Alignement", "Alignment"),
           width,
           labelled(choice_field("total", {"sum", "mean", "count"}), "Total", "Total",
                    "Au bas de la colonne.", "At the foot of the column.")});
}

}  // namespace

Component table_component() {
  return {
      "table",
      "Les lignes d’une feuille ou d’une liste, en colonnes ; triées, choisies, groupées, totalisées.",
      "The rows of a sheet or of a list, in columns; sorted, chosen, grouped, summed up.",
      {labelled(text_field("rows", true), "Lignes", "Rows", "Un champ du genre list ou sheet.",
                "A field of the type list or sheet."),
       labelled(list_field("columns", column_field(), true), "Colonnes", "Columns"),
       labelled(any_field("where"), "Où", "Where", "Seules les lignes pour lesquelles la condition tient.",
                "Only rows for which the condition holds."),
       labelled(text_field("sort"), "Tri", "Sort",
                "Le nom d’une colonne ; « -amount » : du plus grand au plus petit.",
                "The name of a column; “-amount”: from the greatest to the least."),
       labelled(text_field("group"), "Groupes", "Groups",
                "Le nom d’une colonne dont chaque valeur fait un groupe.",
                "The name of a column of which each value makes a group."),
       labelled(boolean_field("subtotals"), "Sous-totaux", "Subtotals", "false : sans sous-total par groupe.",
                "false: no subtotal for each group."),
       labelled(localized_field("total_label"), "Mot du total", "Word for the total"),
       labelled(localized_field("caption"), "Légende", "Caption"),
       labelled(localized_field("empty"), "Sans ligne", "Without rows",
                "Ce qui est écrit quand il n’y a pas de ligne.", "What is written where there are no rows.")},
      check_table,
      table,
      "[[section]]\ncomponent = \"table\"\nrows = \"lines\"\nsort = \"-amount\"\ncolumns = [\n  { value = "
      "\"label\" },\n  { value = \"amount | money\", total = \"sum\" },\n]\ncaption = { fr = \"Dépenses\" "
      "}\n"};
}

}  // namespace taqrir::declared
