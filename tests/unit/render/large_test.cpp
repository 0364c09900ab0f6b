// Time of a large document: 300 pages of 40 one-line paragraphs.
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <iostream>

#include "render/pdf/pdf.hpp"
#include "unit/render/draft.hpp"

namespace taqrir::pdf::test {
namespace {

constexpr int kPages = 300, kParagraphs = 40;
const char* const kWords[] = {"observatoire", "formation",   "plaidoyer", "atelier",   "participantes",
                              "stratégie",    "évaluation",  "statuts",   "règlement", "deux",
                              "et",           "de",          "la",        "mission",   "société",
                              "civile",       "gouvernance", "droits"};

std::string words(unsigned& seed) {
  std::string out;
  for (int i = 0; i < 11; ++i) {
    seed = seed * 1664525u + 1013904223u;
    out += (i ? " " : "") + std::string(kWords[(seed >> 16) % std::size(kWords)]);
  }
  return out;
}

Draft large() {
  Draft draft;
  const auto latin = draft.font(kLatin);
  unsigned seed = 7;
  for (int p = 0; p < kPages; ++p) {
    const auto section = draft.node(layout::Tag::sect);
    for (int i = 0; i < kParagraphs; ++i) {
      const auto tag = i == 0 ? layout::Tag::h2 : layout::Tag::p;
      draft.line(
          {p, draft.node(tag, section), 60, 60 + 18.0 * i, words(seed), latin, 10, false, {}, 0, 0.37f});
    }
    draft.pages.outline.push_back({"Section " + std::to_string(p + 1), 1, {p, 50}, ""});
  }
  return draft;
}

TEST(Large, ThreeHundredPagesOfFortyParagraphs) {
  const Draft draft = large();
  for (const int threads : {1, 2}) {
    double best = 1e9;
    std::size_t size = 0;
    for (int round = 0; round < 5; ++round) {
      const auto start = std::chrono::steady_clock::now();
      const auto pdf = render(draft.pages, {threads});
      const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
      ASSERT_TRUE(pdf.has_value());
      best = std::min(best, took.count());
      size = pdf->size();
      if (const char* keep = std::getenv("KEEP")) std::ofstream(keep, std::ios::binary) << *pdf;
    }
    std::cout << kPages << " pages, " << draft.pages.nodes.size() << " elements, " << threads
              << " threads: " << best << " ms, " << size / 1024 << " KiB\n";
    EXPECT_LT(best, 2000) << "two orders of magnitude above what a quiet machine needs";
  }
}

TEST(Large, IsSound) {
  const auto pdf = render(large().pages, {2});
  ASSERT_TRUE(pdf.has_value());
  const auto check = run({"qpdf", "--check", "@"}, *pdf);
  EXPECT_EQ(check.status, 0) << check.out;
  EXPECT_NE(check.out.find("No syntax or stream encoding errors found"), std::string::npos) << check.out;
}

}  // namespace
}  // namespace taqrir::pdf::test
