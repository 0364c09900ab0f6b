// Sheets as people keep them, told apart by their columns and brought into the form that a report reads.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/import_names.hpp"
#include "app/import_rules.hpp"
#include "model/table.hpp"

namespace taqrir::app {

/// Codes given to people whose names a sheet has, the same in all sheets of an activity: P01, P02 …
class PeopleCodes {
 public:
  std::string of(const std::string& name);

 private:
  std::map<std::string, std::string> by_name_;
};

struct ImportedSheet {
  const ReportRule* report = nullptr;
  const SheetRule* rule = nullptr;
  std::string csv;                    ///< in the report's form; empty: the file is in it already
  bool names_people = false;          ///< the original does, and codes stand in their place
  std::optional<int> best;            ///< for SheetRule::best
  std::vector<std::string> renamed;   ///< “Genre” as “sexe”
  std::vector<std::string> left_out;  ///< columns
  std::optional<DateRange> dates;     ///< days that its headers and cells name
};

/// The sheet as one of the rules has it; the rule whose columns fit best wins, then the one whose words stand
/// in the file's name. Rows above the header are passed over. nullopt: none fits.
std::optional<ImportedSheet> recognise_sheet(const std::string& csv, const std::string& file_name,
                                             const ImportRules& rules, PeopleCodes& codes);

}  // namespace taqrir::app
