// A long document is set in galleys on several threads. It comes out as if it were set in one piece.
#include <gtest/gtest.h>

#include <algorithm>

#include "model/builder.hpp"
#include "support.hpp"

namespace taqrir::layout::test {
namespace {

Inline note(const std::string& text) { return {Footnote{{paragraph(text)}}, {}}; }

Inlines text_of(int i) {
  Inlines out = plain(words(20 + i * 7 % 50, "mot" + std::to_string(i % 37)) + " ");
  if (i % 4 == 0) out.push_back(note("note " + std::to_string(i)));
  if (i % 5 == 0) out.push_back({Strong{plain(" " + words(3, "gras" + std::to_string(i)))}, {}});
  if (i % 6 == 0) out.push_back({LanguageSpan{"ar", plain("المرصد المغربي للسجون")}, {}});
  if (i % 7 == 0) out.push_back({Link{"https://example.org/" + std::to_string(i), plain(" lien")}, {}});
  if (i % 9 == 0) out.push_back({Text{" 漢字" + std::string(i % 2 ? "かな" : "")}, {}});
  if (i % 11 == 0) out.push_back({PageReference{"h20"}, {}});
  return out;
}

Block table_of(int i) {
  TableBuilder table({{}, {Alignment::decimal, {}}});
  table.header({"Nom", "Nombre"});
  for (int r = 0; r < 6 + i % 40; ++r)
    table.row({cell("ligne " + std::to_string(r)), cell(std::to_string(r * i) + ",5")});
  return table.caption(plain("Table " + std::to_string(i))).build("t" + std::to_string(i));
}

// Every kind of thing that a document numbers through, many times.
Blocks long_text(int rounds, const std::string& picture = "photo") {
  Blocks out{contents(2, "Sommaire")};
  for (int i = 0; i < rounds; ++i) {
    const auto n = std::to_string(i);
    if (i % 5 == 0) out.push_back(heading(1 + i % 3, plain("Titre " + n), "h" + n));
    out.push_back(paragraph(text_of(i)));
    if (i % 8 == 0) out.push_back(bullet_list({text_of(i + 1), plain("point")}));
    if (i % 13 == 0) out.push_back(table_of(i));
    if (i % 17 == 0)
      out.push_back(block(
          Figure{{{picture + std::to_string(i % 3) + ".png", {}}, "Image", {}}, plain("Légende " + n), {}}));
    if (i % 19 == 0)
      out.push_back(
          callout(Callout::Kind::note, plain("À noter"), {paragraph(text_of(i + 2)), table_of(i + 1003)}));
    if (i % 23 == 0)
      out.push_back(key_facts({}, {{plain("Lieu"), plain("Rabat")}, {plain("Nombre"), plain(n)}}));
  }
  return out;
}

// All that a renderer is given, as text.
std::string all_of(const Laid& laid) {
  std::string out = dump(laid.pages) + messages(laid.diagnostics);
  for (const auto& node : laid.pages.nodes)
    out += std::to_string(static_cast<int>(node.tag)) + " in " + std::to_string(node.parent) + " " + node.id +
           node.language + node.alternative + "\n";
  for (const auto& font : laid.pages.fonts) {
    out += font.postscript_name;
    for (const auto& code : font.codes) out += " " + std::to_string(code.glyph) + "=" + code.text;
    out += "\n";
  }
  for (const auto& image : laid.pages.images) out += image.name + "\n";
  for (const auto& page : laid.pages.pages)
    for (const auto& item : page.items)
      if (const auto* image = std::get_if<PlacedImage>(&item.content))
        out += std::to_string(image->image) + " ";
  return out;
}

// A division is one block, and so is one galley.
Document in_one_piece(Blocks blocks, const std::string& language = "fr") {
  return document_of({block(Division{std::move(blocks)})}, language);
}

TEST(Galleys, ComeOutAsOnePieceOnAnyNumberOfThreads) {
  for (const std::string language : {"fr", "ar"}) {
    const auto expected = all_of(lay(in_one_piece(long_text(300), language)));
    for (const int threads : {1, 2, 3, 8})
      EXPECT_TRUE(all_of(lay(document_of(long_text(300), language), theme(), threads)) == expected)
          << language << threads;
  }
}

TEST(Galleys, TellOfALostPictureOnce) {
  const auto expected = all_of(lay(in_one_piece(long_text(200, "lost"))));
  const auto laid = lay(document_of(long_text(200, "lost")), theme(), 3);
  const auto lost = [](const Diagnostic& d) { return messages({d}).find("lost") != std::string::npos; };
  EXPECT_EQ(std::count_if(laid.diagnostics.begin(), laid.diagnostics.end(), lost), 3);
  EXPECT_TRUE(all_of(laid) == expected);
}

// A table of many columns is set in parts, each with the first column: its footnote is called for in each
// part, which makes more notes than were counted beforehand.
TEST(Galleys, AreSetAgainWhenNotesBeforeThemAreNotAsCounted) {
  std::vector<TableColumn> columns(60, TableColumn{});
  std::vector<TableCell> cells;
  for (int c = 0; c < 60; ++c) cells.push_back(cell("colonne " + std::to_string(c)));
  cells.front() = cell(Inlines{{Text{"premier"}, {}}, note("de la première colonne")});
  Blocks blocks{TableBuilder(columns).row(cells).build("wide")};
  append(blocks, long_text(200));
  EXPECT_TRUE(all_of(lay(document_of(blocks), theme(), 2)) == all_of(lay(in_one_piece(blocks))));
}

}  // namespace
}  // namespace taqrir::layout::test
