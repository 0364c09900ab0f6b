#include "app/volumes.hpp"

#include <gmock/gmock.h>

#include "app/bounded.hpp"
#include "model/builder.hpp"
#include "model/dump.hpp"
#include "unit/kit/echo_locale.hpp"

namespace taqrir::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Boundary = Stretch::Boundary;

Block part(std::string id, Blocks content) {
  return block(Part{plain("Title of " + id), std::move(content)}, id);
}

Block piece(const std::string& id) {
  return block(ForeignPages{{id + ".pdf", {}}, id, plain("Piece " + id), {}}, "piece:" + id);
}

Block picture_heading(const std::string& id) { return heading(2, plain("Piece " + id), "piece:" + id); }

/// Front matter, two activities of a report and a bundle, back matter.
Document dossier() {
  Document out;
  out.title = "Dossier";
  Cover cover, opening;
  cover.kicker = plain("Kind"), cover.title = plain("Dossier"), opening.title = plain("Activity");
  out.blocks = {block(cover), page_break(), contents(3, "Contents"), page_break(), paragraph("front")};
  for (const std::string a : {"a", "b"})
    out.blocks.push_back(
        part(a, {block(opening), part(a + "/report", {paragraph("told in " + a)}),
                 part(a + "/bundle", {paragraph("list"), piece(a + "/1"), page_break(),
                                      picture_heading(a + "/2"), paragraph("picture"), piece(a + "/3")})}));
  out.blocks.push_back(page_break());
  out.blocks.push_back(paragraph("back"));
  return out;
}

std::string said(const Document& document, const Stretch& stretch) {
  std::string out;
  for (const auto* block : blocks_of(document, stretch)) {
    if (!block->id.empty()) out += block->id + " ";
    if (const auto* p = std::get_if<Paragraph>(&block->content)) out += plain_text(p->content) + " ";
  }
  return out;
}

TEST(Stretches, APieceAReportAndTheFrontMatterStayWhole) {
  const auto document = dossier();
  std::vector<std::string> all;
  std::vector<Boundary> before;
  for (const auto& one : stretches_of(document))
    all.push_back(said(document, one)), before.push_back(one.before);
  EXPECT_THAT(all, ElementsAre("front ", "told in a ", "list piece:a/1 ", "piece:a/2 picture ", "piece:a/3 ",
                               "told in b ", "list piece:b/1 ", "piece:b/2 picture ", "piece:b/3 ", "back "));
  EXPECT_THAT(before, ElementsAre(Boundary::activity, Boundary::activity, Boundary::report, Boundary::piece,
                                  Boundary::piece, Boundary::activity, Boundary::report, Boundary::piece,
                                  Boundary::piece, Boundary::activity));
}

TEST(Stretches, ADividerPageStaysWithItsPiece) {
  auto divider = heading(2, plain("Divider"));
  std::get<Heading>(divider.content).in_contents = false;
  Document document;
  document.blocks = {part("x", {piece("1"), page_break(), divider, key_facts({}, {}), piece("2")})};
  const auto all = stretches_of(document);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[1].segments.front().begin, 1u);
}

TEST(Parted, FillsAVolumeUpToTheBestBoundary) {
  const std::vector<Stretch> all{{{}, Boundary::activity},
                                 {{}, Boundary::piece},
                                 {{}, Boundary::activity},
                                 {{}, Boundary::piece},
                                 {{}, Boundary::activity}};
  EXPECT_THAT(parted(all, {30, 30, 30, 30, 30}, 1000), ElementsAre(0u));
  EXPECT_THAT(parted(all, {30, 30, 30, 30, 30}, 100), ElementsAre(0u, 2u));
  EXPECT_THAT(parted(all, {10, 10, 80, 80, 80}, 100), ElementsAre(0u, 3u, 4u))
      << "up to an activity it would be two tenths full";
}

TEST(Parted, WhatIsTooLargeStandsAlone) {
  const std::vector<Stretch> all(4, {{}, Boundary::piece});
  EXPECT_THAT(parted(all, {10, 500, 10, 10}, 100), ElementsAre(0u, 1u, 2u));
  EXPECT_THAT(parted(all, {10, 10, 10, 10}, 1), ElementsAre(0u, 1u, 2u, 3u));
}

