// The JSON form of Document and Record: the door for programs in other languages, and the cache's
// format. The version stands in the text; a reader refuses a newer one.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "model/document.hpp"
#include "model/table.hpp"

namespace taqrir {

inline constexpr int kDocumentJsonVersion = 1;

std::string to_json(const Document& document);
/// `shown` names the source in messages; errors give the JSON pointer of what is wrong.
Result<Document> document_from_json(std::string_view json, const std::string& shown);
/// The JSON Schema (2020-12) of the Document's form; also docs/schema/document.schema.json.
std::string document_json_schema();
/// {"format": "taqrir-record", "version", "values": the plain values (dates as ISO strings, files as
/// paths), "places": {JSON pointer into values: "file:line:column"}}.
std::string to_json(const Record& record);
/// {"format": "taqrir-table", "version", "file", "columns": [{"name", "type"}], "rows": typed cells,
/// null where missing, "places": [line, column] of each cell}.
std::string to_json(const Table& table);

}  // namespace taqrir
