#include "kit/writer.hpp"

#include "model/builder.hpp"

namespace taqrir::kit {

namespace {

Span place_of_table(const ReportContext& context) {
  if (context.fields().span()) return context.fields().span();
  return context.activity() ? context.activity()->span() : context.mission().span();
}

/// Apart from the anchors that people give in their texts.
std::string anchor_of_part(std::string_view key) { return "part-" + std::string(key); }

Diagnostic empty_text(const FileRef& file, std::string_view key) {
  return hinted(error(file.span, "“{}” holds no text, and the report demands its part “{}”",
                      {file.path, std::string(key)}),
                "write it");
}

std::string organisation_of(const ReportContext& context) {
  const Record* organisation = context.mission().table("organisation");
  return organisation ? organisation->text("name", context.locale().language()) : std::string{};
}

/// A deliverable's own title stands alone; else the report's title and what it is about.
std::string title_of(const ReportContext& context, const Words& kit, const std::string& report_title) {
  const auto subject = subject_of(context).in(kit.language());
  if (context.fields().has("title")) return subject;
  return kit("document-title", {{"report", report_title}, {"subject", subject}});
}

std::vector<std::string> keywords_of(const ReportContext& context, const std::string& report_title) {
  std::vector<std::string> keywords{report_title};
  const auto& language = context.locale().language();
  if (const Record* programme = context.mission().table("programme"))
    if (auto name = programme->text("name", language); !name.empty()) keywords.push_back(std::move(name));
  if (auto name = organisation_of(context); !name.empty()) keywords.push_back(std::move(name));
  return keywords;
}

}  // namespace

Writer::Writer(const ReportContext& context, const ReportInfo& info, std::string topic)
    : context_(context),
      info_(info),
      words_(context.locale(), std::move(topic)),
      kit_(context.locale(), "kit") {}

void Writer::add(Blocks blocks) { append(blocks_, std::move(blocks)); }

void Writer::heading(int level, std::string_view key) {
  add(taqrir::heading(level, plain(word(key)), anchor_of_part(key)));
}

void Writer::unnumbered_heading(int level, std::string_view key) {
  auto block = taqrir::heading(level, plain(word(key)), anchor_of_part(key));
  std::get<Heading>(block.content).numbered = false;
  add(std::move(block));
}

void Writer::paragraph(std::string_view key, const Arguments& arguments) {
  add(taqrir::paragraph(word(key, arguments)));
}

void Writer::contents(int depth) {
  add(taqrir::contents(depth, context_.locale().word("document.contents")));
}

Blocks Writer::text(std::string_view key, int heading_level) {
  const auto file = fields().file(key);
  if (!file) return {};
  auto blocks = context_.text(*file, heading_level);
  if (blocks) return *std::move(blocks);
  append(diagnostics_, blocks.error());
  return {};
}

Inlines Writer::inlines(const std::string& text, const Span& span) {
  if (text.empty()) return {};
  auto content = context_.inlines(text, span);
  if (content) return *std::move(content);
  append(diagnostics_, content.error());
  return {};
}

Inlines Writer::inlines(const Record& record, std::string_view key) {
  return inlines(record.text(key), record.span_of(key));
}

std::vector<Inlines> Writer::list(const Record& record, std::string_view key) {
  std::vector<Inlines> items;
  for (const auto& value : record.list(key))
    if (const auto* text = std::get_if<std::string>(&value.content))
      items.push_back(inlines(*text, value.span));
  return items;
}

void Writer::lacks(std::string_view key, std::string remedy) {
  diagnostics_.push_back(
      hinted(error(place_of_table(context_), "[deliverables.{}] lacks the demanded part “{}”",
                   {info_.id, std::string(key)}),
             std::move(remedy)));
}

bool Writer::demands_text(std::string_view key, std::string remedy) {
  const auto file = fields().file(key);
  if (!file) {
    lacks(key, std::move(remedy));
    return false;
  }
  const auto blocks = context_.text(*file);
  if (blocks && blocks->empty()) diagnostics_.push_back(empty_text(*file, key));
  return blocks && !blocks->empty();
}

Composed Writer::finish() {
  if (has_errors(diagnostics_)) return {std::nullopt, std::move(diagnostics_)};
  const auto& language = context_.locale().language();
  const auto report_title = context_.report_title(info_.id);
  Document document;
  document.report = info_.id;
  document.language = language;
  document.title = title_of(context_, kit_, report_title);
  document.subtitle = context_.activity() ? context_.mission().text("title", language) : std::string{};
  document.author = organisation_of(context_);
  document.subject = info_.summary.in(language);
  document.keywords = keywords_of(context_, report_title);
  document.date = context_.today();
  document.blocks = std::move(blocks_);
  return {std::move(document), std::move(diagnostics_)};
}

LocalizedText subject_of(const ReportContext& context) {
  if (context.fields().has("title")) return context.fields().localized("title");
  return context.activity() ? context.activity()->localized("title") : context.mission().localized("title");
}

}  // namespace taqrir::kit
