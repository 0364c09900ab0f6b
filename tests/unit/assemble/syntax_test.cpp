#include "assemble/syntax.hpp"

#include <gtest/gtest.h>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

namespace taqrir::assemble {
namespace {

std::string written(const std::string& name) {
  std::string out;
  put_name(out, QPDFObjectHandle::parse(name).getName());
  return out;
}

TEST(Names, AreWrittenAsTheyMean) {
  EXPECT_EQ(written("/Helv"), "/Helv");
  EXPECT_EQ(written("/A#20b#2fc"), "/A#20b#2Fc");
  EXPECT_EQ(written("/caf#c3#a9"), "/caf#C3#A9");
}

TEST(Names, AHashThatBeginsNoCodeStandsForItself) {
  std::string out;
  put_name(out, {"/C\0zz", 5});  // as QPDF keeps “/C#zz”
  EXPECT_EQ(out, "/C#23zz");
}

TEST(Scalars, ThatAreObjectsOfTheirOwnAreWrittenByValue) {
  QPDF pdf;
  pdf.emptyPDF();
  std::string out;
  for (const char* value : {"3437", "0.5", "true", "/Name", "(text)", "null"}) {
    put_scalar(out, pdf.makeIndirectObject(QPDFObjectHandle::parse(value)));
    out += '|';
  }
  EXPECT_EQ(out, "3437|0.5|true|/Name|(text)|null|");
}

}  // namespace
}  // namespace taqrir::assemble
