#include "unit/assemble/make_pdf.hpp"

#include <qpdf/Buffer.hh>
#include <qpdf/Pl_Buffer.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "app/system_world.hpp"
#include "base/pdf_marks.hpp"

namespace taqrir::assemble {

PdfMaker::PdfMaker() { pdf.emptyPDF(); }

QPDFObjectHandle PdfMaker::object(const std::string& text) {
  return pdf.makeIndirectObject(QPDFObjectHandle::parse(&pdf, text));
}

QPDFObjectHandle PdfMaker::add_page(const std::string& contents, const std::string& extra) {
  auto page = object("<< /Type /Page " + extra + " >>");
  page.replaceKey("/Contents", pdf.newStream(contents));
  if (!page.hasKey("/Resources")) page.replaceKey("/Resources", QPDFObjectHandle::newDictionary());
  QPDFPageDocumentHelper(pdf).addPage(page, false);
  return pdf.getAllPages().back();
}

std::string PdfMaker::bytes() {
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

std::string ref(const QPDFObjectHandle& object) {
  auto handle = object;
  return handle.getObjGen().unparse(' ') + " R";
}

namespace {

std::string number(double value) { return std::to_string(value); }

QPDFObjectHandle marked(QPDFObjectHandle object, const std::string& piece) {
  object.replaceKey(std::string("/") + pdf::kPieceKey, QPDFObjectHandle::newUnicodeString(piece));
  return object;
}

}  // namespace

HostMaker::HostMaker(const std::vector<std::string>& pieces, const std::vector<Size>& sizes, bool watermark) {
  auto first = maker.add_page("/P <</MCID 0>> BDC BT ET EMC", "/MediaBox [0 0 595 842] /StructParents 0");
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    slots.push_back(maker.add_page("/Artifact BMC 1 0 0 RG 5 5 m 50 5 l S EMC",
                                   "/MediaBox [0 0 " + number(sizes[i].width) + " " +
                                       number(sizes[i].height) + "] /" + pdf::kSlotKey + " " +
                                       std::to_string(i) + " /" + pdf::kStampKey + " [5 3 50 7]"));
    if (!watermark) continue;
    auto stamp = slots.back().getKey("/Contents"), below = maker.pdf.newStream("0.9 g 100 200 50 50 re f");
    slots.back().replaceKey("/Contents", QPDFObjectHandle::newArray({below, stamp}));
  }
  auto root = maker.object("<< /Type /StructTreeRoot /ParentTreeNextKey 1 >>");
  auto document = maker.object("<< /Type /StructElem /S /Document /P " + ref(root) + " >>");
  auto paragraph =
      maker.object("<< /Type /StructElem /S /P /P " + ref(document) + " /Pg " + ref(first) + " /K 0 >>");
  auto outlines = maker.object("<< /Type /Outlines >>");
  std::vector<QPDFObjectHandle> kids{paragraph}, entries;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i > 0 && pieces[i] == pieces[i - 1]) continue;
    kids.push_back(
        marked(maker.object("<< /Type /StructElem /S /Sect /P " + ref(document) + " >>"), pieces[i]));
    entries.push_back(
        marked(maker.object("<< /Title (" + pieces[i] + ") /Parent " + ref(outlines) + " /Dest [" +
                            ref(slots[i]) + " /XYZ 0 " + number(sizes[i].height) + " null] >>"),
               pieces[i]));
  }
  document.replaceKey("/K", QPDFObjectHandle::newArray(kids));
  root.replaceKey("/K", QPDFObjectHandle::newArray({document}));
  root.replaceKey("/ParentTree", maker.object("<< /Nums [0 [" + ref(paragraph) + "]] >>"));
  maker.catalog().replaceKey("/StructTreeRoot", root);
  maker.catalog().replaceKey("/MarkInfo", QPDFObjectHandle::parse("<< /Marked true >>"));
  for (std::size_t i = 0; i + 1 < entries.size(); ++i) {
    entries[i].replaceKey("/Next", entries[i + 1]);
    entries[i + 1].replaceKey("/Prev", entries[i]);
  }
  outlines.replaceKey("/First", entries.front());
  outlines.replaceKey("/Last", entries.back());
  outlines.replaceKey("/Count", QPDFObjectHandle::newInteger(static_cast<long long>(entries.size())));
  maker.catalog().replaceKey("/Outlines", outlines);
}

std::shared_ptr<QPDF> opened(const std::string& bytes) {
  auto pdf = QPDF::create();
  auto kept = std::make_shared<std::string>(bytes);
  pdf->setSuppressWarnings(true);
  pdf->processMemoryFile("test", kept->data(), kept->size());
  return {pdf.get(), [pdf, kept](QPDF*) mutable { pdf.reset(); }};
}

std::string complaints(const std::string& bytes) {
  app::SystemWorld world;
  const auto folder = world.temporary_directory();
  if (!folder) return "no temporary directory";
  const std::string path = *folder + "/check.pdf";
  if (auto written = world.write(path, bytes); !written) return "cannot write";
  ProcessRequest request;
  request.argv = {"qpdf", "--check", path};
  const auto done = world.run(request);
  if (!done) return "cannot run qpdf";
  return done->exit_code == 0 ? "" : done->out + done->err;
}

QPDFObjectHandle page_at(QPDF& pdf, int index) {
  return pdf.getAllPages().at(static_cast<std::size_t>(index));
}

std::string contents_of(QPDFObjectHandle page) {
  Pl_Buffer out("contents");
  QPDFPageObjectHelper(page).pipeContents(&out);
  const auto data = out.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(data->getBuffer()), data->getSize()};
}

}  // namespace taqrir::assemble
