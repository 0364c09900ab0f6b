// What the writer writes, the reader reads as the same Blocks: on every Markdown text of the tree, and on
// what is hard.
#include "input/markdown_writer.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "input/markdown.hpp"
#include "model/dump.hpp"
#include "model/walk.hpp"

namespace taqrir::input {
namespace {

Blocks read(const std::string& text, const std::string& language = "fr") {
  MarkdownOptions options;
  options.language = language;
  options.languages = {"fr", "ar", "zgh"};
  options.file = [](const std::string& path, const Span& span) -> Result<FileRef> {
    return FileRef{path, span};
  };
  options.placeholder = [](const std::string& name) {
    return std::optional<std::string>("value of " + name);
  };
  return read_markdown(std::make_shared<SourceFile>("text.md", text), options).blocks;
}

void without_line_ends(Inlines& inlines);
void without_line_ends(Blocks& blocks) {
  for (auto& block : blocks) {
    block.span = {};
    for_each_child(
        block, [](Inlines& inner) { without_line_ends(inner); },
        [](Blocks& inner) { without_line_ends(inner); });
  }
}

/// Where lines end means nothing: they are spaces; texts that touch are one.
void without_line_ends(Inlines& inlines) {
  Inlines out;
  for (auto& in : inlines) {
    for_each_inner(
        in, [](Inlines& inner) { without_line_ends(inner); },
        [](Blocks& inner) { without_line_ends(inner); });
    if (std::holds_alternative<SoftBreak>(in.content)) in.content = Text{" "};
    auto* text = std::get_if<Text>(&in.content);
    auto* last = out.empty() ? nullptr : std::get_if<Text>(&out.back().content);
    if (text && last && text->value_of.empty() && last->value_of.empty())
      last->text += text->text;
    else
      out.push_back(std::move(in));
  }
  inlines = std::move(out);
}

std::string form(Blocks blocks) {
  without_line_ends(blocks);
  Document document;
  document.blocks = std::move(blocks);
  return dump(document);
}

std::string written(const std::string& text, const std::string& language = "fr") {
  const auto blocks = read(text, language);
  MarkdownStyle style;
  style.language = language;
  style.languages = {"fr", "ar", "zgh"};
  return write_markdown(blocks, style);
}

void expect_same(const std::string& text, const std::string& language = "fr", const std::string& where = {}) {
  const auto again = written(text, language);
  const auto got = form(read(again, language)), wanted = form(read(text, language));
  std::size_t at = 0;
  while (at < got.size() && at < wanted.size() && got[at] == wanted[at]) ++at;
  const auto begin = at > 60 ? at - 60 : 0;
  EXPECT_TRUE(got == wanted) << "got    …" << got.substr(begin, 160) << "\nwanted …"
                             << wanted.substr(begin, 160) << "\n"
                             << where << "\nwritten as:\n"
                             << again.substr(0, 1500);
}

TEST(MarkdownWriter, EveryTextOfTheTreeComesBack) {
  std::size_t count = 0;
  for (const auto* folder : {"configs", "tests/render-corpus/texts", "templates", "docs", "tests/support"})
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::string(TAQRIR_SOURCE_DIR) + "/" + folder)) {
      const auto name = entry.path().filename().string();
      // What no text of ours can be: quotes as deep as the reader goes, links in links, and templates of types.
      const bool template_of_type = entry.path().string().find("/templates/types/") != std::string::npos &&
                                    entry.path().string().find("/sample") == std::string::npos;
      if (entry.path().extension() != ".md" || name == "too-deep.en.md" || name == "readme.en.md" || template_of_type)
        continue;
      std::ifstream file(entry.path());
      std::stringstream text;
      text << file.rdbuf();
      const bool arabic = entry.path().string().find("03-code") != std::string::npos;
      expect_same(text.str(), arabic ? "ar" : "fr", entry.path().string());
      ++count;
    }
  EXPECT_GT(count, 50u);
}

TEST(MarkdownWriter, SignsOfMarkdownStayWords) {
  for (const auto* text : {"1\\. Non\n", "\\# non\n", "a \\* b \\* c\n", "\\[x\\](y)\n", "\\{{ non }}\n",
                           "fin \\{#non}\n", "a_b_c et \\_x\\_\n", "\\> non\n", "\\- non\n",
                           "x &amp;amp; y\n", "\\~~non\\~~\n", "\\: non\n", "a\\\\\\*b\n", "< 5 \\<br>\n",
                           "`a`` b` et ``c`d``\n", "| a\\|b | c |\n| :-- | --: |\n| 1 | x\\|y |\n",
                           "Le site www\\.exemple.org et a\\@b.org\n", "2025\\. Suite\n"})
    expect_same(text, "fr", text);
}

TEST(MarkdownWriter, EveryFormOfTheSyntaxComesBack) {
  for (const auto* text : {"## Titre {#t}\n\nTexte {#p}\n",
                           "Voir [[#t]], [[#t|ces mots]], [*ceux-ci*](#t).\n",
                           "[[piece:a]] et [[piece:a|la note]].\n",
                           "{{ activity.title }} à {{ activity.place }}.\n",
                           "x[^1] y[^2]\n\n[^1]: Une note.\n\n[^2]: Une autre,\n    en deux lignes.\n\n    "
                           "Et deux paragraphes.\n",
                           "- a\n- b\n  - c\n  - d\n\n3. x\n4. y\n",
                           "- a\n\n- b\n\n  suite\n",
                           "- [ ] à faire\n- [x] fait\n",
                           "- a\n\n<!-- -->\n\n- b\n",
                           "> cité\n>\n> — Quelqu’un\n",
                           "> [!IMPORTANT] Un *titre*\n> Le texte.\n>\n> - a\n> - b\n",
                           "> [!NOTE]\n> Le texte.\n",
                           "| a | b |\n| :-- | --: |\n| **x** | 1 |\n| y<br>z | |\n\n: Légende {#l}\n",
                           "![Ce que montre l’image](a.png \"La \\\"légende\\\"\") {#f}\n",
                           "![Image](b.png)\n\n: Une *légende* {#g}\n",
                           "```cpp\nint x;\n\n  y\n```\n",
                           "a\\\nb\n",
                           "---\n\nx\n",
                           "<div lang=\"en\">\n\nA passage.\n\n- of two\n- blocks\n\n</div>\n\nFin.\n",
                           "Le <span lang=\"en\">call</span> et m<sup>2</sup>, H<sub>2</sub>O.\n",
                           "Un mot الإعلان العالمي dans une phrase.\n",
                           "هذه فقرة عربية كاملة في نص فرنسي.\n",
                           "*a***b** et ~~c~~\n",
                           "<https://exemple.org/a_b> et [site](https://exemple.org/(x))\n"})
    expect_same(text, "fr", text);
}

}  // namespace
}  // namespace taqrir::input
