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
std::string to_json(const Record& record);
std::string to_json(const Table& table);

}  // namespace taqrir
