// component = "table": the rows of a sheet or of a list, in columns; sorted, chosen, grouped, summed up.
#include "components.hpp"
#include "group_label.hpp"
#include "model/builder.hpp"
#include "table_parts.hpp"

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
  for (const auto* key : {"caption", "empty", "total_label", "row_total"}) checking.text(key);
  const auto* row = checking.rows("rows");
  if (checking.section().has("columns") && checking.raw_tables("columns").empty())
    checking.say(hinted(error(checking.section().span_of("columns"), "the table has no column"),
                        "write columns = [ { value = \"nom\" }, … ]"));
  if (!row) return;
  const auto names = names_of_item(checking.names(), *row);
  for (const auto& column : checking.raw_tables("columns")) check_column(checking, column, names);
  check_order(checking, "sort", names), check_order(checking, "group", names);
  check_group_label(checking), check_across(checking, names);
  checking.condition(checking.section(), "where", names);
}

// ---------------------------------------------------------------- the table

/// One composition of a table.
class TableMaker {
 public:
  explicit TableMaker(Composing& composing)
      : composing_(composing), rows_(composing), columns_(composing, rows_) {}

  Blocks make() {
    const auto rows = rows_.chosen();
    if (rows.empty()) return without_rows(composing_);
    TableBuilder builder(table_columns(rows));
    builder.header(titles(*rows.front()->shape));
    add_rows(builder, rows);
    if (columns_.has_totals()) builder.total(total_row(rows, total_label(composing_)));
    if (composing_.section().has("caption")) builder.caption(composing_.text("caption"));
    return {builder.build()};
  }

 private:
  std::vector<std::string> titles(const Shape& row) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < columns_.size(); ++i) out.push_back(columns_.title(i, row));
    return out;
  }

  std::vector<TableColumn> table_columns(const Rows& rows) const {
    std::vector<TableColumn> out;
    for (std::size_t i = 0; i < columns_.size(); ++i)
      out.push_back({columns_.alignment(i, *rows.front()->shape), columns_[i].number("width")});
    return out;
  }

  std::vector<TableCell> cells(const Datum& row, std::size_t index, std::size_t count) {
    const auto scope = rows_.scope_of(row, index, count);
    std::vector<TableCell> out;
    for (std::size_t i = 0; i < columns_.size(); ++i) out.push_back(columns_.cell(i, scope));
    return out;
  }

  void add_rows(TableBuilder& builder, const Rows& rows) {
    const auto group = composing_.section().text("group");
    if (group.empty()) {
      for (std::size_t i = 0; i < rows.size(); ++i) builder.row(cells(*rows[i], i, rows.size()));
      return;
    }
    for (const auto& [title, members] : rows_.groups(rows, group)) {
      builder.row(group_row(title));
      for (std::size_t i = 0; i < members.size(); ++i) builder.row(cells(*members[i], i, members.size()));
      if (columns_.has_totals() && composing_.section().boolean("subtotals").value_or(true))
        builder.row(
            in_bold(total_row(members, plain(composing_.writer().word("subtotal", {{"group", title}})))));
    }
  }

  std::vector<TableCell> group_row(const std::string& group) {
    auto one = taqrir::cell(Inlines{{Strong{group_title(composing_, group)}, {}}});
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

  /// The label reaches as far as there are no totals.
  std::vector<TableCell> total_row(const Rows& rows, Inlines label) {
    std::size_t labelled = 0;
    while (labelled < columns_.size() && !columns_[labelled].has("total")) ++labelled;
    std::vector<TableCell> out;
    if (labelled > 0) out.push_back(taqrir::cell(std::move(label)));
    if (labelled > 1) out.back().column_span = static_cast<int>(labelled);
    if (labelled > 0) out.back().alignment = Alignment::start;
    for (std::size_t i = labelled; i < columns_.size(); ++i)
      out.push_back(taqrir::cell(columns_[i].has("total") ? columns_.total(i, rows) : Inlines{}));
    return out;
  }

  Composing& composing_;
  TableRows rows_;
  TableColumns columns_;
};

Blocks table(Composing& composing) {
  return has_across(composing.section()) ? cross_table(composing) : TableMaker(composing).make();
}

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
      "",
      {labelled(text_field("value", true), "Valeur", "Value",
                "Une colonne ou un champ des lignes, et des filtres : « amount | money ».",
                "A column or field of the rows, and filters: “amount | money”."),
       labelled(localized_field("title"), "Titre", "Title", "Sinon le libellé du champ.",
                "Else the field’s label."),
       labelled(choice_field("align", {"start", "center", "end", "decimal"}), "Alignement", "Alignment"),
       width,
       labelled(choice_field("total", {"sum", "mean", "count"}), "Total", "Total", "Au bas de la colonne.",
                "At the foot of the column."),
       labelled(
           text_field("across"), "En travers", "Across",
           "Une colonne des lignes : chacune de ses valeurs devient une colonne de ce tableau, et les autres "
           "colonnes, prises ensemble, une ligne.",
           "A column of the rows: each of its values becomes a column of this table, and the other columns "
           "together a row.")});
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
       group_label_key(),
       labelled(boolean_field("subtotals"), "Sous-totaux", "Subtotals", "false : sans sous-total par groupe.",
                "false: no subtotal for each group."),
       labelled(localized_field("total_label"), "Mot du total", "Word for the total"),
       labelled(localized_field("row_total"), "Total des lignes", "Total of rows",
                "Avec « across » : le titre d’une dernière colonne, somme de la ligne.",
                "With “across”: the title of a last column, the row’s sum."),
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
