#include "kit/form_items.hpp"

#include <array>

#include "kit/satisfaction.hpp"
#include "model/builder.hpp"

namespace taqrir::kit {

namespace {

using Kind = FormItem::Kind;

const std::vector<std::string> kKinds{"line", "lines", "box", "scale", "choice", "several", "yes-no"};
constexpr const char* kBox = "☐";
constexpr double kWordingWidth = 0.44;  // of a table of scales; the points share the rest
constexpr Pt kScaleHeight = 24;         // room for a pen

Field between(Field field, int least, int most) {
  field.minimum = least, field.maximum = most;
  return field;
}

Kind kind_of(const std::string& word) {
  for (std::size_t i = 0; i < kKinds.size(); ++i)
    if (kKinds[i] == word) return static_cast<Kind>(i);
  return Kind::line;
}

/// The elements of a list of texts, each perhaps in several languages.
std::vector<LocalizedText> localized_list(const Record& record, std::string_view key) {
  std::vector<LocalizedText> out;
  for (const auto& value : record.list(key)) {
    if (const auto* text = std::get_if<LocalizedText>(&value.content)) out.push_back(*text);
    if (const auto* text = std::get_if<std::string>(&value.content)) out.push_back({{{"", *text}}});
  }
  return out;
}

FormItem item_of(const Record& record) {
  FormItem out;
  out.text = record.localized("text"), out.span = record.span_of("text");
  out.kind = kind_of(record.text("kind"));
  out.lines = static_cast<int>(record.integer("lines").value_or(out.lines));
  out.points = static_cast<int>(record.integer("points").value_or(out.points));
  if (record.has("low")) out.low = record.localized("low");
  if (record.has("high")) out.high = record.localized("high");
  out.answers = localized_list(record, "answers");
  if (const auto score = record.integer("score")) out.score = static_cast<int>(*score);
  return out;
}

/// Words whose language is not told stand in their own direction.
Inlines said(const Words& kit, const LocalizedText& text) {
  return text.language_for(kit.language()).empty() && !text.empty() ? kit.as_written(text.in(kit.language()))
                                                                    : kit.localized(text);
}

bool share_a_table(const FormItem& a, const FormItem& b) {
  return a.kind == Kind::scale && b.kind == Kind::scale && a.points == b.points &&
         a.low.by_language == b.low.by_language && a.high.by_language == b.high.by_language;
}

DataTable scale_table(const std::vector<Inlines>& points) {
  DataTable table;
  table.kind = DataTable::Kind::form;
  table.row_height = kScaleHeight;
  table.columns.push_back({Alignment::start, kWordingWidth});
  TableRow head{TableCell{}};
  for (const auto& point : points) {
    table.columns.push_back({Alignment::center, (1 - kWordingWidth) / static_cast<double>(points.size())});
    head.push_back(cell(point));
  }
  table.header.push_back(std::move(head));
  return table;
}

void add_scale(DataTable& table, Inlines wording) {
  TableRow row{cell(std::move(wording))};
  row.back().header = true;
  row.resize(table.columns.size(), cell(kBox));
  table.rows.push_back(std::move(row));
}

/// "1 – jamais", "2", … "5 – toujours".
std::vector<Inlines> points_of(const Words& kit, const FormItem& item) {
  std::vector<Inlines> out;
  for (int point = 1; point <= item.points; ++point) {
    const auto& end = point == 1 ? item.low : point == item.points ? item.high : LocalizedText{};
    auto number = plain(kit.integer(point));
    out.push_back(end.empty() ? std::move(number)
                              : joined({std::move(number), plain(" – "), said(kit, end)}));
  }
  return out;
}

/// "3. The question (2 points)".
Inlines wording_of(const Words& kit, const FormItem& item, int number) {
  std::vector<Inlines> parts{plain(kit("form.number", {{"n", kit.integer(number)}})), said(kit, item.text)};
  if (item.score) parts.push_back(plain(" (" + kit.plural("form.points", *item.score) + ")"));
  return joined(std::move(parts));
}

Block boxes(std::vector<Inlines> answers) {
  List list;
  for (auto& answer : answers) list.items.push_back({{paragraph(std::move(answer))}, false});
  return block(std::move(list));
}

Block room_for(const Words& kit, const FormItem& item) {
  const auto label = kit("form.answer");
  switch (item.kind) {
    case Kind::lines: return block(BlankLines{item.lines, false, label});
    case Kind::box: return block(BlankLines{item.lines, true, label});
    case Kind::yes_no: return boxes({plain(kit("form.yes")), plain(kit("form.no"))});
    case Kind::choice:
    case Kind::several: {
      std::vector<Inlines> answers;
      for (const auto& answer : item.answers) answers.push_back(said(kit, answer));
      return boxes(std::move(answers));
    }
    default: return block(BlankLines{1, false, label});
  }
}

Inlines with_instruction(const Words& kit, const FormItem& item, Inlines wording) {
  const char* key = item.kind == Kind::choice    ? "form.tick-one"
                    : item.kind == Kind::several ? "form.tick-several"
                                                 : nullptr;
  if (!key) return wording;
  return joined({std::move(wording), plain(" "), emphasis(kit(key))});
}

Block question(Inlines wording) {
  return block(Paragraph{std::move(wording), Paragraph::Role::label, Alignment::start});
}

}  // namespace

Field form_item_fields(std::string name) {
  return list_field(
      std::move(name),
      table_field(
          "item",
          {labelled(localized_field("text", true), "Question", "Question"),
           labelled(
               choice_field("kind", kKinds), "Réponse", "Answer",
               "line, lines, box : à écrire ; scale : une échelle ; choice, several : à cocher ; yes-no.",
               "line, lines, box: to write; scale: points; choice, several: to tick; yes-no."),
           labelled(between(integer_field("lines"), 1, 40), "Lignes", "Lines",
                    "De lines et de box : 3 sans précision.", "Of lines and box: 3 unless said."),
           labelled(between(integer_field("points"), 2, 10), "Degrés", "Points",
                    "D’une échelle : 5 sans précision.", "Of a scale: 5 unless said."),
           labelled(localized_field("low"), "Premier degré", "First point", "« Pas du tout ».",
                    "“Not at all”."),
           labelled(localized_field("high"), "Dernier degré", "Last point", "« Tout à fait ».", "“Wholly”."),
           labelled(list_field("answers", localized_field("")), "Réponses à cocher", "Answers to tick"),
           labelled(between(integer_field("score"), 0, 1000), "Points", "Score",
                    "Que vaut une bonne réponse.", "What a right answer is worth.")}));
}

std::vector<FormItem> form_items_of(const Record& fields, std::string_view key) {
  std::vector<FormItem> out;
  for (const auto& record : fields.tables(key)) out.push_back(item_of(record));
  return out;
}

Diagnostics check_form_items(const std::vector<FormItem>& items) {
  Diagnostics out;
  for (const auto& item : items) {
    const bool chooses = item.kind == Kind::choice || item.kind == Kind::several;
    if (chooses && item.answers.size() < 2)
      out.push_back(hinted(error(item.span, "this question has nothing to choose from"),
                           "add answers = [\"…\", \"…\"]"));
    else if (!chooses && !item.answers.empty())
      out.push_back(hinted(error(item.span, "this question has answers, and no boxes to tick"),
                           "add kind = \"choice\", or “several” where more than one may be ticked"));
  }
  return out;
}

Blocks blank_form(const Words& kit, const std::vector<FormItem>& items) {
  Blocks out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto& item = items[i];
    auto wording = wording_of(kit, item, static_cast<int>(i + 1));
    if (item.kind != Kind::scale) {
      out.push_back(question(with_instruction(kit, item, std::move(wording))));
      out.push_back(room_for(kit, item));
      continue;
    }
    if (i == 0 || !share_a_table(items[i - 1], item)) out.push_back(block(scale_table(points_of(kit, item))));
    add_scale(std::get<DataTable>(out.back().content), std::move(wording));
  }
  return out;
}

Block satisfaction_form(const Words& kit, const std::vector<std::string>& wordings) {
  std::vector<Inlines> points;
  for (int rating = 1; rating <= kRatings; ++rating)
    points.push_back(
        plain(kit("satisfaction.rating-" + std::to_string(rating), {{"n", kit.integer(rating)}})));
  auto table = scale_table(points);
  for (const auto& wording : wordings) add_scale(table, kit.as_written(wording));
  return block(std::move(table));
}

}  // namespace taqrir::kit
