// Themes from TOML. A theme changes what it names and takes the rest from its base.
#include <algorithm>
#include <cctype>

#include "input/resource_files.hpp"
#include "input/resources.hpp"

namespace taqrir::input {

namespace {

Schema style_schema() {
  return {choice_field("font", {"body", "heading", "mono"}),
          number_field("size"),
          number_field("leading"),
          boolean_field("bold"),
          boolean_field("italic"),
          text_field("color"),
          number_field("space_before"),
          number_field("space_after")};
}

Field map_of(std::string name, Field element) {
  Field out = list_field(std::move(name), std::move(element));
  out.kind = FieldKind::map;
  return out;
}

const Schema& theme_schema() {
  static const Schema kMargins{number_field("top"), number_field("bottom"), number_field("inner"),
                               number_field("outer")};
  static const Schema kFrame{number_field("inset"), number_field("weight"), number_field("gap"),
                             text_field("color"), choice_field("corners", {"plain", "star"})};
  static const Schema kPage{choice_field("size", {"A3", "A4", "A5", "letter"}),
                            number_field("width"),
                            number_field("height"),
                            choice_field("orientation", {"portrait", "landscape"}),
                            table_field("margins", kMargins),
                            table_field("frame", kFrame),
                            boolean_field("numbers"),
                            choice_field("content", {"top", "middle"})};
  static const Schema kScript{list_field("families", text_field(""), true), number_field("scale"),
                              number_field("leading"), choice_field("justification", {"kashida", "spaces"})};
  static const Schema kTheme{text_field("id"),
                             localized_field("title"),
                             text_field("base"),
                             boolean_field("justify"),
                             boolean_field("hyphenate"),
                             boolean_field("number_headings"),
                             number_field("paragraph_indent"),
                             table_field("page", kPage),
                             map_of("fonts", map_of("", table_field("", kScript))),
                             map_of("styles", table_field("", style_schema())),
                             map_of("colors", text_field(""))};
  return kTheme;
}

template <class T>
void take(T& to, std::optional<T> value) {
  if (value) to = *value;
}

void take_mm(Pt& to, std::optional<double> millimetres) {
  if (millimetres) to = mm(*millimetres);
}

void read_frame(Theme& theme, const Record& entry) {
  PageFrame frame = theme.frame.value_or(PageFrame{});
  take_mm(frame.inset, entry.number("inset"));
  take(frame.weight, entry.number("weight"));
  take(frame.gap, entry.number("gap"));
  if (entry.has("color")) frame.color = entry.text("color");
  if (entry.has("corners")) frame.stars = entry.text("corners") == "star";
  theme.frame = frame;
}

void read_page(Theme& theme, const Record& page) {
  static const std::map<std::string, Size> kSizes{
      {"A3", {841.8898, 1190.5512}}, {"A4", kA4}, {"A5", {419.5276, 595.2756}}, {"letter", {612, 792}}};
  if (const auto it = kSizes.find(page.text("size")); it != kSizes.end()) theme.page = it->second;
  take_mm(theme.page.width, page.number("width"));
  take_mm(theme.page.height, page.number("height"));
  const auto orientation = page.text("orientation");
  const bool turns = orientation == "landscape"
                         ? theme.page.width < theme.page.height
                         : orientation == "portrait" && theme.page.width > theme.page.height;
  if (turns) std::swap(theme.page.width, theme.page.height);
  take(theme.page_numbers, page.boolean("numbers"));
  if (page.has("content")) theme.centered = page.text("content") == "middle";
  if (const Record* frame = page.table("frame")) read_frame(theme, *frame);
  const Record* margins = page.table("margins");
  if (!margins) return;
  take_mm(theme.margins.top, margins->number("top"));
  take_mm(theme.margins.bottom, margins->number("bottom"));
  take_mm(theme.margins.inner, margins->number("inner"));
  take_mm(theme.margins.outer, margins->number("outer"));
}

void read_fonts(Theme& theme, const Record& roles) {
  for (const auto& [role, value] : roles.entries()) {
    const Record* scripts = roles.table(role);
    if (!scripts) continue;
    for (const auto& [script, ignored] : scripts->entries()) {
      const Record* entry = scripts->table(script);
      if (!entry) continue;
      ScriptFonts fonts;
      fonts.families = entry->texts("families");
      take(fonts.scale, entry->number("scale"));
      take(fonts.leading, entry->number("leading"));
      fonts.kashida = entry->text("justification") != "spaces";
      theme.fonts[role][script] = std::move(fonts);
    }
  }
}

void read_style(TextStyle& style, const Record& entry) {
  if (entry.has("font")) style.font = entry.text("font");
  if (entry.has("color")) style.color = entry.text("color");
  take(style.size, entry.number("size"));
  take(style.leading, entry.number("leading"));
  take(style.bold, entry.boolean("bold"));
  take(style.italic, entry.boolean("italic"));
  take(style.space_before, entry.number("space_before"));
  take(style.space_after, entry.number("space_after"));
}

std::optional<Rgb> parse_color(const std::string& text) {
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  for (std::size_t i = 1; i < 7; ++i)
    if (!std::isxdigit(static_cast<unsigned char>(text[i]))) return std::nullopt;
  const auto part = [&](std::size_t i) { return std::stoi(text.substr(i, 2), nullptr, 16) / 255.0; };
  return Rgb{part(1), part(3), part(5)};
}

void read_colors(Theme& theme, const Record& colors, Diagnostics& diagnostics) {
  for (const auto& [name, value] : colors.entries()) {
    if (const auto color = parse_color(colors.text(name)))
      theme.colors[name] = *color;
    else if (theme.colors.try_emplace(name); !value.missing())
      diagnostics.push_back(hinted(error(value.span, "“{}” is no colour", {colors.text(name)}),
                                   "a colour is written #rrggbb, as in #15396b"));
  }
}

void check_color_name(const Theme& theme, const Record& entry, Diagnostics& diagnostics) {
  const auto name = entry.text("color");
  if (name.empty() || theme.colors.count(name)) return;
  std::vector<std::string> known;
  for (const auto& [each, color] : theme.colors) known.push_back(each);
  diagnostics.push_back(
      unknown_name(error(entry.span_of("color"), "unknown colour “{}”", {name}), name, known));
}

void check_color_names(const Theme& theme, const Record& record, Diagnostics& diagnostics) {
  if (const Record* page = record.table("page"))
    if (const Record* frame = page->table("frame")) check_color_name(theme, *frame, diagnostics);
  if (const Record* styles = record.table("styles"))
    for (const auto& [name, value] : styles->entries())
      if (const Record* style = styles->table(name)) check_color_name(theme, *style, diagnostics);
}

/// What the check of the keys has found wrong is not in the record, and the rest is looked at all the same.
void apply(Theme& theme, const Record& record, Diagnostics& diagnostics) {
  take(theme.justify, record.boolean("justify"));
  take(theme.hyphenate, record.boolean("hyphenate"));
  take(theme.number_headings, record.boolean("number_headings"));
  take(theme.paragraph_indent, record.number("paragraph_indent"));
  if (const Record* page = record.table("page")) read_page(theme, *page);
  if (const Record* fonts = record.table("fonts")) read_fonts(theme, *fonts);
  if (const Record* colors = record.table("colors")) read_colors(theme, *colors, diagnostics);
  if (const Record* styles = record.table("styles"))
    for (const auto& [name, value] : styles->entries())
      if (const Record* style = styles->table(name)) read_style(theme.styles[name], *style);
  check_color_names(theme, record, diagnostics);
}

Result<Theme> load(World& world, const std::vector<std::string>& folders, const std::string& id,
                   const Span& named, std::vector<std::string> above) {
  if (std::find(above.begin(), above.end(), id) != above.end())
    return fail(error(named, "the theme “{}” is its own base", {id}));
  const auto path = find_resource(world, folders, "themes", id);
  if (path.empty())
    return fail(unknown_name(error(named, "unknown theme “{}”", {id}), id,
                             known_resources(world, folders, "themes")));
  Diagnostics diagnostics;
  auto record = read_resource(world, path, theme_schema(), diagnostics);
  Theme theme;
  if (const auto base = record.text("base"); !base.empty()) {
    above.push_back(id);
    auto loaded = load(world, folders, base, record.span_of("base"), above);
    if (!loaded) return append(diagnostics, loaded.error()), fail(std::move(diagnostics));
    theme = std::move(*loaded);
  }
  theme.id = id;
  apply(theme, record, diagnostics);
  if (has_errors(diagnostics)) return fail(std::move(diagnostics));
  return theme;
}

}  // namespace

Result<Theme> extend_theme(World& world, const std::vector<std::string>& folders, const std::string& path,
                           const std::string& shown, const Theme& base) {
  const auto file = read_text(world, path, shown);
  if (!file) return fail(file.error());
  const auto raw = parse_toml(*file);
  if (!raw) return fail(raw.error());
  Diagnostics diagnostics;
  const auto record = check(*raw, theme_schema(), {&world, path, {}}, diagnostics);
  Theme theme = base;
  if (const auto id = record.text("base"); !id.empty()) {
    auto loaded = load(world, folders, id, record.span_of("base"), {});
    if (!loaded) return append(diagnostics, loaded.error()), fail(std::move(diagnostics));
    theme = std::move(*loaded);
  }
  apply(theme, record, diagnostics);
  if (has_errors(diagnostics)) return fail(std::move(diagnostics));
  return theme;
}

Result<Theme> load_theme(World& world, const std::vector<std::string>& folders, const std::string& id) {
  return load(world, folders, id, {}, {});
}

}  // namespace taqrir::input
