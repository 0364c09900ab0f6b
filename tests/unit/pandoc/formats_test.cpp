// docs/formats.md is this table, and every cell of it is looked at: a document with all rows is written in
// each format, by the Pandoc in PATH and by the newer one of ./dev test, and read back.
#include "unit/pandoc/formats.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <regex>
#include <sstream>

#include "app/system_world.hpp"
#include "input/resources.hpp"
#include "model/builder.hpp"
#include "model/numbering.hpp"
#include "unit/model/sample.hpp"
#include "unit/pandoc/docx.hpp"

namespace taqrir::pandoc {

namespace {

using Json = nlohmann::json;
using test::FewWords;

const std::string kSource = TAQRIR_SOURCE_DIR;
constexpr const char* kSvg =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"50\" viewBox=\"0 0 100 50\">"
    "<rect width=\"100\" height=\"50\"/></svg>";
const std::string kNewer = kSource + "/.cache/pandoc/pypandoc/files/pandoc";

/// Words with one space between.
std::string single_spaced(const std::string& text) {
  std::istringstream in(text);
  std::string out;
  for (std::string word; in >> word;) out += (out.empty() ? "" : " ") + word;
  return out;
}

void append_text(std::string& to, const Json& tree) {
  if (tree.is_object()) {
    const auto type = tree.value("t", std::string());
    if (type == "Str") to += tree["c"].get<std::string>();
    if (type == "Code" || type == "CodeBlock") to += tree["c"][1].get<std::string>();
    if (type == "Space" || type == "SoftBreak" || type == "LineBreak" || type == "Plain" || type == "Para" ||
        type == "Header" || type == "Note")
      to += ' ';
    if (tree.contains("c")) append_text(to, tree["c"]);
  } else if (tree.is_array()) {
    for (const auto& inner : tree) append_text(to, inner);
  }
}

std::string text_of(const Json& tree) {
  std::string out;
  append_text(out, tree);
  return single_spaced(out);
}

bool any_node(const Json& tree, const std::function<bool(const Json&)>& wanted) {
  if (tree.is_object() && tree.contains("t") && wanted(tree)) return true;
  if (tree.is_structured())
    for (const auto& inner : tree)
      if (any_node(inner, wanted)) return true;
  return false;
}

/// The letters of a word from the last on.
std::string backwards(const std::string& word) {
  std::string out;
  for (std::size_t end = word.size(); end > 0;) {
    auto start = end - 1;
    while (start > 0 && (static_cast<unsigned char>(word[start]) & 0xC0) == 0x80) --start;
    out += word.substr(start, end - start), end = start;
  }
  return out;
}

std::string as_class(std::string style) {
  for (auto& c : style) c = c == ' ' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return style;
}

const std::string kTypst = kSource + "/tests/support/bin";  // after a Typst of this machine's own

/// The real processes, with a Pandoc of our choice, and Typst's compiler from PyPI where ./dev test fetched
/// it.
class With : public app::SystemWorld {
 public:
  explicit With(std::string pandoc) : pandoc_(std::move(pandoc)) {}
  std::optional<std::string> find_program(const std::string& name) override {
    if (name == "pandoc") return pandoc_;
    auto found = SystemWorld::find_program(name);
    if (!found && name == "typst" && info(kSource + "/.cache/typst/typst")) found = kTypst + "/typst";
    return found;
  }
  Result<ProcessOutput> run(const ProcessRequest& request) override {
    auto own = request;
    if (own.argv.front() != "pandoc") return SystemWorld::run(own);
    own.argv.front() = pandoc_;
    own.environment["PATH"] = std::string(std::getenv("PATH")) + ":" + kTypst;
    keep_source(own);
    return SystemWorld::run(own);
  }

  std::string source;  ///< what the last PDF engine was given

