// What stands in the parts of office files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "input/office_facts.hpp"
#include "input/office_package.hpp"
#include "input/office_xml.hpp"

namespace taqrir::input {
namespace {

using testing::ElementsAre;

const std::string kWord =
    R"(<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" )"
    R"(xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">)";

OfficeFacts word(const std::string& body) {
  OfficePackage package;
  package.texts["word/document.xml"] = kWord + body + "</w:document>";
  return facts_of(package, "docx");
}

TEST(OfficeXml, EntitiesAreNeverExpanded) {
  XmlHandler nobody;
  EXPECT_EQ(walk_xml("<a><b/></a>", nobody), XmlVerdict::whole);
  EXPECT_EQ(walk_xml("<a><b></a>", nobody), XmlVerdict::damaged);
  EXPECT_EQ(walk_xml("<!DOCTYPE a><a/>", nobody), XmlVerdict::has_type);
  EXPECT_EQ(walk_xml("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", nobody), XmlVerdict::has_type);
  EXPECT_EQ(walk_xml("<!DOCTYPE a [<!ENTITY e \"f\">]><a>&e;</a>", nobody), XmlVerdict::has_entities);
  EXPECT_EQ(walk_xml("<!DOCTYPE a [<!ENTITY % e SYSTEM \"x\"> %e;]><a/>", nobody), XmlVerdict::has_entities);
  EXPECT_EQ(walk_xml("", nobody), XmlVerdict::damaged);
}

TEST(OfficeFacts, TrackedChangesAreCountedAndDeletedWordsAreNone) {
  const auto facts = word(
      R"(<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr><w:ins><w:r><w:t>un</w:t></w:r></w:ins>)"
      R"(<w:del><w:r><w:delText>deux</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>trois</w:t></w:r></w:moveFrom></w:p>)");
  EXPECT_EQ(facts.insertions, 1u);
  EXPECT_EQ(facts.deletions, 2u);
  EXPECT_THAT(facts.passages, ElementsAre("un"));
}

TEST(OfficeFacts, WordsForOlderWordsCountOnce) {
  EXPECT_THAT(
      word(
          R"(<mc:AlternateContent><mc:Choice><w:t>a</w:t></mc:Choice><mc:Fallback><w:t>a</w:t></mc:Fallback></mc:AlternateContent>)")
          .passages,
      ElementsAre("a"));
}

TEST(OfficeFacts, FieldsThatFetch) {
  const auto facts = word(
      R"(<w:instrText> INCLUDETEXT "x" </w:instrText><w:fldSimple w:instr=" DDE x y"/><w:instrText> PAGE </w:instrText>)");
  EXPECT_EQ(facts.fields, 2u);
  EXPECT_THAT(facts.field_kinds, ElementsAre("DDE", "INCLUDETEXT"));
}

TEST(OfficeFacts, ReferencesBecomeLinks) {
  EXPECT_EQ(
      linked_document(
          R"(<w:instrText xml:space="preserve"> REF _Ref12 \h </w:instrText><w:fldSimple w:instr=" REF a "/>)"),
      R"(<w:instrText xml:space="preserve"> HYPERLINK "#_Ref12" </w:instrText><w:fldSimple w:instr=" HYPERLINK &quot;#a&quot; "/>)");
  EXPECT_EQ(linked_document(R"(<w:instrText> HYPERLINK \l "_Toc1" </w:instrText>)"),
            R"(<w:instrText> HYPERLINK "#_Toc1" </w:instrText>)");
  for (const auto* other :
       {R"(<w:instrText> PAGEREF a </w:instrText>)", R"(<w:instrText> HYPERLINK "http://x" </w:instrText>)",
        "<w:instrText", "w:instr=\"", "<w:instrText> REF </w:instrText>", ""})
    EXPECT_EQ(linked_document(other), other);
}

TEST(OfficeFacts, OpenDocumentWithoutWhatOlderPandocsDrop) {
  EXPECT_EQ(easier_content("<a><text:section text:name=\"s\"><b/></text:section><text:section-source/></a>"),
            "<a><b/><text:section-source/></a>");
  EXPECT_EQ(easier_content("a < b"), "a < b");
  EXPECT_EQ(easier_content("<text:sequence text:ref-name=\"r0\">1</text:sequence><text:sequence-ref "
                           "text:ref-name=\"r0\">T 1</text:sequence-ref>"),
            "<text:bookmark text:name=\"r0\"/><text:sequence text:ref-name=\"r0\">1</text:sequence>"
            "<text:bookmark-ref text:reference-format=\"text\" text:ref-name=\"r0\">T 1</text:bookmark-ref>");
}

TEST(OfficePackage, WhatIsNoPackage) {
  for (const auto* bytes : {"PK\3\4", "hello"}) {
    const auto out = open_office(bytes, "docx", "a.docx");
    ASSERT_FALSE(out);
    EXPECT_EQ(out.error().front().message.text(), "it is not read: it is no whole office file");
  }
  const auto old = open_office("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "docx", "a.docx");
  ASSERT_FALSE(old);
  EXPECT_EQ(old.error().front().message.text(),
            "it is not read: it is protected by a password, or of an old kind");
}

}  // namespace
}  // namespace taqrir::input
