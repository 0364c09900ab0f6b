// PDF by XeLaTeX and LuaLaTeX, by way of Pandoc's own template.
//
// TeX is a language of commands, so only constants, numbers and names of fonts that are letters
// (Materials::font) are written as such; everything else is text, which Pandoc escapes.
#include <array>

#include "pandoc/dialect.hpp"

namespace taqrir::pandoc {

namespace {

using ast::Json;
using ast::one;

struct ScriptCommand {
  const char* script;
  const char* command;
};
constexpr std::array kScripts{ScriptCommand{"latn", "\\taqrirlatn"}, ScriptCommand{"arab", "\\taqrirarab"},
                              ScriptCommand{"tfng", "\\taqrirtfng"}};

/// Of which babel knows words and hyphenation; for another Pandoc would load a language without a name.
constexpr std::array kBabel{"ar", "de", "en", "es", "fr", "it", "nl", "pt"};

bool is_known(const std::string& language) {
  const auto primary = language.substr(0, language.find('-'));
  return std::find(kBabel.begin(), kBabel.end(), primary) != kBabel.end();
}

/// Runs against the direction of the text, by either engine.
constexpr const char* kDirections =
    "\\ifXeTeX\\TeXXeTstate=1\n"
    "\\newcommand\\taqrirrtl[1]{{\\beginR#1\\endR}}\\newcommand\\taqrirltr[1]{{\\beginL#1\\endL}}\n"
    "\\else\n"
    "\\newcommand\\taqrirrtl[1]{{\\textdir TRT#1}}\\newcommand\\taqrirltr[1]{{\\textdir TLT#1}}\n"
    "\\fi\n";

/// Pandoc puts blocks of another direction into these; its template knows them in some of its versions, for
/// some engines, and after what is put into it. The direction itself is the language's, which is babel's.
constexpr const char* kDirectedBlocks =
    "\\AtBeginDocument{\\ifcsname RTL\\endcsname\\else"
    "\\newenvironment{RTL}{\\par}{\\par}\\newenvironment{LTR}{\\par}{\\par}\\fi}\n";

/// XeTeX in a text from right to left: soul can neither strike words through nor underline them; within a box in a line, flush left
/// is right; a picture stands beside its place. LuaTeX knows better.
constexpr const char* kMirroring =
    "\\ifXeTeX\\usepackage[normalem]{ulem}\\AtBeginDocument{\\let\\st\\sout\\let\\ul\\uline}\n"
    "\\makeatletter\n"
    "\\AddToHook{env/minipage/begin}{\\ifdefined\\bbl@thetextdir\\ifcase\\bbl@thetextdir\\else\n"
    "\\let\\taqrirside\\raggedright\\let\\raggedright\\raggedleft\\let\\raggedleft\\taqrirside\\fi\\fi}\n"
    "\\makeatother\n"
    "\\AtBeginDocument{\\ifdefined\\includegraphics\\let\\taqrirpicture\\includegraphics\n"
    "\\renewcommand\\includegraphics[2][]{\\mbox{\\beginL\\taqrirpicture[#1]{#2}\\endL}}\\fi}\\fi\n";

/// Captions have our numbers.
constexpr const char* kCaptions = "\\usepackage{caption}\\captionsetup{labelformat=empty,labelsep=none}\n";

class TexDialect : public Dialect {
 public:
  explicit TexDialect(std::string engine) : engine_(std::move(engine)) {}

  ast::Attributes styled(const std::string&) const override { return {}; }
  ast::Attributes run_in(const std::string&) const override { return {}; }

  ast::Attributes blocks_in(const std::string& language) const override {
    return is_known(language) ? Dialect::blocks_in(language) : ast::Attributes{};
  }

  Json run(const std::string& language, Json inlines) const override {
    const auto* direction = direction_of(language) == Direction::rtl ? "\\taqrirrtl" : "\\taqrirltr";
    auto out = one(ast::raw_inline("latex", std::string(direction) + "{" + command_of(language) + "{}"));
    ast::append_all(out, inlines);
    out.push_back(ast::raw_inline("latex", "}"));
    return out;
  }

  /// Fonts of texts have no such signs; those of formulas do.
  Json task_sign(bool done) const override {
    return ast::raw_inline("latex", done ? "$\\boxtimes$~" : "$\\square$~");
  }

