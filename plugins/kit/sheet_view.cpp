#include "kit/sheet_view.hpp"

#include "kit/attendance_view.hpp"
#include "model/builder.hpp"

namespace taqrir::kit {

namespace {

std::string contradiction(const Words& kit, const Duplicate& duplicate) {
  std::vector<std::string> columns;
  for (const auto& header : duplicate.differs) columns.push_back(column_name(kit, header));
  return kit("contradiction", {{"code", duplicate.code}, {"columns", kit.locale().list(columns)}});
}

}  // namespace

void add_finding(std::vector<Inlines>& findings, const Words& kit, std::string_view key,
                 const std::vector<std::string>& codes) {
  if (codes.empty()) return;
  const auto n = kit.integer(static_cast<int>(codes.size()));
  findings.push_back(plain(kit(key, {{"n", n}, {"codes", kit.locale().list(codes)}})));
}

std::string column_name(const Words& kit, const std::string& header) {
  const auto key = "column." + header;
  return kit.locale().has("kit." + key) ? kit(key) : half_day_name(kit, header);
}

std::vector<Inlines> duplicate_findings(const Words& kit, const std::vector<Duplicate>& duplicates) {
  std::vector<std::string> codes, contradictions;
  for (const auto& duplicate : duplicates) {
    codes.push_back(duplicate.code);
    if (duplicate.contradicts()) contradictions.push_back(contradiction(kit, duplicate));
  }
  std::vector<Inlines> findings;
  add_finding(findings, kit, "duplicates", codes);
  add_finding(findings, kit, "contradictions", contradictions);
  return findings;
}

}  // namespace taqrir::kit
