#include "pandoc/dialect.hpp"

#include <algorithm>
#include <cctype>

namespace taqrir::pandoc {

namespace {

bool is_plain_name(const std::string& name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return c < 0x80 && (std::isalnum(c) || c == ' ' || c == '-');
  });
}

}  // namespace

// ---------------------------------------------------------------- materials

std::optional<std::string> Materials::find(const std::string& name) const {
  auto folders = request.data;
  if (!request.mission.empty() && name.ends_with(".css") && !fetches)
    folders.insert(folders.begin(), request.mission);
  for (const auto& folder : folders)
    if (auto path = folder + "/pandoc/" + name; world_.info(path)) return path;
  return std::nullopt;
}

Result<std::optional<std::string>> Materials::text(const std::string& name) const {
  const auto path = find(name);
  if (!path) return std::nullopt;
  const auto bytes = world_.read(*path);
  if (!bytes) return fail(bytes.error());
  return std::string(bytes->view());
}

Result<std::optional<std::string>> Materials::take(const std::string& name) {
  auto bytes = text(name);
  if (!bytes || !*bytes) return bytes;
  auto put = place_.put(name, **bytes);
  if (!put) return fail(std::move(put.error()));
  return std::optional(std::move(*put));
}

std::vector<std::string> Materials::fonts(const std::string& role, const std::string& script) const {
  std::vector<std::string> out;
  if (!request.theme || !request.theme->fonts.contains(role)) return out;
  const auto& scripts = request.theme->fonts.at(role);
  if (const auto of_script = scripts.find(script); of_script != scripts.end())
    for (const auto& family : of_script->second.families)
      if (is_plain_name(family) && world_.find_font({family})) out.push_back(family);
  return out;
}

std::optional<std::string> Materials::find_reference(const std::string& theme, const std::string& ending,
                                                     bool mirrored) {
  std::vector<std::string> names;
  for (const auto* place : {&theme, static_cast<const std::string*>(nullptr)})
    for (const char* kind : {"reference-rtl", "reference"})
      if (mirrored || std::string_view(kind) == "reference")
        names.push_back("/pandoc/" + (place ? *place + "/" : std::string()) + kind + ending);
  auto folders = request.data;
  if (!request.mission.empty()) folders.insert(folders.begin(), request.mission);
  for (const auto& folder : folders)
    for (const auto& name : names)
      if (world_.info(folder + name)) return folder + name;
  return std::nullopt;
}

namespace {

constexpr const char* kFirstTheme = "institutional";

/// What a file with this ending lacks of the theme's page; `own`: the reference document is the mission's own.
Diagnostics lacks_of_page(const Theme& theme, const std::string& ending, bool own) {
  const bool word = ending == ".docx";
  const auto* file = word ? "a Word file" : "an OpenDocument file";
  Diagnostics out;
  if (own && theme.frame)
    out.push_back(
        warning({}, "the mission’s own reference{} has its own page: the theme’s border is left out", {ending}));
  if (own) return out;
  if (theme.frame && theme.frame->stars)
    out.push_back(
        warning({}, "{} has no stars at the corners of its pages: the theme’s border is plain there", {file}));
  if (theme.centered && !word)
    out.push_back(warning(
        {}, "{} has no pages whose text stands in the middle of their height: it begins at their top", {file}));
  return out;
}

}  // namespace

Result<std::optional<std::string>> Materials::take_reference(const std::string& ending, bool mirrored) {
  const auto theme =
      request.theme && !request.theme->id.empty() ? request.theme->id : std::string(kFirstTheme);
  auto path = find_reference(theme, ending, mirrored);
  if (!path && (path = find_reference(kFirstTheme, ending, mirrored)))
    notes.push_back(hinted(note({}, "the theme “{}” has no reference{}; the styles are those of “{}”",
                                {theme, ending, kFirstTheme}),
                           "templates/pandoc/make-reference.py makes one from a theme"));
  if (!path) return std::nullopt;
  own_reference = !request.mission.empty() && path->starts_with(request.mission + "/");
  if (request.theme) append(notes, lacks_of_page(*request.theme, ending, own_reference));
  const auto bytes = world_.read(*path);
  if (!bytes) return fail(bytes.error());
  auto put = place_.put(path->substr(path->rfind('/') + 1), bytes->view());
  if (!put) return fail(std::move(put.error()));
  return std::optional(std::move(*put));
}

