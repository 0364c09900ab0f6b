#include "app/names_in_sheets.hpp"

#include <algorithm>
#include <functional>

#include "app/sheet_tables.hpp"

namespace taqrir::app {

namespace {

using OnSheet = std::function<void(const FileRef& file, const Field& field)>;

/// Calls `on_sheet` for each sheet with personal columns that the record names, wherever in it.
void each_sheet(const Record& record, const Schema& schema, const OnSheet& on_sheet) {
  for (const auto& field : schema) {
    const auto& inner = field.element.empty() ? field.fields : field.element.front().fields;
    const auto file = record.file(field.name);
    const bool named = std::any_of(inner.begin(), inner.end(), [](const Field& f) { return f.personal; });
    if (file && named) on_sheet(*file, field);
    if (file || inner.empty()) continue;
    if (const auto* table = record.table(field.name)) each_sheet(*table, inner, on_sheet);
    for (const auto& row : record.tables(field.name)) each_sheet(row, inner, on_sheet);
  }
}

class SheetLearner {
 public:
  SheetLearner(const MissionSession& session, Redactor& redactor) : session_(session), redactor_(redactor) {}

  /// Of one kind of sheets: those of which documents are made, or all others.
  void learn(const Record& owner, bool of_rows) {
    const auto* deliverables = owner.table("deliverables");
    if (!deliverables) return;
    for (const auto& [id, value] : deliverables->entries()) {
      const auto report = session_.types().knows(id) ? session_.types().report(id) : nullptr;
      const auto* fields = report ? deliverables->table(id) : nullptr;
      if (!fields) continue;
      each_sheet(*fields, report->info().fields, [&](const FileRef& file, const Field& field) {
        if ((field.name == report->info().rows) == of_rows) learn(file, field, of_rows);
      });
    }
  }

 private:
  void learn(const FileRef& file, const Field& field, bool of_rows) {
    const auto read = rows_of_sheet(session_, file, {});
    if (!read) return;
    for (std::size_t i = 0; i < read->rows.size(); ++i) {
      const auto cells = read->rows.row(i);
      for (const auto& column : field.fields)
        if (const auto at = column.personal ? read->rows.column(column.name) : std::nullopt) {
          const auto& text = cells[*at].text;
          if (is_code(text)) continue;
          redactor_.learn(text, of_rows ? "P" + std::to_string(i + 1) : redactor_.code_for(text));
        }
    }
  }

  const MissionSession& session_;
  Redactor& redactor_;
};

}  // namespace

void learn_names_in_sheets(const MissionSession& session, Redactor& redactor) {
  SheetLearner learner(session, redactor);
  for (const bool of_rows : {true, false}) {
    learner.learn(session.mission().record, of_rows);
    for (const auto& activity : session.mission().activities) learner.learn(activity.record, of_rows);
  }
}

}  // namespace taqrir::app
