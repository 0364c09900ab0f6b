#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <qpdf/QPDFWriter.hh>

#include "unit/assemble/make_pdf.hpp"

namespace taqrir::assemble {
namespace {

using testing::HasSubstr;

PdfInfo probed(PdfMaker& maker) {
  const auto info = probe(Bytes(maker.bytes()), "annexes/a.pdf");
  EXPECT_TRUE(info.has_value());
  return info.value_or(PdfInfo{});
}

std::string refused(const std::string& bytes) {
  const auto info = probe(Bytes(bytes), "annexes/a.pdf");
  EXPECT_FALSE(info.has_value());
  return info ? "" : render(info.error().at(0));
}

void expect_size(const Size& size, double width, double height) {
  EXPECT_NEAR(size.width, width, 1e-6);
  EXPECT_NEAR(size.height, height, 1e-6);
}

TEST(Probe, GivesSizesAsShown) {
  PdfMaker maker;
  maker.add_page("", "/MediaBox [0 0 300 400]");
  maker.add_page("", "/MediaBox [0 0 300 400] /Rotate 90");
  maker.add_page("", "/MediaBox [0 0 300 400] /Rotate -180");
  maker.add_page("", "/MediaBox [0 0 300 400] /CropBox [10 20 110 420]");
  maker.add_page("", "/MediaBox [0 0 300 400] /UserUnit 2 /Rotate 270");
  maker.add_page("", "/MediaBox [300 400 0 0]");
  const auto info = probed(maker);
  ASSERT_EQ(info.pages.size(), 6u);
  expect_size(info.pages[0], 300, 400);
  expect_size(info.pages[1], 400, 300);
  expect_size(info.pages[2], 300, 400);
  expect_size(info.pages[3], 100, 380);  // cut at the media box
  expect_size(info.pages[4], 800, 600);
  expect_size(info.pages[5], 300, 400);
  EXPECT_FALSE(info.tagged);
  EXPECT_TRUE(info.warnings.empty());
}

TEST(Probe, LooksUpInheritedBoxes) {
  PdfMaker maker;
  maker.add_page("", "");
  auto tree = maker.catalog().getKey("/Pages");
  tree.replaceKey("/MediaBox", QPDFObjectHandle::parse("[0 0 200 100]"));
  tree.replaceKey("/Rotate", QPDFObjectHandle::newInteger(90));
  expect_size(probed(maker).pages.at(0), 100, 200);
}

TEST(Probe, TakesUsLetterForABoxThatMakesNoSense) {
  PdfMaker maker;
  maker.add_page("", "/MediaBox [0 0 0 0]");
  maker.add_page("", "/MediaBox [0 0 200 200] /CropBox [500 500 600 600]");
  const auto info = probed(maker);
  expect_size(info.pages.at(0), 612, 792);
  expect_size(info.pages.at(1), 200, 200);
}

TEST(Probe, TellsTagged) {
  PdfMaker maker;
  maker.add_page("");
  maker.catalog().replaceKey("/StructTreeRoot", maker.object("<< /Type /StructTreeRoot >>"));
  EXPECT_TRUE(probed(maker).tagged);
}

TEST(Probe, RefusesWhatIsNoPdf) {
  EXPECT_EQ(refused("PK\x03\x04 a zip"),
            "annexes/a.pdf: error: not a PDF file: it does not begin with “%PDF-”\n"
            "  hint: check the file; pictures are declared under their own names (.png, .jpg)\n");
  EXPECT_THAT(refused(""), HasSubstr("not a PDF file"));
}

TEST(Probe, RefusesAPasswordAndSaysSo) {
  PdfMaker maker;
  maker.add_page("");
  QPDFWriter writer(maker.pdf);
  writer.setOutputMemory();
  writer.setR6EncryptionParameters("secret", "owner", true, true, true, true, true, true, qpdf_r3p_full,
                                   true);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  EXPECT_EQ(refused({reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()}),
            "annexes/a.pdf: error: the PDF is locked by a password\n"
            "  hint: save a copy without the password and declare that one\n");
}

TEST(Probe, ReadsAPdfThatOnlyRestrictsItsUse) {
  PdfMaker maker;
  maker.add_page("");
  QPDFWriter writer(maker.pdf);
  writer.setOutputMemory();
  writer.setR6EncryptionParameters("", "owner", true, false, false, false, false, false, qpdf_r3p_none, true);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  const std::string bytes(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
  EXPECT_TRUE(probe(Bytes(bytes), "a.pdf").has_value());
}

TEST(Probe, RefusesZeroPages) {
  PdfMaker maker;
  EXPECT_EQ(refused(maker.bytes()),
            "annexes/a.pdf: error: the PDF has no pages\n  hint: check that this is the right file\n");
}

TEST(Probe, RefusesWhatCannotBeRepaired) {
  EXPECT_EQ(refused("%PDF-1.4\nnothing here\n"),
            "annexes/a.pdf: error: the PDF is damaged beyond repair: unable to find trailer dictionary while "
            "recovering damaged file\n"
            "  hint: ask for the file again, or print it to a new PDF from a reader that still opens it\n");
}

TEST(Probe, RepairsAndSaysSo) {
  PdfMaker maker;
  maker.add_page("0 0 m");
  std::string bytes = maker.bytes();
  bytes.replace(bytes.rfind("startxref"), 9, "startxxxx");
  const auto info = probe(Bytes(bytes), "annexes/a.pdf");
  ASSERT_TRUE(info.has_value());
  EXPECT_EQ(info->pages.size(), 1u);
  ASSERT_EQ(info->warnings.size(), 1u);
  EXPECT_EQ(render(info->warnings[0]),
            "annexes/a.pdf: warning: the PDF was damaged and has been repaired: file is damaged; can't find "
            "startxref\n  hint: look at its pages in the output\n");
}

TEST(Probe, WhatIsNoPageIsNotCounted) {
  PdfMaker maker;
  maker.add_page("");
  auto tree = maker.catalog().getKey("/Pages");
  tree.getKey("/Kids").appendItem(maker.object("(no page)"));
  tree.getKey("/Kids").appendItem(maker.object("null"));
  EXPECT_EQ(probed(maker).pages.size(), 1u);
}

TEST(Probe, ATruncatedFileIsRepairedOrRefusedAtEveryLength) {
  PdfMaker maker;
  maker.add_page("0 0 m 10 10 l S");
  const std::string bytes = maker.bytes();
  for (std::size_t length = 0; length < bytes.size(); length += 13) {
    const auto info = probe(Bytes(bytes.substr(0, length)), "a.pdf");
    EXPECT_TRUE(info || info.error().size() == 1) << length;
  }
}

}  // namespace
}  // namespace taqrir::assemble
