#include "cli/names.hpp"

namespace taqrir::cli {

const char* name_of(ReportScope scope) {
  switch (scope) {
    case ReportScope::mission: return "mission";
    case ReportScope::activity: return "activity";
    case ReportScope::row: return "row";
  }
  return "activity";
}

const char* name_of(FieldKind kind) {
  switch (kind) {
    case FieldKind::text: return "text";
    case FieldKind::localized: return "text in several languages";
    case FieldKind::integer: return "whole number";
    case FieldKind::number: return "number";
    case FieldKind::boolean: return "true or false";
    case FieldKind::date: return "date";
    case FieldKind::choice: return "choice";
    case FieldKind::file: return "file";
    case FieldKind::path: return "path";
    case FieldKind::table: return "table";
    case FieldKind::map: return "table with free keys";
    case FieldKind::list: return "list";
    case FieldKind::any: return "anything";
  }
  return "anything";
}

const char* name_of(host::PluginState state) {
  switch (state) {
    case host::PluginState::found: return "found";
    case host::PluginState::loaded: return "loaded";
    case host::PluginState::refused: return "refused";
  }
  return "found";
}

}  // namespace taqrir::cli