// ---------------------------------------------------------------- what most formats do

namespace {

using ast::Json;
using ast::one;

/// The lines from `at` on that stand at `level` or below it, as a list; `at` is moved behind them.
Json nested(const std::vector<ContentsLine>& lines, std::size_t& at, int level) {
  Json items = Json::array();
  while (at < lines.size() && lines[at].level >= level) {
    auto item = one(ast::plain(lines[at].link));
    const auto own = lines[at++].level;
    if (at < lines.size() && lines[at].level > own) item.push_back(nested(lines, at, lines[at].level));
    items.push_back(std::move(item));
  }
  return ast::list(false, 1, std::move(items));
}

}  // namespace

ast::Attributes Dialect::run_in(const std::string& language) const {
  return {{}, {}, {{"lang", language}, {"dir", direction_of(language) == Direction::rtl ? "rtl" : "ltr"}}};
}

ast::Attributes Dialect::blocks_in(const std::string& language) const { return Dialect::run_in(language); }

Json Dialect::run(const std::string& language, Json inlines) const {
  return one(ast::span(run_in(language), std::move(inlines)));
}

std::optional<Json> Dialect::page_of(const std::string&) const { return std::nullopt; }

Json Dialect::contents(Json title, const std::vector<ContentsLine>& lines, int) const {
  Json out = Json::array();
  if (!title.empty()) out.push_back(ast::div(styled("TOC Heading"), one(ast::para(std::move(title)))));
  for (std::size_t at = 0; at < lines.size();) out.push_back(nested(lines, at, lines[at].level));
  return out;
}

Json Dialect::figure(Json picture, Json caption) const {
  auto out = one(ast::div(styled("Captioned Figure"), one(ast::para(one(std::move(picture))))));
  if (!caption.empty()) out.push_back(ast::div(styled("Image Caption"), one(ast::para(std::move(caption)))));
  return out;
}

Json Dialect::callout(const std::string& kind, Json title, Json content) const {
  auto inner = one(ast::para(one(ast::wrapped("Strong", std::move(title)))));
  ast::append_all(inner, content);
  return one(ast::div(styled("Callout " + kind), std::move(inner)));
}

Result<std::vector<std::string>> Dialect::arguments(Materials&) const { return std::vector<std::string>{}; }

bool is_zip(std::string_view answer) {
  constexpr std::size_t kEndAtMost = 22 + 65'535;  // the record that ends a zip, with its comment
  const auto end = answer.substr(answer.size() - std::min(answer.size(), kEndAtMost));
  return answer.starts_with("PK\x03\x04") && end.find("PK\x05\x06") != std::string_view::npos;
}

bool is_pdf(std::string_view answer) {
  const auto end = answer.substr(answer.size() - std::min<std::size_t>(answer.size(), 1024));
  return answer.starts_with("%PDF-") && end.find("%%EOF") != std::string_view::npos;
}

std::string script_of(const std::string& language) {
  if (direction_of(language) == Direction::rtl) return "arab";
  return language == "zgh" || language.starts_with("zgh-") ? "tfng" : "latn";
}

bool has_figures(const std::vector<int>& api) {
  return api.size() >= 2 && (api[0] > 1 || (api[0] == 1 && api[1] >= 23));
}

std::unique_ptr<const Dialect> dialect_of(Writer writer, const std::vector<int>& api,
                                          const std::string& engine) {
  switch (writer) {
    case Writer::docx:
    case Writer::odt: return office_dialect(writer);
    case Writer::html: return html_dialect(api);
    case Writer::epub: return epub_dialect(api);
    case Writer::markdown: return markdown_dialect(api);
    case Writer::pdf: return pdf_dialect(api, engine);
  }
  return office_dialect(Writer::docx);
}

}  // namespace taqrir::pandoc
