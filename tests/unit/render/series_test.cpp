// Many documents in one file, written part by part.
#include "render/pdf/series.hpp"

#include <gmock/gmock.h>

#include "layout/joined.hpp"
#include "unit/render/draft.hpp"
#include "unit/render/reading.hpp"

namespace taqrir::pdf::test {
namespace {

using layout::Tag;
using testing::HasSubstr;

layout::Pages certificate(const std::string& name, int pages = 1) {
  Draft draft;
  const auto latin = draft.font(kLatin);
  for (int page = 0; page < pages; ++page) {
    draft.line({page, draft.node(Tag::h1), 60, 90, "Attestation", latin, 20});
    const auto link = draft.node(Tag::link, draft.node(Tag::p));
    draft.line({page, link, 60, 120, name, latin, 11});
    draft.page(page).links.push_back({60, 110, 50, 12, "https://example.org", {}, name, link});
    draft.page(page).label = std::to_string(page + 1);
  }
  draft.at(draft.node(Tag::note)).id = "note";
  draft.pages.metadata.title = "Attestations";
  return std::move(draft.pages);
}

/// `parts`: how many documents stand in each.
std::string series(const std::vector<int>& parts) {
  std::string file;
  Series out([&](std::string_view bytes) { return file += bytes, true; }, {});
  int number = 0;
  for (const int count : parts) {
    layout::Joiner joiner(static_cast<std::size_t>(number + 1));
    for (int i = 0; i < count; ++i, ++number)
      joiner.add(certificate("Participante P" + std::to_string(number + 1), number == 1 ? 2 : 1),
                 "P" + std::to_string(number + 1));
    const auto added = out.add(joiner.take());
    EXPECT_TRUE(added) << (added ? "" : render(added.error().front()));
  }
  EXPECT_TRUE(out.finish());
  return file;
}

TEST(Series, IsASoundFileInOneAndInManyParts) {
  for (const auto& parts : {std::vector{1}, std::vector{5}, std::vector{2, 2, 1}}) {
    const auto check = run({"qpdf", "--check", "@"}, series(parts));
    EXPECT_EQ(check.status, 0) << check.out;
    EXPECT_THAT(check.out, HasSubstr("No syntax or stream encoding errors found"));
  }
}

TEST(Series, HasEveryPageAndItsText) {
  const auto pdf = series({2, 3});
  const auto text = run({"pdftotext", "@", "-"}, pdf).out;
  for (int i = 1; i <= 5; ++i) EXPECT_THAT(text, HasSubstr("Participante P" + std::to_string(i)));
  EXPECT_EQ(read(pdf)->getAllPages().size(), 6u) << "the second has two pages";
}

TEST(Series, HasABookmarkForEachDocument) {
  const auto pdf = read(series({2, 3}));
  auto item = pdf->getRoot().getKey("/Outlines").getKey("/First");
  std::vector<std::string> titles;
  std::vector<QPDFObjGen> targets;
  for (; item.isDictionary(); item = item.getKey("/Next")) {
    titles.push_back(item.getKey("/Title").getUTF8Value());
    targets.push_back(item.getKey("/Dest").getArrayItem(0).getObjGen());
  }
  EXPECT_THAT(titles, testing::ElementsAre("P1", "P2", "P3", "P4", "P5"));
  auto pages = pdf->getAllPages();
  EXPECT_EQ(targets[2], pages[3].getObjGen());
}

TEST(Series, IsOneStructureTreeWithAPartForEachDocument) {
  const auto pdf = read(series({2, 1}));
  const auto lines = tree(*pdf);
  EXPECT_EQ(times(lines, "Document"), 1) << lines;
  EXPECT_EQ(times(lines, "Part"), 3) << lines;
  EXPECT_EQ(times(lines, "H1"), 4) << lines;
}

TEST(Series, EveryPageAndLinkFindsItsElements) {
  const auto pdf = read(series({2, 2}));
  std::map<long long, QPDFObjectHandle> parents;
  auto roots = pdf->getRoot().getKey("/StructTreeRoot").getKey("/ParentTree").getKey("/Kids");
  for (int i = 0; i < roots.getArrayNItems(); ++i) {
    auto numbers = roots.getArrayItem(i).getKey("/Nums");
    for (int k = 0; k + 1 < numbers.getArrayNItems(); k += 2)
      EXPECT_TRUE(parents.emplace(numbers.getArrayItem(k).getIntValue(), numbers.getArrayItem(k + 1)).second);
  }
  for (auto page : pdf->getAllPages()) {
    ASSERT_TRUE(parents.contains(page.getKey("/StructParents").getIntValue()));
    auto link = page.getKey("/Annots").getArrayItem(0);
    EXPECT_EQ(parents.at(link.getKey("/StructParent").getIntValue()).getKey("/S").getName(), "/Link");
  }
}

TEST(Series, DocumentsOfAPartShareTheirFont) {
  EXPECT_EQ(times(run({"pdffonts", "@"}, series({5})).out, "+NotoSans"), 1);
  EXPECT_EQ(times(run({"pdffonts", "@"}, series({2, 3})).out, "+NotoSans"), 2);
}

TEST(Series, EqualDocumentsGiveEqualBytes) { EXPECT_EQ(series({2, 1}), series({2, 1})); }

TEST(Series, SaysThatItsSinkTakesNothing) {
  Series out([](std::string_view) { return false; }, {});
  layout::Joiner joiner;
  joiner.add(certificate("P1"), "P1");
  EXPECT_FALSE(out.add(joiner.take()));
}

}  // namespace
}  // namespace taqrir::pdf::test
