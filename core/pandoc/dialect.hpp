// What one family of formats says in its own words: styles, page breaks, contents lists, page numbers, and
// how Pandoc is told to write it. Everything that formats have in common is the Converter's. One file for
// each family: dialect_office.cpp (DOCX, ODT), dialect_web.cpp (HTML, EPUB, PDF by WeasyPrint),
// dialect_markdown.cpp, dialect_tex.cpp, dialect_typst.cpp (PDF by these); pdf_engines.cpp chooses among the
// last.
//
// Raw nodes are made here and nowhere else, of constants, bookmarks (anchors.hpp) and numbers: no text of a
// mission reaches one. The marks of office files are the exception: they escape what they hold
// (office/marks.cpp).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pandoc/anchors.hpp"
#include "pandoc/ast.hpp"
#include "pandoc/pandoc.hpp"
#include "pandoc/process.hpp"

namespace taqrir::pandoc {

/// What goes with a document into Pandoc's working folder.
class Materials {
 public:
  Materials(World& world, Workplace& place, const WriteRequest& request, const Document& document,
            const Locale& locale, bool fetches, std::string identity)
      : request(request),
        document(document),
        locale(locale),
        fetches(fetches),
        identity(std::move(identity)),
        world_(world),
        place_(place) {}

  const WriteRequest& request;
  const Document& document;
  const Locale& locale;
  const bool fetches;          ///< Dialect::fetches
  const std::string identity;  ///< SHA-256 of the document in hex: for what programs would make up at random
  Diagnostics notes;           ///< what is to be said of what was taken
  bool own_reference = false;  ///< the styled template that was taken is the mission's own

  /// Copies pandoc/NAME of the first data folder that has it; gives its name there. nullopt: no folder has
  /// it.
  Result<std::optional<std::string>> take(const std::string& name);
  /// The styled template of the document's theme, `ending` ".docx" or ".odt": of the first data folder that
  /// has pandoc/THEME/reference* or pandoc/reference*, the mirrored one first where it is asked for. Of a
  /// theme that has none, the first theme's, with a note. nullopt: no folder has any.
  Result<std::optional<std::string>> take_reference(const std::string& ending, bool mirrored);
  /// The same file's text. nullopt: no folder has it.
  Result<std::optional<std::string>> text(const std::string& name) const;
  Result<std::string> put(std::string name, std::string_view bytes) {
    return place_.put(std::move(name), bytes);
  }
  /// The theme's fonts of a role ("body", "heading", "mono") and script ("latn", "arab", "tfng") that this
  /// machine has, in the theme's order. Not those whose name has more than letters, digits, spaces and
  /// hyphens, and could be a command.
  std::vector<std::string> fonts(const std::string& role, const std::string& script) const;

 private:
  std::optional<std::string> find(const std::string& name) const;
  std::optional<std::string> find_reference(const std::string& theme, const std::string& ending,
                                            bool mirrored);
  World& world_;
  Workplace& place_;
};

struct ContentsLine {
  int level = 1;   ///< 1 is the outermost
  ast::Json link;  ///< inlines
};

/// In which form a picture of a chart is wanted.
enum class ChartForm { svg, png, none };

class Dialect {
 public:
  using Json = ast::Json;
  virtual ~Dialect() = default;

