// The JSON form of a ReportContext: what a program that composes a report is given on its standard input.
// Written and described from one table, so that docs/schema/context.schema.json cannot say something else.
#pragma once

#include <map>
#include <string>

#include "sdk/report.hpp"

namespace taqrir::app {

/// Of the form, as the Document's own (model/json.hpp); it stands in the text.
inline constexpr int kContextJsonVersion = 1;

using TypeWords = std::map<std::string, LocalizedText>;

/// Reads the sheets and texts that the report's fields name; what is wrong in them is the error. `words` are
/// those of the type.
Result<std::string> context_json(const ReportContext& context, const ReportInfo& info, const TypeWords& words);
/// JSON Schema 2020-12.
std::string context_json_schema();

}  // namespace taqrir::app
