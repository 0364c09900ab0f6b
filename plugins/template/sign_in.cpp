// component = "sign-in": an attendance sheet to print, a row for each participant and a box to sign in for
// each half-day.
#include <algorithm>
#include <cmath>

#include "components.hpp"
#include "model/builder.hpp"

namespace taqrir::declared {

namespace {

const std::vector<std::string> kHalves{"morning", "afternoon", "evening"};
constexpr int kMostBoxes = 8;        // a table of more is parted: a signature needs its width
constexpr int kMostDays = 60;        // of one sheet
constexpr double kNumber = 0.05;     // shares of the width
constexpr double kPerson = 0.42;     // of all the columns that say who it is
constexpr double kMillimetres = 12;  // row height unless said

void check_columns(Checking& checking, const Names& names) {
  for (const auto& column : checking.raw_tables("columns")) {
    checking.text(column, "title", checking.names());
    checking.expression(column, "value", names);
  }
}

void check_sign_in(Checking& checking) {
  checking.field("days", {ShapeKind::period, ShapeKind::date});
  if (!checking.section().has("days")) {
    const auto dates = checking.names().find("activity.dates", checking.section().span());
    if (!dates)
      checking.say(hinted(error(checking.section().span(), "the sheet does not say of which days"),
                          "add days = a field of the type period"));
  }
  const auto* row = checking.rows("rows");
  if (row) check_columns(checking, names_of_item(checking.names(), *row));
}

double thousandths(double share) { return std::floor(share * 1000) / 1000; }

/// The days of a period, both ends included.
std::vector<Date> days_of(const Datum& datum) {
  if (datum.date()) return {*datum.date()};
  const auto *start = datum.member("start"), *end = datum.member("end");
  if (!start || !start->date()) return {};
  std::vector<Date> out{*start->date()};
  const auto last = end && end->date() ? *end->date() : out.front();
  while (out.back() < last && out.size() < kMostDays) out.push_back(add_days(out.back(), 1));
  return out;
}

/// One composition of a sheet.
class SheetMaker {
 public:
  explicit SheetMaker(Composing& composing) : composing_(composing), section_(composing.section()) {
    halves_ = section_.texts("half_days");
    if (halves_.empty()) halves_ = {kHalves[0], kHalves[1]};
    for (const auto& column : section_.tables("columns")) columns_.push_back(column);
  }

  Blocks make() {
    const auto* datum =
        composing_.scope().find(section_.has("days") ? section_.text("days") : "activity.dates");
    const auto days = datum ? days_of(*datum) : std::vector<Date>{};
    read_people();
    const auto across = std::max<std::size_t>(kMostBoxes / halves_.size(), 1);
    const auto tables = std::max<std::size_t>((days.size() + across - 1) / across, 1);
    Blocks out;
    for (std::size_t i = 0; i < tables; ++i) {  // as equal as they can be
      const auto from = days.size() * i / tables, to = days.size() * (i + 1) / tables;
      if (i > 0) out.push_back(page_break());
      out.push_back(table({days.begin() + static_cast<std::ptrdiff_t>(from),
                           days.begin() + static_cast<std::ptrdiff_t>(to)}));
    }
    return out;
  }

 private:
  /// Each person's own cells, and lines for those who come unannounced.
  void read_people() {
    for (const auto& scope : composing_.scopes("rows")) {
      TableRow row;
      for (const auto& column : columns_) {
        const auto value = composing_.value(column.text("value"), scope);
        row.push_back(cell(value->missing() ? Inlines{} : shown(*value, composing_.environment())));
      }
      people_.push_back(std::move(row));
    }
    const auto blank = section_.integer("blank_rows").value_or(people_.empty() ? 15 : 0);
    people_.resize(people_.size() + static_cast<std::size_t>(blank), TableRow(columns_.size()));
  }

  std::string title_of(const Record& column) {
    if (column.has("title")) return plain_text(composing_.text(column, "title", composing_.scope()));
    const auto* datum = composing_.field("rows");
    const auto* row = datum ? datum->shape->row() : nullptr;
    const auto expression = parse_expression(column.text("value"), {});
    const auto* member = row && expression ? row->member(expression->path) : nullptr;
    if (!member) return column.text("value");
    return member->label.empty() ? member->name
                                 : member->label.in(composing_.environment().locale().language());
  }