  // ---- the tree
  /// Attributes that give a text one of our styles: "Callout note", "Table Total".
  virtual ast::Attributes styled(const std::string& style) const = 0;
  /// Attributes of a run in another language.
  virtual ast::Attributes run_in(const std::string& language) const;
  /// Attributes of blocks in another language.
  virtual ast::Attributes blocks_in(const std::string& language) const;
  /// A run in another language, as inlines.
  virtual Json run(const std::string& language, Json inlines) const;
  virtual Json page_break() const { return Json::array(); }  ///< blocks
  /// An inline that becomes the page on which a bookmark stands. nullopt: nobody can fill it in.
  virtual std::optional<Json> page_of(const std::string& bookmark) const;
  /// Blocks; `title` are inlines. Nested lists of links unless the format has something of its own.
  virtual Json contents(Json title, const std::vector<ContentsLine>& lines, int depth) const;
  /// Blocks of a picture with its caption (inlines, empty: none).
  virtual Json figure(Json picture, Json caption) const;
  /// An inline before a task's words.
  virtual Json task_sign(bool done) const { return ast::node("Str", done ? "☑\u00A0" : "☐\u00A0"); }
  /// Blocks; `title` are inlines.
  virtual Json callout(const std::string& kind, Json title, Json content) const;
  /// Whether callout() shows that it is one.
  virtual bool has_panels() const { return has_styles() || !has_pages(); }
  virtual ChartForm chart_form() const { return ChartForm::png; }
  /// Whether pictures stand in the document as data; otherwise they are files in the working folder.
  virtual bool pictures_as_data() const { return false; }
  virtual bool has_pictures() const { return true; }
  /// Whether the title is the first heading, and those of the text stand below it: there is no metadata.
  virtual bool title_is_heading() const { return false; }
  virtual int deepest_heading() const { return 6; }
  /// Whether French spacing (model/french.hpp) is set by the program that makes the file.
  virtual bool sets_french_spacing() const { return false; }
  /// Whether places can be linked to.
  virtual bool has_anchors() const { return true; }
  /// Whether styled() shows: that cells and words have colours of their own.
  virtual bool has_styles() const { return true; }
  /// Whether superscript and subscript show.
  virtual bool has_raised_letters() const { return true; }
  /// Whether words and blocks can be in a language of their own.
  virtual bool has_languages() const { return true; }
  /// Whether it has pages and their head and foot are not ours to fill.
  virtual bool has_pages() const { return false; }
  /// Whether a watermark lies under each page.
  virtual bool has_watermark() const { return !has_pages(); }
  /// Whether cells of a table can span others and hold more than a line.
  virtual bool has_rich_cells() const { return true; }
  /// Whether rows at a table's foot are written: Pandoc 2.17 leaves them out of ODT.
  virtual bool has_table_feet() const { return true; }
  /// Whether columns without a width are as wide as what is in them; otherwise they are given shares.
  virtual bool measures_columns() const { return true; }
  /// Whether the columns of a right-to-left table run from the right without our doing.
  virtual bool mirrors_tables() const { return true; }
  /// Whether what is aligned to the end stands left there without our doing.
  virtual bool mirrors_alignment() const { return true; }
  /// Whether it is HTML inside: its structure is the WebConverter's.
  virtual bool is_web() const { return false; }
  /// Whether what it is handed to fetches what a style sheet names: then a mission's own is not taken.
  virtual bool fetches() const { return false; }
  /// More metadata.
  virtual void enrich(Json& /*meta*/, const Materials& /*materials*/) const {}

  /// Pandoc's name of the raw nodes in which marks for the finishing stand (office/marks.hpp); null: no such
  /// thing.
  virtual const char* mark_format() const { return nullptr; }

  // ---- the command
  virtual const char* pandoc_format() const = 0;  ///< after --to=
  virtual const char* a_file() const = 0;         ///< "a Word file", for messages
  /// More arguments, with the files that they name put into the working folder.
  virtual Result<std::vector<std::string>> arguments(Materials& materials) const;
  /// Whether Pandoc's answer can be such a file.
  virtual bool accepts(std::string_view answer) const { return !answer.empty(); }
  /// The file from Pandoc's answer.
  virtual Result<std::string> finish(std::string answer, const Materials& /*materials*/) const {
    return answer;
  }
};

/// For API `api`. `engine` is the PDF engine, for Writer::pdf only.
std::unique_ptr<const Dialect> office_dialect(Writer writer);
std::unique_ptr<const Dialect> html_dialect(const std::vector<int>& api);
std::unique_ptr<const Dialect> epub_dialect(const std::vector<int>& api);
std::unique_ptr<const Dialect> markdown_dialect(const std::vector<int>& api);
std::unique_ptr<const Dialect> tex_dialect(const std::vector<int>& api, const std::string& engine);
std::unique_ptr<const Dialect> typst_dialect(const std::vector<int>& api);
std::unique_ptr<const Dialect> pdf_dialect(const std::vector<int>& api, const std::string& engine);
std::unique_ptr<const Dialect> dialect_of(Writer writer, const std::vector<int>& api,
                                          const std::string& engine);

// What an answer must at least be: begun and ended.
bool is_zip(std::string_view answer);
bool is_pdf(std::string_view answer);

/// "latn", "arab" or "tfng": in which the language is mostly written.
std::string script_of(const std::string& language);

/// Pandoc's tree has a node for figures since pandoc-types 1.23.
bool has_figures(const std::vector<int>& api);

}  // namespace taqrir::pandoc