 private:
  /// The same once more, without the engine.
  void keep_source(ProcessRequest request) {
    auto& argv = request.argv;
    const auto engine =
        std::find_if(argv.begin(), argv.end(), [](const auto& a) { return a.starts_with("--pdf-engine="); });
    if (engine == argv.end()) return;
    const auto name = engine->substr(engine->find('=') + 1);
    std::erase_if(argv, [](const auto& a) { return a.starts_with("--pdf-engine"); });
    std::replace(argv.begin(), argv.end(), std::string("--to=pdf"),
                 std::string(name == "typst"        ? "--to=typst"
                             : name == "weasyprint" ? "--to=html"
                                                    : "--to=latex"));
    const auto out = SystemWorld::run(request);
    EXPECT_TRUE(out && out->exit_code == 0) << (out ? out->err : "");
    if (out) source = out->out;
  }

  std::string pandoc_;
};

std::string answer(World& world, std::vector<std::string> argv, std::string input) {
  ProcessRequest request;
  request.argv = std::move(argv);
  request.input = std::move(input);
  const auto out = world.run(request);
  EXPECT_TRUE(out);
  return out ? out->out : std::string();
}

std::string without_tags(const std::string& xml) {
  std::string out;
  bool inside = false;
  for (const char c : xml) {
    if (c == '<') inside = true, out += ' ';
    if (!inside) out += c;
    if (c == '>') inside = false;
  }
  return out;
}

/// The text in the order in which it is set.
std::string words_of_pdf(World& world, const std::string& bytes) {
  return single_spaced(answer(world, {"pdftotext", "-", "-"}, bytes));
}

std::optional<std::string> own_words(World& world, const Back& back) {
  if (back.bytes.starts_with("%PDF")) return words_of_pdf(world, back.bytes);
  if (back.column == Column::html) return single_spaced(without_tags(back.bytes));
  if (back.column == Column::odt)
    return single_spaced(without_tags(back.parts.at("styles.xml") + back.parts.at("content.xml")));
  if (back.column == Column::word)
    return single_spaced(
        without_tags(back.parts.at("word/document.xml") + back.parts.at("word/footnotes.xml")));
  if (back.column != Column::epub) return std::nullopt;
  std::string all;
  for (const auto& [name, content] : back.parts)
    if (name.ends_with(".xhtml")) all += without_tags(content);
  return single_spaced(all);
}

/// Pandoc's reader of Typst looks up no places, and knows no single column with a width.
std::string readable(const std::string& source) {
  static const std::regex kLookUp("#context query\\([^\n]*?default: \"…\"\\)");
  static const std::regex kWhole("columns: \\(100%\\)");
  // Pandoc's template colours links and code, and its own reader then loses paragraphs of nothing else.
  static const std::regex kLinks("\n  show link: this => \\{[\\s\\S]*?\n  \\}\n"),
      kSet("\n  show (raw|link|ref): set [^\n]*");
  auto out = std::regex_replace(std::regex_replace(source, kLookUp, "…"), kWhole, "columns: 1");
  return std::regex_replace(std::regex_replace(out, kLinks, "\n"), kSet, "");
}

Back read_back(With& world, const Way& way, const std::string& bytes) {
  Back back;
  back.column = way.column, back.bytes = bytes;
  if (bytes.starts_with("PK")) back.parts = test::unzip(bytes);
  if (way.writer == Writer::pdf)
    back.parts = {{"source", world.source}, {"info", answer(world, {"pdfinfo", "-"}, bytes)}};
  const auto text = way.writer == Writer::pdf ? readable(world.source) : bytes;
  back.blocks = Json::parse(
      answer(world, {"pandoc", std::string("--from=") + way.reader, "--to=json"}, text))["blocks"];
  // Words are the file's own where Pandoc does not read all: header rows of ODT, notes of HTML.
  back.text = own_words(world, back).value_or(text_of(back.blocks));
  for (const auto& [name, content] :
       back.parts)  // heads and feet of Word's pages; a watermark is an attribute
    if (name.starts_with("word/header") || name.starts_with("word/footer"))
      back.text = content + single_spaced(without_tags(content)) + " " + back.text;
  return back;
}

/// Each row's blocks are said to stand on a line of their own, by which its warnings are known.
Document all_rows(const std::vector<FormatRow>& rows) {
  const SourceRef source = std::make_shared<SourceFile>("rows.md", std::string(rows.size(), '\n'));
  Document document;
  document.title = "Formats", document.date = parse_iso_date("2025-07-02");
  for (const auto& row : rows)
    if (row.furnish) row.furnish(document);
  std::uint32_t line = 0;
  for (const auto& row : rows) {
    ++line;
    for (auto block : row.blocks) {
      block.span = {source, line, 1, 0};
      if (auto* paragraph = std::get_if<Paragraph>(&block.content))
        for (auto& in : paragraph->content) in.span = block.span;
      document.blocks.push_back(std::move(block));
    }
  }
  return document;
}

bool said_of(const Diagnostics& said, const FormatRow& row, std::size_t number) {
  return std::any_of(said.begin(), said.end(), [&](const Diagnostic& d) {
    return row.told ? d.message.text().find(row.told) != std::string::npos : d.span.line == number + 1;
  });
}

std::size_t place_of(const std::string& word, const Back& back, std::size_t from) {
  const auto found = back.text.find(word, from);
  if (found != std::string::npos || back.column != Column::weasyprint) return found;
  return back.text.find(backwards(word), from);  // WeasyPrint 57 writes Arabic letters in this order
}

void check_cell(const FormatRow& row, const std::string& cell, const Back& back, bool said) {
  const bool left_out = cell.starts_with("left out");
  EXPECT_EQ(cell.ends_with("(said)"), said) << "the warning";
  std::size_t at = 0;
  for (const std::string word : row.words) {
    const auto found = place_of(word, back, at);
    EXPECT_EQ(found == std::string::npos, left_out) << word;
    if (found != std::string::npos) at = found + word.size();
  }
  EXPECT_EQ(row.kept(back), cell == "kept") << "the structure";
}

class Formats : public ::testing::TestWithParam<std::tuple<std::string, Way>> {};

/// What is asked of a Pandoc; nullopt: it, or the engine, is not here.
std::optional<WriteRequest> request_of(With& world, const std::string& pandoc, const Way& way) {
  if (!world.info(pandoc)) return std::nullopt;
  WriteRequest request;
  request.writer = way.writer, request.pdf_engine = way.engine, request.data = {kSource + "/templates"};
  request.pandoc = installed(world).value();
  static const Theme kTheme = input::load_theme(world, request.data, "institutional").value();
  request.theme = &kTheme;
  for (const auto& engine : pdf_engines())
    if (engine.name == way.engine && (!world.find_program(engine.name) || *request.pandoc < engine.pandoc))
      return std::nullopt;
  return request;
}

/// One document with all rows, written once for each format and Pandoc.
TEST_P(Formats, AreWhatTheTableSays) {
  const auto& [pandoc, way] = GetParam();
  With world(pandoc);
  const auto request = request_of(world, pandoc, way);
  if (!request) GTEST_SKIP() << way.name << " by " << pandoc << ": it or its engine is not here";
  const auto rows = format_rows();
  auto document = all_rows(rows);
  const auto problems = number_document(document, FewWords());
  ASSERT_FALSE(has_errors(problems)) << test::messages(problems);
  const auto picture = test::read(kSource + "/templates/visibility/eu-emblem.png");
  const Sources sources{[&](const FileRef&) { return Bytes(picture); },
                        [&](const Block&, bool) -> Result<ChartPicture> {
                          return ChartPicture{kSvg, picture, 100, 50};
                        }};
  Diagnostics said;
  const auto made = write(world, document, FewWords(), sources, *request, said);
  ASSERT_TRUE(made) << test::messages(made.error());
  const auto back = read_back(world, way, *made);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto* cell = rows[i].cells.at(static_cast<std::size_t>(way.column));
    SCOPED_TRACE(std::string(way.name) + ": " + rows[i].node + ": " + cell);
    check_cell(rows[i], cell, back, said_of(said, rows[i], i));
  }
}

/// No engine gives up on the document with every node, from the left and from the right.
TEST_P(Formats, HoldEveryNode) {
  const auto& [pandoc, way] = GetParam();
  With world(pandoc);
  const auto request = request_of(world, pandoc, way);
  if (!request) GTEST_SKIP() << way.name << " by " << pandoc << ": it or its engine is not here";
  auto document = test::every_node();
  number_document(document, FewWords());
  const auto picture = test::read(kSource + "/templates/visibility/eu-emblem.png");
  Diagnostics said;
  for (const auto* language : {"fr", "ar"}) {
    document.language = language;
    const auto made = write(world, document, FewWords(language),
                            {[&](const FileRef&) { return Bytes(picture); }, {}}, *request, said);
    EXPECT_TRUE(made) << language << ": " << test::messages(made.error());
  }
}

std::string in_path() {
  app::SystemWorld world;
  return world.find_program("pandoc").value_or("/nowhere/pandoc");
}
INSTANTIATE_TEST_SUITE_P(Pandoc, Formats,
                         ::testing::Combine(::testing::Values(in_path(), kNewer), ::testing::ValuesIn(kWays)),
                         [](const auto& info) {
                           return std::string(info.index < kWays.size() ? "InPath" : "Newer") +
                                  std::get<1>(info.param).name;
                         });

TEST(FormatsPage, IsTheTable) {
  std::string page = "| |";
  std::string line = "| --- |";
  for (const auto* name : kColumnNames) page += std::string(" ") + name + " |", line += " --- |";
  page += "\n" + line + "\n";
  for (const auto& row : format_rows()) {
    page += std::string("| ") + row.node + " |";
    for (const auto* cell : row.cells) page += std::string(" ") + cell + " |";
    page += "\n";
  }
  const auto path = kSource + "/docs/formats.md";
  const auto whole = test::read(path);
  const auto begin = whole.find("| |"), end = whole.find("\n\n", begin);
  ASSERT_NE(begin, std::string::npos);
  test::expect_same(path, whole.substr(0, begin) + page + whole.substr(end + 1));
}

}  // namespace

