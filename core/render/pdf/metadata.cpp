#include "render/pdf/metadata.hpp"

#include "base/pdf_marks.hpp"
#include "base/unicode.hpp"
#include "base/word_lists.hpp"
#include "render/pdf/objects.hpp"
#include "render/pdf/syntax.hpp"

namespace taqrir::pdf {

namespace {

using layout::Metadata;

constexpr char kCreator[] = "Taqrir";

void text(std::string& to, const char* key, const std::string& value) {
  if (value.empty()) return;
  to += key;
  put_text(to, value);
}

// Characters that XML 1.0 cannot hold become U+FFFD.
std::string escaped(const std::string& value) {
  std::string out;
  for (std::size_t i = 0; i < value.size();) {
    char32_t c = next_code_point(value, i);
    const bool held = c == '\t' || c == '\n' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
    if (!held) c = 0xFFFD;
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: append_utf8(out, c);
    }
  }
  return out;
}

std::string element(const std::string& name, const std::string& value) {
  return value.empty() ? "" : "<" + name + ">" + escaped(value) + "</" + name + ">\n";
}

std::string alternatives(const std::string& name, const Metadata& metadata, const std::string& value) {
  if (value.empty()) return {};
  const std::string item = escaped(value) + "</rdf:li>";
  std::string out = "<" + name + "><rdf:Alt><rdf:li xml:lang=\"x-default\">" + item;
  if (!metadata.language.empty()) out += "<rdf:li xml:lang=\"" + escaped(metadata.language) + "\">" + item;
  return out + "</rdf:Alt></" + name + ">\n";
}

std::string list(const std::string& name, const std::string& kind, const std::vector<std::string>& values) {
  std::string items;
  for (const auto& value : values)
    if (!value.empty()) items += "<rdf:li>" + escaped(value) + "</rdf:li>";
  if (items.empty()) return {};
  return "<" + name + "><rdf:" + kind + ">" + items + "</rdf:" + kind + "></" + name + ">\n";
}

// PDF/A knows the properties of some schemas; others are described (ISO 19005-2, 6.6.2.3.3).
constexpr char kAccessibilitySchema[] =
    "<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n";

std::string producer() { return std::string(kCreator) + ", " + object_library(); }

// With files inside only part 3 may be claimed. assemble never meets that claim: render makes none where
// foreign pages are to come in besides.
std::string archival_claim(const Claims& claims) {
  if (!claims.archival) return {};
  if (!claims.with_files) return kArchivalClaim;
  return "<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n";
}

}  // namespace

std::string pdf_date(const Date& date) {
  std::string out = "D:";
  for (const char c : iso(date))
    if (c != '-') out += c;
  return out + "000000Z";
}

std::string information(const Metadata& metadata) {
  std::string out;
  text(out, "/Title", metadata.title);
  text(out, "/Author", metadata.author);
  text(out, "/Subject", metadata.subject);
  text(out, "/Keywords", listed(metadata.keywords));
  text(out, "/Creator", kCreator);
  text(out, "/Producer", producer());
  if (metadata.date) text(out, "/CreationDate", pdf_date(*metadata.date));
  if (metadata.date) text(out, "/ModDate", pdf_date(*metadata.date));
  return out;
}

std::string xmp(const Metadata& metadata, const Claims& claims) {
  const std::string date = metadata.date ? iso(*metadata.date) + "T00:00:00Z" : "";
  return "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
         "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
         "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
         "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
         " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
         " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" "
         "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n" +
         std::string(claims.accessible ? kAccessibilityClaim : "") + archival_claim(claims) +
         "<dc:format>application/pdf</dc:format>\n" + alternatives("dc:title", metadata, metadata.title) +
         list("dc:creator", "Seq", {metadata.author}) +
         alternatives("dc:description", metadata, metadata.subject) +
         list("dc:subject", "Bag", metadata.keywords) + list("dc:language", "Bag", {metadata.language}) +
         element("pdf:Keywords", listed(metadata.keywords)) + element("pdf:Producer", producer()) +
         element("xmp:CreatorTool", kCreator) + element("xmp:CreateDate", date) +
         element("xmp:ModifyDate", date) + "</rdf:Description>\n" + kAccessibilitySchema +
         "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n";
}

}  // namespace taqrir::pdf