  Json page_break() const override { return one(ast::raw_block("latex", "\\clearpage")); }

  std::optional<Json> page_of(const std::string& bookmark) const override {
    return ast::raw_inline("latex", "\\pageref{" + bookmark + "}");
  }

  bool measures_columns() const override { return false; }
  bool mirrors_tables() const override { return engine_ != "xelatex"; }
  bool mirrors_alignment() const override { return engine_ != "xelatex"; }
  bool has_styles() const override { return false; }
  bool has_pages() const override { return true; }
  bool sets_french_spacing() const override { return true; }  // babel's
  Json contents(Json title, const std::vector<ContentsLine>& lines, int depth) const override {
    return Dialect::contents(title.empty() ? title : one(ast::wrapped("Strong", title)), lines, depth);
  }

  void enrich(Json& meta, const Materials& materials) const override {
    const auto& language = materials.document.language;
    if (!is_known(language)) meta.erase("lang");
    const auto script = script_of(language);
    if (const auto& author = materials.document.author;
        script == "arab" && !author.empty())  // XeTeX turns its words
      meta["author"] = ast::meta_list(one(ast::meta_inlines(run(language, ast::words(author)))));
    set(meta, "mainfont", font(materials, "body", script));
    if (script == "arab")
      set(meta, "mainfontoptions", "Script=Arabic"), set(meta, "sansfontoptions", "Script=Arabic");
    set(meta, "sansfont", font(materials, "heading", script));
    set(meta, "monofont", font(materials, "mono", "latn"));
    set(meta, "papersize", "a4");
    set(meta, "geometry", "margin=26mm");
    std::string preamble =
        std::string(kCaptions) + kDirections + kMirroring + kDirectedBlocks + trailer_of(materials.identity);
    for (const auto& [name, command] : kScripts)
      preamble += command_for(command, name, name == script ? std::string() : font(materials, "body", name));
    meta["header-includes"] = ast::node("MetaBlocks", one(ast::raw_block("latex", preamble)));
  }

  const char* pandoc_format() const override { return "pdf"; }
  const char* a_file() const override {
    return engine_ == "xelatex" ? "a PDF by XeLaTeX" : "a PDF by LuaLaTeX";
  }
  bool accepts(std::string_view answer) const override { return is_pdf(answer); }
  /// The engine runs no programs, and opens no file outside its folder and its own.
  Result<std::vector<std::string>> arguments(Materials&) const override {
    return std::vector<std::string>{"--standalone", "--pdf-engine=" + engine_,
                                    "--pdf-engine-opt=-no-shell-escape"};
  }

 private:
  /// TeX takes all characters of a text from one font. Of those of another script the theme's last, which is
  /// there for what the others lack: an Arabic report has Latin words.
  static std::string font(const Materials& materials, const std::string& role, const std::string& script) {
    const auto all = materials.fonts(role, script);
    return all.empty() ? std::string() : script == "latn" ? all.front() : all.back();
  }

  static std::string command_of(const std::string& language) {
    const auto script = script_of(language);
    for (const auto& [name, command] : kScripts)
      if (name == script) return command;
    return "";
  }

  static void set(Json& meta, const char* key, const std::string& value) {
    if (!value.empty()) meta[key] = ast::meta_text(value);
  }

  static std::string command_for(const std::string& command, const std::string& script,
                                 const std::string& font) {
    if (font.empty()) return "\\newcommand" + command + "{}\n";
    return "\\newfontfamily" + command + "[" + (script == "arab" ? "Script=Arabic" : "") + "]{" + font +
           "}\n";
  }

  /// The PDF's /ID, which TeX would make of the clock.
  static std::string trailer_of(const std::string& identity) {
    const auto id = "[<" + identity.substr(0, 32) + "><" + identity.substr(0, 32) + ">]";
    return "\\ifXeTeX\\AtBeginDocument{\\special{pdf:trailerid " + id + "}}\\else\\pdfvariable trailerid {" +
           id + "}\\fi\n";
  }

  std::string engine_;
};

}  // namespace

std::unique_ptr<const Dialect> tex_dialect(const std::vector<int>&, const std::string& engine) {
  return std::make_unique<TexDialect>(engine);
}

}  // namespace taqrir::pandoc