  Block table(const std::vector<Date>& days) {
    DataTable out;
    out.kind = DataTable::Kind::form;
    out.row_height = mm(section_.number("row_height").value_or(kMillimetres));
    const auto boxes = std::max<std::size_t>(days.size() * halves_.size(), 1);
    set_columns(out, boxes);
    set_header(out, days);
    for (std::size_t i = 0; i < people_.size(); ++i) {
      TableRow row{cell(composing_.environment().locale().integer(static_cast<std::int64_t>(i + 1)))};
      row.insert(row.end(), people_[i].begin(), people_[i].end());
      row.resize(row.size() + boxes);
      out.rows.push_back(std::move(row));
    }
    out.caption = composing_.text("caption");
    return block(std::move(out));
  }

  void set_columns(DataTable& table, std::size_t boxes) const {
    table.columns.push_back({Alignment::end, kNumber});
    const double person = columns_.empty() ? 0 : kPerson;
    for (const auto& column : columns_)
      table.columns.push_back({Alignment::start, column.number("width").value_or(thousandths(
                                                     person / static_cast<double>(columns_.size())))});
    double taken = 0;
    for (const auto& column : table.columns) taken += *column.width;
    for (std::size_t i = 0; i < boxes; ++i)
      table.columns.push_back(
          {Alignment::start, thousandths(std::max(1 - taken, 0.2) / static_cast<double>(boxes))});
  }

  /// The days over their half-days; one half-day a day needs one row of titles.
  void set_header(DataTable& table, const std::vector<Date>& days) {
    const bool two_rows = halves_.size() > 1 && !days.empty();
    TableRow first{cell(composing_.writer().word("number"))}, second;
    for (const auto& column : columns_) first.push_back(cell(title_of(column)));
    if (two_rows)
      for (auto& one : first) one.row_span = 2;
    for (const auto& day : days) {
      first.push_back(cell(composing_.environment().locale().date(day)));
      first.back().column_span = static_cast<int>(halves_.size()), first.back().alignment = Alignment::center;
      for (const auto& half : halves_) second.push_back(cell(composing_.writer().word(half)));
    }
    if (days.empty()) first.push_back(cell(composing_.writer().word("signature")));
    table.header.push_back(std::move(first));
    if (two_rows) table.header.push_back(std::move(second));
  }

  Composing& composing_;
  const Record& section_;
  std::vector<std::string> halves_;
  std::vector<Record> columns_;
  std::vector<TableRow> people_;
};

Blocks sign_in(Composing& composing) { return SheetMaker(composing).make(); }

Field between(Field field, double least, double most) {
  field.minimum = least, field.maximum = most;
  return field;
}

}  // namespace

Component sign_in_component() {
  Schema column{labelled(text_field("value", true), "Valeur", "Value", "Une colonne des lignes.",
                         "A column of the rows."),
                labelled(localized_field("title"), "Titre", "Title", "Sinon le libellé du champ.",
                         "Else the field’s label."),
                labelled(between(number_field("width"), 0, 1), "Largeur", "Width")};
  return {
      "sign-in",
      "Une feuille d’émargement : une ligne par personne, une case à signer par demi-journée.",
      "An attendance sheet to sign: a row for each person, a box for each half-day.",
      {labelled(text_field("rows", true), "Lignes", "Rows", "Un champ du genre list ou sheet.",
                "A field of the type list or sheet."),
       labelled(list_field("columns", table_field("", column), true), "Colonnes", "Columns",
                "Qui signe : [ { value = \"name\" }, { value = \"organisation\" } ].",
                "Who signs: [ { value = \"name\" }, { value = \"organisation\" } ]."),
       labelled(text_field("days"), "Jours", "Days",
                "Un champ du genre period ou date ; sinon les dates de l’activité.",
                "A field of the type period or date; else the activity’s dates."),
       labelled(list_field("half_days", choice_field("", kHalves)), "Demi-journées", "Half-days",
                "morning et afternoon sans précision.", "morning and afternoon unless said."),
       labelled(between(integer_field("blank_rows"), 0, 200), "Lignes vides", "Blank rows",
                "À la fin, pour qui n’était pas annoncé.", "At the end, for those who were not announced."),
       labelled(between(number_field("row_height"), 6, 40), "Hauteur", "Row height",
                "D’une ligne, en millimètres : 12 sans précision.",
                "Of a row, in millimetres: 12 unless said."),
       labelled(localized_field("caption"), "Légende", "Caption")},
      check_sign_in,
      sign_in,
      "[[section]]\ncomponent = \"sign-in\"\nrows = \"participants\"\ncolumns = [ { value = \"name\", width "
      "= 0.25 "
      "}, { value = \"organisation\" } ]\nblank_rows = 4\n"};
}

}  // namespace taqrir::declared
