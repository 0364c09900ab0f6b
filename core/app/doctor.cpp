// taqrir doctor: what this machine has and lacks, and the command that mends it.
#include <array>
#include <map>
#include <set>

#include "app/job.hpp"
#include "app/paths.hpp"
#include "app/workshop.hpp"
#include "pandoc/pandoc.hpp"

namespace taqrir::app {

namespace {

struct FontPackage {
  std::string_view family_prefix, package;
};
// Debian 12. The first prefix that fits wins.
constexpr std::array kFontPackages{
    FontPackage{"Noto Sans CJK", "fonts-noto-cjk"}, FontPackage{"Noto ", "fonts-noto-core"},
    FontPackage{"Amiri", "fonts-hosny-amiri"},      FontPackage{"DejaVu", "fonts-dejavu-core"},
    FontPackage{"Liberation", "fonts-liberation2"},
};

std::string install(std::string_view package) { return "sudo apt-get install " + std::string(package); }

std::string font_remedy(const std::string& family) {
  for (const auto& [prefix, package] : kFontPackages)
    if (family.starts_with(prefix)) return install(package);
  return "install the font “" + family + "”, or name another in the theme";
}

/// family -> the theme's roles and scripts that ask for it
std::map<std::string, std::set<std::string>> uses_of(const Theme& theme) {
  std::map<std::string, std::set<std::string>> uses;
  for (const auto& [role, scripts] : theme.fonts)
    for (const auto& [script, fonts] : scripts)
      for (const auto& family : fonts.families) uses[family].insert(role + " (" + script + ")");
  return uses;
}

std::string joined(const std::set<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

void examine_fonts(World& world, const Theme& theme, std::vector<Finding>& findings) {
  for (const auto& [family, uses] : uses_of(theme)) {
    const auto font = world.find_font({family});
    findings.push_back({"font " + family, joined(uses), font.has_value(),
                        font ? font->path : "the next font of the theme is used",
                        font ? std::string() : font_remedy(family)});
  }
}

struct Dictionary {
  std::string_view language, file, package;
};
constexpr std::array kDictionaries{Dictionary{"French", "hyph_fr.dic", "hyphen-fr"},
                                   Dictionary{"British English", "hyph_en_GB.dic", "hyphen-en-gb"},
                                   Dictionary{"American English", "hyph_en_US.dic", "hyphen-en-us"}};

void examine_hyphenation(World& world, std::vector<Finding>& findings) {
  for (const auto& [language, file, package] : kDictionaries) {
    const auto path = join("/usr/share/hyphen", file);
    const bool present = world.info(path).has_value();
    findings.push_back({"hyphenation of " + std::string(language), "justified text", present,
                        present ? path : "words are not divided",
                        present ? std::string() : install(package)});
  }
}

/// A program that some pieces are made presentable with.
struct Tool {
  std::string_view program, need, without, packages;
};
constexpr std::array kTools{
    Tool{"soffice", "pieces that are spreadsheets, slides or office files, as pages; data in .xlsx (LibreOffice)",
         "such pieces are attached as files",
         "libreoffice-calc-nogui libreoffice-impress-nogui libreoffice-writer-nogui"},
    Tool{"vipsthumbnail", "pieces that are TIFF or WebP, photographs on their side, max_size (libvips)",
         "such pieces are attached as files, pictures stay as large as they are", "libvips-tools"},
    Tool{"vipsheader", "counting the pages of a TIFF (libvips)", "such pieces are attached as files", "libvips-tools"},
    Tool{"ocrmypdf", "ocr = true: a layer of text on scanned pieces", "scans stay pictures",
         "ocrmypdf tesseract-ocr-fra tesseract-ocr-ara"},
};

/// “LibreOffice 7.4.7.2 40(Build:2)” -> “7.4.7.2”; what begins with a digit, else the whole line.
std::string version_in(std::string_view line) {
  line = line.substr(0, line.find('\n'));
  auto at = line.find_first_of("0123456789");
  if (at == std::string_view::npos) return std::string(line);
  return std::string(line.substr(at, line.find_first_of(" ,;(\t\r", at) - at));
}

std::string version_of(World& world, std::string_view program) {
  ProcessRequest request;
  request.argv = {std::string(program), "--version"};
  request.time_limit = std::chrono::seconds(30);
  const auto output = world.run(request);
  if (!output || output->exit_code != 0) return {};
  return version_in(output->out.empty() ? output->err : output->out);
}

void examine_tools(World& world, std::vector<Finding>& findings) {
  for (const auto& tool : kTools) {
    const auto path = world.find_program(std::string(tool.program));
    const auto version = path ? version_of(world, tool.program) : std::string();
    findings.push_back({std::string(tool.program), std::string(tool.need), path.has_value(),
                        !path ? std::string(tool.without) : version.empty() ? *path : version,
                        path ? std::string() : install(tool.packages), true});
  }
}

std::string first_words(const Diagnostics& problems) {
  return problems.empty() ? std::string() : problems.front().message.text();
}

/// What a PDF by the engine is like.
std::string_view manner_of(std::string_view engine) {
  if (engine == "weasyprint") return "as the HTML page, with the theme's colours";
  if (engine == "typst") return "plain; Debian has no package, Rust's cargo or github.com/typst/typst/releases has it";
  return "plain, with TeX's typesetting";
}

/// Pandoc, and the programs by which it makes PDF: whether they are there, and whether this Pandoc knows them.
void examine_pandoc(World& world, std::vector<Finding>& findings) {
  const auto version = pandoc::installed(world);
  const bool there = world.find_program("pandoc").has_value();
  findings.push_back({"pandoc", "docx, odt, html, epub, md; texts and pieces in Word, ODT, HTML", version.has_value(),
                      version ? version->text() : there ? first_words(version.error()) : "PDF only, texts in Markdown",
                      version ? std::string() : install("pandoc")});
  for (const auto& engine : pandoc::pdf_engines()) {
    const auto path = world.find_program(engine.name);
    const bool known = version && !(*version < engine.pandoc);
    std::string detail = "Taqrir makes its PDF itself", remedy = path ? std::string() : engine.install;
    if (path) detail = version_of(world, engine.name);
    if (path && version && !known) {
      detail += "; this Pandoc does not know it, " + engine.pandoc.text() + " or later does";
      remedy = "put a newer Pandoc first in PATH";
    }
    findings.push_back({engine.name, "PDF by Pandoc, " + std::string(manner_of(engine.name)) + ": --pdf-engine " + engine.name, path && known, detail, remedy, true});
  }
}

void examine_data(World& world, const Locations& locations, std::vector<Finding>& findings) {
  bool present = false;
  for (const auto& folder : locations.data) present = present || world.info(join(folder, "themes"));
  findings.push_back({"templates", "themes, words, visibility", present,
                      locations.data.empty() ? std::string() : locations.data.front(),
                      present ? std::string() : "set TAQRIR_DATA to the folder “templates” of Taqrir"});
}

void examine_plugins(host::Host& host, std::vector<Finding>& findings) {
  host.load_all();
  for (const auto& plugin : host.plugins()) {
    std::string detail = plugin.manifest.folder, remedy;
    if (!plugin.diagnostics.empty()) {
      detail = plugin.diagnostics.front().message.text();
      remedy = plugin.diagnostics.front().hint.text();
    }
    findings.push_back({"plugin " + plugin.manifest.id, "its reports",
                        plugin.state == host::PluginState::loaded, detail, remedy});
  }
}

}  // namespace

std::vector<Finding> Job::doctor(const std::string& theme_id, Diagnostics& diagnostics) {
  std::vector<Finding> findings;
  examine_data(world_, locations_, findings);
  const auto theme = input::load_theme(world_, locations_.data, theme_id);
  if (theme)
    examine_fonts(world_, *theme, findings);
  else
    for (auto d : theme.error()) d.blame = Blame::usage, diagnostics.push_back(std::move(d));
  examine_hyphenation(world_, findings);
  examine_pandoc(world_, findings);
  examine_tools(world_, findings);
  examine_plugins(shop().host, findings);
  return findings;
}

}  // namespace taqrir::app
