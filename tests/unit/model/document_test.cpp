#include "model/document.hpp"

#include <gtest/gtest.h>

#include "model/builder.hpp"
#include "model/piece.hpp"
#include "sample.hpp"

namespace taqrir {
namespace {

TEST(PlainText, LeavesOutMarksAndNotes) {
  Inlines inlines =
      joined({plain("Le "), strong("plan"), emphasis(" stratégique"), in_language("ar", " خطة")});
  inlines.push_back({Footnote{{paragraph("tue")}}, {}});
  EXPECT_EQ(plain_text(inlines), "Le plan stratégique خطة");
}

TEST(PlainText, TurnsBreaksIntoSpacesAndPicturesIntoTheirWords) {
  const Inlines inlines{{Text{"a"}, {}},
                        {SoftBreak{}, {}},
                        {Text{"b"}, {}},
                        {HardBreak{}, {}},
                        {Image{{"x.png", {}}, "une image", {}}, {}}};
  EXPECT_EQ(plain_text(inlines), "a b une image");
}

TEST(PlainText, NamesAPieceByItsLabelOrElseItsId) {
  EXPECT_EQ(plain_text({{PieceReference{"evaluation", "pièce 3"}, {}}}), "pièce 3");
  EXPECT_EQ(plain_text({{PieceReference{"evaluation", ""}, {}}}), "evaluation");
}

TEST(Builder, EmptyTextMakesNoInline) {
  EXPECT_TRUE(plain("").empty());
  EXPECT_TRUE(cell("").content.empty());
}

TEST(Builder, RowsAddedAfterATotalStandBeforeIt) {
  const auto block = TableBuilder({TableColumn{}})
                         .total({cell("Total")})
                         .row({cell("a")})
                         .row({cell("b")})
                         .total({cell("Reste")})
                         .build();
  const auto& table = std::get<DataTable>(block.content);
  std::string order;
  for (const auto& row : table.rows)
    order += plain_text(std::get<Paragraph>(row[0].content[0].content).content) + " ";
  EXPECT_EQ(order, "a b Total Reste ");
  EXPECT_EQ(table.total_rows, 2u);
}

TEST(Pieces, AreFoundById) {
  Pieces pieces;
  pieces.all.resize(2);
  pieces.all[1].id = "evaluation";
  pieces.all[1].activity = "05-atelier";
  EXPECT_EQ(pieces.find("evaluation"), &pieces.all[1]);
  EXPECT_EQ(pieces.find("autre"), nullptr);
  EXPECT_EQ(piece_anchor(pieces.all[1]), "piece:05-atelier/evaluation");
}

}  // namespace
}  // namespace taqrir
