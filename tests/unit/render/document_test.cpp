// Whole files: sound, alike each time, with what a catalog must say.
#include <gmock/gmock.h>

#include "render/pdf/pdf.hpp"
#include "unit/render/draft.hpp"
#include "unit/render/reading.hpp"

namespace taqrir::pdf::test {
namespace {

using layout::Tag;
using testing::HasSubstr;
using testing::Not;

Draft small() {
  Draft draft;
  const auto latin = draft.font(kLatin);
  draft.line({0, draft.node(Tag::h1), 60, 90, "Rapport narratif", latin, 20});
  draft.line({0, draft.node(Tag::p), 60, 120, "L'atelier s'est tenu à Rabat.", latin, 11});
  draft.line({0, layout::kArtifact, 60, 800, "Page 1 sur 2", latin, 8});
  draft.line({1, draft.node(Tag::p), 60, 90, "Deuxième page.", latin, 11});
  draft.pages.metadata.author = "OMP";
  draft.pages.metadata.keywords = {"prisons", "R&D <plaidoyer>"};
  draft.pages.metadata.date = parse_iso_date("2025-07-02");
  return draft;
}

TEST(Document, PassesQpdfCheck) {
  const auto check = run({"qpdf", "--check", "@"}, rendered(small().pages));
  EXPECT_EQ(check.status, 0) << check.out;
  EXPECT_THAT(check.out, HasSubstr("PDF Version: 1.7"));
  EXPECT_THAT(check.out, HasSubstr("No syntax or stream encoding errors found"));
}

TEST(Document, EqualPagesGiveEqualBytesWhateverTheThreads) {
  const auto one = render(small().pages, {1});
  const auto two = render(small().pages, {3});
  ASSERT_TRUE(one && two);
  EXPECT_EQ(*one, *two);
}

TEST(Document, TheIdentityFollowsTheContent) {
  Draft other = small();
  other.line({1, other.node(Tag::p), 60, 130, "Une ligne de plus.", 0, 11});
  const auto id = [](const std::string& pdf) { return pdf.substr(pdf.rfind("/ID")); };
  EXPECT_NE(id(rendered(small().pages)), id(rendered(other.pages)));
}

TEST(Document, TheCatalogSaysWhatReadersAsk) {
  Draft draft = small();
  const auto pdf = read(rendered(draft.pages));
  auto root = pdf->getRoot();
  EXPECT_EQ(root.getKey("/Lang").getUTF8Value(), "fr");
  EXPECT_TRUE(root.getKey("/MarkInfo").getKey("/Marked").getBoolValue());
  EXPECT_TRUE(root.getKey("/ViewerPreferences").getKey("/DisplayDocTitle").getBoolValue());
  EXPECT_FALSE(root.getKey("/ViewerPreferences").hasKey("/Direction"));
  EXPECT_FALSE(root.hasKey("/PageMode")) << "no outline, no panel for it";
  draft.pages.right_to_left = true;
  const auto mirrored = read(rendered(draft.pages));
  EXPECT_EQ(mirrored->getRoot().getKey("/ViewerPreferences").getKey("/Direction").getName(), "/R2L");
}

TEST(Document, InformationAndXmpAgree) {
  const std::string bytes = rendered(small().pages);
  const auto pdf = read(bytes);
  auto info = pdf->getTrailer().getKey("/Info");
  EXPECT_EQ(info.getKey("/Title").getUTF8Value(), "Essai");
  EXPECT_EQ(info.getKey("/Keywords").getUTF8Value(), "prisons, R&D <plaidoyer>");
  EXPECT_EQ(info.getKey("/CreationDate").getUTF8Value(), "D:20250702000000Z");
  EXPECT_THAT(bytes, HasSubstr("<pdfuaid:part>1</pdfuaid:part>"));
  EXPECT_THAT(bytes, HasSubstr("<rdf:li xml:lang=\"x-default\">Essai</rdf:li>"));
  EXPECT_THAT(bytes, HasSubstr("<rdf:li>R&amp;D &lt;plaidoyer&gt;</rdf:li>"));
  EXPECT_THAT(bytes, HasSubstr("<xmp:CreateDate>2025-07-02T00:00:00Z</xmp:CreateDate>"));
}

TEST(Document, WithoutADateNoneIsInvented) {
  Draft draft = small();
  draft.pages.metadata.date.reset();
  const std::string bytes = rendered(draft.pages);
  EXPECT_THAT(bytes, Not(HasSubstr("Date")));
}

TEST(Document, LabelsThatCountOnBecomeRanges) {
  Draft draft = small();
  const std::vector<std::string> labels = {"", "i", "ii", "1", "2", "3", "A-1", "A-2"};
  for (std::size_t i = 0; i < labels.size(); ++i) draft.page(static_cast<int>(i)).label = labels[i];
  const auto pdf = read(rendered(draft.pages));
  EXPECT_EQ(pdf->getRoot().getKey("/PageLabels").getKey("/Nums").unparse(),
            "[ 0 << >> 1 << /S /r /St 1 >> 3 << /S /D /St 1 >> 6 << /P (A-1) >> 7 << /P (A-2) >> ]");
}

TEST(Document, ManyPagesHangInABalancedTree) {
  Draft draft = small();
  draft.page(299);
  const auto pdf = read(rendered(draft.pages));
  auto root = pdf->getRoot().getKey("/Pages");
  EXPECT_EQ(root.getKey("/Count").getIntValue(), 300);
  EXPECT_EQ(root.getKey("/Kids").getArrayNItems(), 5);
  EXPECT_EQ(pdf->getAllPages().size(), 300u);
}

TEST(Document, NoPagesIsAFaultOfOurs) {
  const auto pdf = render(layout::Pages{});
  ASSERT_FALSE(pdf);
  EXPECT_EQ(pdf.error()[0].message.text(), "the document has no pages");
  EXPECT_EQ(exit_status(pdf.error()), 4);
}

}  // namespace
}  // namespace taqrir::pdf::test
