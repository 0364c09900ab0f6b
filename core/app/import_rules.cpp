#include "app/import_rules.hpp"

#include <algorithm>
#include <charconv>

#include "app/paths.hpp"
#include "input/folded_words.hpp"
#include "input/toml.hpp"

namespace taqrir::app {

namespace {

Words folded_all(const std::vector<std::string>& words) {
  Words out;
  for (const auto& word : words) out.push_back(input::folded(word));
  return out;
}

Words words_of(const Record& record, std::string_view key) { return folded_all(record.texts(key)); }

LocalizedText localized(const Record& record, std::string_view key) {
  LocalizedText out;
  if (const auto* table = record.table(key))
    for (const auto& [language, value] : table->entries())
      if (const auto* text = std::get_if<std::string>(&value.content)) out.by_language[language] = *text;
  return out;
}

std::vector<ValueWords> values_of(const Record& record) {
  std::vector<ValueWords> out;
  if (const auto* table = record.table("values"))
    for (const auto& [value, words] : table->entries()) out.push_back({value, words_of(*table, value)});
  return out;
}

TextRule text_rule(const Record& record) {
  TextRule rule;
  rule.field = record.text("field"), rule.name = record.text("name"), rule.unless = record.text("unless");
  rule.words = words_of(record, "words"), rule.weak = words_of(record, "weak");
  rule.longest = record.boolean("longest").value_or(false);
  rule.otherwise = localized(record, "otherwise");
  return rule;
}

ColumnRule column_rule(const Record& record) {
  ColumnRule rule;
  rule.name = record.text("name"), rule.required = record.boolean("required").value_or(false);
  rule.words = words_of(record, "words"), rule.identity = words_of(record, "identity");
  rule.values = values_of(record);
  return rule;
}

int whole(const Record& record, std::string_view key, int otherwise) {
  return static_cast<int>(record.integer(key).value_or(otherwise));
}

OtherColumns other_columns(const Record& record) {
  return {static_cast<std::size_t>(std::max(0, whole(record, "at_least", 1))), values_of(record),
          whole(record, "minimum", 0), whole(record, "maximum", 0)};
}

BestValue best_value(const Record& record) {
  BestValue out{record.text("field"), record.texts("of"), {}};
  for (const auto& step : record.list("steps"))
    if (const auto* number = std::get_if<std::int64_t>(&step.content))
      out.steps.push_back(static_cast<int>(*number));
  return out;
}

SheetRule sheet_rule(const Record& record) {
  SheetRule rule;
  rule.field = record.text("field"), rule.name = record.text("name"), rule.words = words_of(record, "words");
  for (const auto& column : record.tables("column")) rule.columns.push_back(column_rule(column));
  if (const auto* others = record.table("others")) rule.others = other_columns(*others);
  if (const auto* best = record.table("best")) rule.best = best_value(*best);
  return rule;
}

ReportRule::Begin begin_of(const std::string& word) {
  if (word == "each activity") return ReportRule::Begin::each_activity;
  if (word == "with a sheet") return ReportRule::Begin::with_sheet;
  return word == "with pieces" ? ReportRule::Begin::with_pieces : ReportRule::Begin::with_text;
}

ReportRule report_rule(const Record& record) {
  ReportRule rule;
  rule.report = record.text("report"), rule.begin = begin_of(record.text("begin"));
  for (const auto& text : record.tables("text")) rule.texts.push_back(text_rule(text));
  for (const auto& sheet : record.tables("sheet")) rule.sheets.push_back(sheet_rule(sheet));
  rule.starter = localized(record, "starter");
  rule.starter_without_pieces = localized(record, "starter_without_pieces");
  return rule;
}

NameWords name_words(const Record& record) {
  NameWords out;
  out.parts = words_of(record, "parts"), out.generic = words_of(record, "generic");
  out.last = words_of(record, "final"), out.earlier = words_of(record, "earlier");
  out.joining = words_of(record, "joining");
  for (const auto& month : record.list("months")) {
    out.months.emplace_back();
    if (const auto* names = std::get_if<ValueList>(&month.content))
      for (const auto& name : *names)
        if (const auto* text = std::get_if<std::string>(&name.content))
          out.months.back().push_back(input::folded(*text));
  }
  if (const auto* languages = record.table("languages"))
    for (const auto& [language, value] : languages->entries())
      out.languages.emplace_back(language, words_of(*languages, language));
  return out;
}

Result<Record> read_record(World& world, const std::string& path) {
  auto file = read_text(world, path, path);
  if (!file) return fail(std::move(file.error()));
  return input::parse_toml(*file);
}

Diagnostics of_machine(Diagnostics diagnostics) {
  for (auto& d : diagnostics) d.blame = Blame::machine;
  return diagnostics;
}

std::optional<std::string> import_folder(World& world, const Locations& locations) {
  for (const auto& folder : locations.data)
    if (const auto path = join(folder, "import"); world.info(join(path, "words.toml"))) return path;
  return std::nullopt;
}

bool is_arabic(const std::string& word) {
  return !word.empty() && static_cast<unsigned char>(word[0]) >= 0xD8 &&
         static_cast<unsigned char>(word[0]) <= 0xDB;
}

}  // namespace

Result<ImportRules> read_import_rules(Workshop& shop) {
  ImportRules rules;
  auto& world = shop.real;
  const auto folder = import_folder(world, shop.locations);
  if (!folder)
    return fail(hinted(error({}, "the words by which files are told apart are not found", {}, Blame::machine),
                       "set TAQRIR_DATA to the folder “templates” of Taqrir, or install it again"));
  const auto words = read_record(world, join(*folder, "words.toml"));
  if (!words) return fail(of_machine(words.error()));
  rules.words = name_words(*words);
  const auto mission = read_text(world, join(*folder, "mission.toml"), "mission.toml");
  if (!mission) return fail(of_machine(mission.error()));
  rules.mission = (*mission)->text();
  for (const auto& plugin : shop.host.plugins()) {
    const auto path = join(plugin.manifest.folder, "recognise.toml");
    if (plugin.state == host::PluginState::refused || !world.info(path)) continue;
    const auto record = read_record(world, path);
    if (!record) return fail(of_machine(record.error()));
    auto rule = report_rule(*record);
    const auto& offered = plugin.manifest.reports;
    if (std::find(offered.begin(), offered.end(), rule.report) == offered.end())
      return fail(error(record->span_of("report"), "the plugin “{}” offers no report “{}”",
                        {plugin.manifest.id, rule.report}, Blame::machine));
    rules.reports.push_back(std::move(rule));
  }
  return rules;
}

bool holds_word(const std::string& folded, const Words& words) {
  const auto text = "-" + folded + "-";
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    if (word.empty()) return false;
    if (is_arabic(word) && text.find("-ال" + word + "-") != std::string::npos) return true;
    return text.find("-" + word + "-") != std::string::npos ||
           text.find("-" + word + "s-") != std::string::npos;
  });
}

}  // namespace taqrir::app