TEST(Volumes, TogetherHoldEverythingOnce) {
  const auto document = dossier();
  const auto stretches = stretches_of(document);
  const kit::test::EchoLocale locale;
  for (std::size_t cut = 1; cut < stretches.size(); ++cut) {
    const auto first = volume_of(document, stretches, 0, cut, {1, 2}, locale);
    const auto second = volume_of(document, stretches, cut, stretches.size(), {2, 2}, locale);
    auto anchors = anchors_of(first);
    const auto others = anchors_of(second);
    for (const auto& anchor : others)
      EXPECT_FALSE(anchors.contains(anchor)) << anchor << " stands in both, cut " << cut;
    anchors.insert(others.begin(), others.end());
    for (const auto& anchor : anchors_of(document))
      EXPECT_TRUE(anchors.contains(anchor)) << anchor << ", cut " << cut;
    for (const auto& volume : {first, second}) {
      EXPECT_TRUE(std::holds_alternative<Cover>(volume.blocks.front().content));
      EXPECT_EQ(std::count_if(volume.blocks.begin(), volume.blocks.end(),
                              [](const Block& one) { return std::holds_alternative<Contents>(one.content); }),
                1);
    }
  }
}

TEST(Volumes, SayWhichTheyAreAndWhatGoesOn) {
  const auto document = dossier();
  const auto stretches = stretches_of(document);
  const auto second = volume_of(document, stretches, 4, stretches.size(), {2, 2}, kit::test::EchoLocale());
  EXPECT_EQ(second.title, "Dossier – <document.volume-of n=2 of=2>");
  const auto& cover = std::get<Cover>(second.blocks.front().content);
  EXPECT_EQ(plain_text(cover.kicker), "Kind – <document.volume-of n=2 of=2>");
  EXPECT_THAT(plain_text(cover.facts.front().value), HasSubstr("Title of a (<document.continued>)"));
  const auto& goes_on = second.blocks[3];
  EXPECT_EQ(goes_on.id, "a~2");
  const auto& content = std::get<Part>(goes_on.content).content;
  const auto& opening = std::get<Cover>(content.front().content);
  EXPECT_EQ(plain_text(opening.kicker), "<document.volume-goes-on n=1>");
  EXPECT_EQ(plain_text(opening.title), "Title of a");
  EXPECT_EQ(plain_text(opening.subtitle), "Title of a/bundle");
  EXPECT_EQ(content[1].id, "piece:a/3") << "not within a second continued part";
}

TEST(Volumes, WithoutACoverGetOne) {
  Document document;
  document.title = "Bare";
  document.blocks = {part("a", {paragraph("x")}), part("b", {paragraph("y")})};
  const auto first = volume_of(document, stretches_of(document), 0, 1, {1, 2}, kit::test::EchoLocale());
  EXPECT_EQ(plain_text(std::get<Cover>(first.blocks.front().content).title), "Bare");
  EXPECT_TRUE(std::holds_alternative<Contents>(first.blocks[2].content));
}

TEST(Volumes, ReferencesSayWhereTheyLead) {
  Document document;
  document.blocks = {paragraph(Inlines{{CrossReference{"there", plain("table 3")}, {}},
                                       {CrossReference{"here", plain("x")}, {}}}),
                     paragraph(Inlines{{PageReference{"there"}, {}}})};
  document.blocks.push_back(
      paragraph(Inlines{{PieceReference{"a/1", "piece 3"}, {}}, {PieceReference{"a/2", "piece 4"}, {}}}));
  TableBuilder table{std::vector<TableColumn>(1)};
  table.row({cell(Inlines{{CrossReference{"there", plain("done")}, {}}})});
  document.blocks.push_back(table.build());
  point_elsewhere(document, {{"there", {"d-2.pdf", 13, {}, "vol. 2, p. 14"}},
                             {"piece:a/1", {"d-3.pdf", 6, {}, "vol. 3, p. 7"}}});
  const auto& pieces = std::get<Paragraph>(document.blocks[2].content).content;
  EXPECT_EQ(plain_text(pieces), "piece 3 (vol. 3, p. 7)piece 4");
  EXPECT_EQ(std::get<CrossReference>(pieces[0].content).target, "piece:a/1");
  EXPECT_EQ(plain_text(std::get<Paragraph>(document.blocks[0].content).content), "table 3 (vol. 2, p. 14)x");
  EXPECT_EQ(plain_text(std::get<Paragraph>(document.blocks[1].content).content), "vol. 2, p. 14");
  const auto& cell = std::get<DataTable>(document.blocks[3].content).rows[0][0].content.front();
  EXPECT_EQ(plain_text(std::get<Paragraph>(cell.content).content), "done");
}

TEST(Volumes, AreCalledByTheirNumber) {
  EXPECT_EQ(volume_path("out/fin.pdf", 2), "out/fin-2.pdf");
  EXPECT_EQ(size_in_words(10'000'000), "10 MB");
  EXPECT_EQ(size_in_words(1'260'000), "1.3 MB");
  EXPECT_EQ(size_in_words(850'000), "850 kB");
}

}  // namespace
}  // namespace taqrir::app
