// What the data sheets hold twice or leave out, in sentences that name the codes.
#pragma once

#include "kit/sheet.hpp"
#include "kit/words.hpp"

namespace taqrir::kit {

/// The word under `key` with {n} and {codes}, as one more finding; nothing without codes.
void add_finding(std::vector<Inlines>& findings, const Words& kit, std::string_view key,
                 const std::vector<std::string>& codes);
/// "sexe" -> "sexe", "j1_matin" -> "Jour 1, matin": a column as readers of the report know it.
std::string column_name(const Words& kit, const std::string& header);
/// Double rows, and those of them that contradict the row that counts, with the columns concerned.
std::vector<Inlines> duplicate_findings(const Words& kit, const std::vector<Duplicate>& duplicates);

}  // namespace taqrir::kit