bool Back::has(const std::string& types, const std::string& word) const {
  std::istringstream all(types);
  for (std::string type; std::getline(all, type, '|');)
    if (any_node(blocks, [&](const Json& node) {
          return node["t"] == type && (word.empty() || pandoc::text_of(node).find(word) != std::string::npos);
        }))
      return true;
  return false;
}

bool Back::styled(const std::string& style, const std::string& word) const {
  if (column == Column::odt) {
    std::string name;
    for (const char c : style) name += c == ' ' ? std::string("_20_") : std::string(1, c);
    return says("style-name=\"" + name + "\"");
  }
  return any_node(blocks, [&](const Json& node) {
    if (node["t"] != "Div" && node["t"] != "Span") return false;
    const auto& attributes = node["c"][0];
    const auto kind = as_class(style);
    bool bears = false;
    for (const auto& name : attributes[1]) bears = bears || name == kind;
    for (const auto& pair : attributes[2]) bears = bears || (pair[0] == "custom-style" && pair[1] == style);
    return bears && pandoc::text_of(node).find(word) != std::string::npos;
  });
}

bool Back::says(const std::string& texts) const {
  std::istringstream all(texts);
  for (std::string text; std::getline(all, text, '|');) {
    if (bytes.find(text) != std::string::npos) return true;
    for (const auto& [name, content] : parts)
      if (name.find(text) != std::string::npos || content.find(text) != std::string::npos) return true;
  }
  return false;
}

}  // namespace taqrir::pandoc
