// component = "gantt": the rows of a sheet or of a list along the calendar.
#include <algorithm>

#include "components.hpp"
#include "group_label.hpp"
#include "model/builder.hpp"

namespace taqrir::declared {

namespace {

void check_marks(Checking& checking) {
  for (const auto& mark : checking.raw_tables("marks")) {
    checking.text(mark, "title", checking.names());
    checking.field(mark, "date", {ShapeKind::date}, checking.names());
  }
}

void check_gantt(Checking& checking) {
  checking.text("caption"), checking.text("alt");
  check_marks(checking);
  const auto& section = checking.section();
  if (!section.has("start") && !section.has("end"))
    checking.say(hinted(error(section.span(), "the plan does not say when anything begins or ends"),
                        "add start = \"…\" and end = \"…\": columns of the type date"));
  const auto* row = checking.rows("rows");
  if (!row) return;
  const auto names = names_of_item(checking.names(), *row);
  for (const auto* key : {"task", "group"}) checking.expression(section, key, names);
  check_group_label(checking);
  for (const auto* key : {"start", "end"}) checking.field(section, key, {ShapeKind::date}, names);
  for (const auto* key : {"where", "milestone", "done", "late"}) checking.condition(section, key, names);
}

/// One composition of a plan.
class GanttMaker {
 public:
  explicit GanttMaker(Composing& composing) : composing_(composing), section_(composing.section()) {}

  Blocks make() {
    for (const auto& scope : composing_.scopes("rows")) add(scope);
    if (chart_.tasks.empty()) return {paragraph(composing_.writer().word("no-rows"))};
    for (const auto& mark : section_.tables("marks"))
      chart_.marks.push_back({plain_text(composing_.text(mark, "title", composing_.scope())),
                              day(mark, "date", composing_.scope())});
    chart_.kind = Chart::Kind::gantt;
    chart_.caption = composing_.text("caption"), chart_.alt = plain_text(composing_.text("alt"));
    return {block(std::move(chart_))};
  }

 private:
  std::string text(const char* key, const Scope& scope) {
    return section_.has(key)
               ? shown_text(*composing_.value(section_.text(key), scope), composing_.environment())
               : std::string();
  }

  /// Empty: the row belongs to none.
  std::string group_of(const Scope& scope) {
    if (!section_.has("group")) return {};
    const auto value = composing_.value(section_.text("group"), scope);
    if (value->missing()) return {};
    return plain_text(group_title(composing_, shown_text(*value, composing_.environment())));
  }

  static const Datum* datum(const Record& record, const char* key, const Scope& scope) {
    return record.has(key) ? scope.find(trimmed(record.text(key))) : nullptr;
  }

  static std::optional<Date> day(const Record& record, const char* key, const Scope& scope) {
    const auto* found = datum(record, key, scope);
    return found ? found->date() : std::nullopt;
  }

  void add(const Scope& scope) {
    ChartTask task{text("task", scope), day(section_, "start", scope), day(section_, "end", scope)};
    if (composing_.holds(section_, "milestone", scope)) task.kind = ChartTask::Kind::milestone;
    if (composing_.holds(section_, "late", scope)) task.tone = Tone::caution;
    if (composing_.holds(section_, "done", scope)) task.tone = Tone::good;
    if (task.start && task.end && *task.end < *task.start) warn_of_order(scope, task.name);
    const auto place = place_in(group_of(scope));
    chart_.tasks.insert(chart_.tasks.begin() + place, std::move(task));
  }

  void warn_of_order(const Scope& scope, const std::string& task) {
    composing_.writer().diagnostics().push_back(
        hinted(warning(datum(section_, "end", scope)->span, "“{}” ends before it begins", {task}),
               "correct one of the two dates"));
  }

  /// Behind the last task of the group; a new group gets its title, in the order in which groups first come.
  std::ptrdiff_t place_in(const std::string& group) {
    auto& tasks = chart_.tasks;
    if (group.empty()) return std::ssize(tasks);
    const auto is_title = [](const ChartTask& task) { return task.kind == ChartTask::Kind::group; };
    auto at = std::find_if(tasks.begin(), tasks.end(),
                           [&](const ChartTask& task) { return is_title(task) && task.name == group; });
    if (at == tasks.end()) {
      tasks.push_back({group, {}, {}, ChartTask::Kind::group});
      return std::ssize(tasks);
    }
    return std::find_if(at + 1, tasks.end(), is_title) - tasks.begin();
  }

  Composing& composing_;
  const Record& section_;
  Chart chart_;
};

Blocks gantt(Composing& composing) { return GanttMaker(composing).make(); }

Field condition_key(std::string name) {
  auto out = text_field(std::move(name));
  out.kind = FieldKind::any;
  return out;
}

Field date_key(const char* name, const char* french, const char* english) {
  return labelled(text_field(name), french, english, "Une colonne de dates.", "A column of dates.");
}

}  // namespace

Component gantt_component() {
  Schema mark{labelled(localized_field("title", true), "Titre", "Title"),
              labelled(text_field("date", true), "Date", "Date", "Le nom d’une date : « report.date ».",
                       "The name of a date: “report.date”.")};
  return {
      "gantt",
      "Un calendrier (diagramme de Gantt) : une barre par tâche, un losange par jalon.",
      "A calendar (Gantt chart): a bar for each task, a diamond for each milestone.",
      {labelled(text_field("rows", true), "Lignes", "Rows", "Un champ du genre list ou sheet.",
                "A field of the type list or sheet."),
       labelled(text_field("task", true), "Tâche", "Task", "La colonne qui la nomme.",
                "The column that names it."),
       date_key("start", "Début", "Start"), date_key("end", "Fin", "End"),
       labelled(text_field("group"), "Groupe", "Group", "La colonne dont chaque valeur est un titre.",
                "The column of which each value is a title."),
       group_label_key(),
       labelled(condition_key("milestone"), "Jalon", "Milestone",
                "La condition sous laquelle une ligne est un jalon : « jalon », ou { field = …, is = … }.",
                "The condition under which a row is a milestone: “milestone”, or { field = …, is = … }."),
       labelled(condition_key("done"), "Fait", "Done", "De même, pour ce qui est fait.",
                "Likewise, for what is done."),
       labelled(condition_key("late"), "En retard", "Late", "De même, pour ce qui tarde.",
                "Likewise, for what is late."),
       labelled(condition_key("where"), "Où", "Where",
                "Seules les lignes pour lesquelles la condition tient.",
                "Only rows for which the condition holds."),
       labelled(list_field("marks", table_field("", mark)), "Repères", "Marks",
                "Des lignes verticales : [ { title = …, date = \"report.date\" } ].",
                "Vertical lines: [ { title = …, date = \"report.date\" } ]."),
       labelled(localized_field("caption"), "Légende", "Caption"),
       labelled(localized_field("alt"), "Description", "Description",
                "Pour ceux qui ne voient pas le graphique ; sans elle, les dates sont dites.",
                "For those who do not see the chart; without it the dates are told.")},
      check_gantt,
      gantt,
      "[[section]]\ncomponent = \"gantt\"\nrows = \"actions\"\ntask = \"action\"\nstart = \"start\"\nend = "
      "\"end\"\ngroup = \"axis\"\nmilestone = { field = \"kind\", is = \"milestone\" }\nmarks = [ { title = "
      "{ fr = "
      "\"Aujourd’hui\" }, date = \"today\" } ]\ncaption = { fr = \"Calendrier\" }\n"};
}

}  // namespace taqrir::declared
