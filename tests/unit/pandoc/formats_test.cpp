// docs/formats.md is this table, and every cell of it is looked at: a document with all rows is written in
// each format, by the Pandoc in PATH and by the newer one of ./dev test, and read back.
#include "unit/pandoc/formats.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "app/system_world.hpp"
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

std::string as_class(std::string style) {
  for (auto& c : style) c = c == ' ' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return style;
}

/// The real processes, with a Pandoc of our choice.
class With : public app::SystemWorld {
 public:
  explicit With(std::string pandoc) : pandoc_(std::move(pandoc)) {}
  std::optional<std::string> find_program(const std::string& name) override {
    return name == "pandoc" ? pandoc_ : SystemWorld::find_program(name);
  }
  Result<ProcessOutput> run(const ProcessRequest& request) override {
    auto own = request;
    if (own.argv.front() == "pandoc") own.argv.front() = pandoc_;
    return SystemWorld::run(own);
  }

 private:
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

const char* reader_of(Writer writer) {
  switch (writer) {
    case Writer::docx: return "docx+styles";
    case Writer::odt: return "odt";
    case Writer::html: return "html";
    case Writer::epub: return "epub";
    default: return "gfm+footnotes";
  }
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

std::optional<std::string> own_words(const Back& back) {
  if (back.writer == Writer::html) return single_spaced(without_tags(back.bytes));
  if (back.writer == Writer::odt) return single_spaced(without_tags(back.parts.at("content.xml")));
  if (back.writer != Writer::epub) return std::nullopt;
  std::string all;
  for (const auto& [name, content] : back.parts)
    if (name.ends_with(".xhtml")) all += without_tags(content);
  return single_spaced(all);
}

Back read_back(World& world, Writer writer, const std::string& bytes) {
  Back back;
  back.writer = writer, back.bytes = bytes;
  if (bytes.starts_with("PK")) back.parts = test::unzip(bytes);
  back.blocks = Json::parse(
      answer(world, {"pandoc", std::string("--from=") + reader_of(writer), "--to=json"}, bytes))["blocks"];
  // Words are the file's own where Pandoc does not read all: header rows of ODT, notes of HTML.
  back.text = own_words(back).value_or(text_of(back.blocks));
  return back;
}

/// Each row's blocks are said to stand on a line of their own, by which its warnings are known.
Document all_rows(const std::vector<FormatRow>& rows) {
  const SourceRef source = std::make_shared<SourceFile>("rows.md", std::string(rows.size(), '\n'));
  Document document;
  document.title = "Formats", document.date = parse_iso_date("2025-07-02");
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

class Formats : public ::testing::TestWithParam<std::string> {};

bool said_of(const Diagnostics& said, std::size_t row) {
  return std::any_of(said.begin(), said.end(), [&](const Diagnostic& d) { return d.span.line == row + 1; });
}

void check_cell(const FormatRow& row, const std::string& cell, const Back& back, bool said) {
  const bool left_out = cell.starts_with("left out");
  EXPECT_EQ(cell.ends_with("(said)"), said) << "the warning";
  std::size_t at = 0;
  for (const std::string word : row.words) {
    const auto found = back.text.find(word, at);
    EXPECT_EQ(found == std::string::npos, left_out) << word;
    if (found != std::string::npos) at = found + word.size();
  }
  EXPECT_EQ(row.kept(back), cell == "kept") << "the structure";
}

TEST_P(Formats, AreWhatTheTableSays) {
  With world(GetParam());
  if (!world.info(GetParam())) GTEST_SKIP() << "there is no Pandoc at " << GetParam();
  const auto rows = format_rows();
  auto document = all_rows(rows);
  const auto problems = number_document(document, FewWords());
  ASSERT_FALSE(has_errors(problems)) << test::messages(problems);
  const auto picture = test::read(kSource + "/templates/visibility/eu-emblem.png");
  const Sources sources{[&](const FileRef&) { return Bytes(picture); },
                        [&](const Block&, bool) -> Result<ChartPicture> {
                          return ChartPicture{kSvg, picture, 100, 50};
                        }};
  for (std::size_t f = 0; f < kFormats.size(); ++f) {
    WriteRequest request;
    request.writer = kFormats[f], request.data = {kSource + "/templates"};
    Diagnostics said;
    const auto made = write(world, document, FewWords(), sources, request, said);
    ASSERT_TRUE(made) << kFormatNames[f] << ": " << test::messages(made.error());
    const auto back = read_back(world, kFormats[f], *made);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      SCOPED_TRACE(std::string(kFormatNames[f]) + ": " + rows[i].node + ": " + rows[i].cells[f]);
      check_cell(rows[i], rows[i].cells[f], back, said_of(said, i));
    }
  }
}

std::string in_path() {
  app::SystemWorld world;
  return world.find_program("pandoc").value_or("/nowhere/pandoc");
}
INSTANTIATE_TEST_SUITE_P(Pandoc, Formats, ::testing::Values(in_path(), kNewer),
                         [](const auto& info) { return info.index == 0 ? "InPath" : "Newer"; });

TEST(FormatsPage, IsTheTable) {
  std::string page = "| |";
  std::string line = "| --- |";
  for (const auto* name : kFormatNames) page += std::string(" ") + name + " |", line += " --- |";
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
  if (writer == Writer::odt) {
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
