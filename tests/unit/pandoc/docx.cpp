#include "unit/pandoc/docx.hpp"

#include <zlib.h>

#include <cstdint>
#include <regex>

namespace taqrir::test {

namespace {

std::uint32_t number(const std::string& bytes, std::size_t at, int size) {
  std::uint32_t out = 0;
  for (int i = 0; i < size; ++i)
    out |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes.at(at + i))) << (8 * i);
  return out;
}

std::string inflated(const std::string& bytes, std::size_t at, std::size_t packed, std::size_t size) {
  std::string out(size, '\0');
  z_stream stream{};
  inflateInit2(&stream, -MAX_WBITS);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data() + at));
  stream.avail_in = static_cast<uInt>(packed);
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(size);
  inflate(&stream, Z_FINISH);
  inflateEnd(&stream);
  return out;
}

}  // namespace

std::map<std::string, std::string> unzip(const std::string& archive) {
  std::map<std::string, std::string> out;
  for (auto at = archive.find("PK\x01\x02"); at != std::string::npos;
       at = archive.find("PK\x01\x02", at + 4)) {
    const auto name = archive.substr(at + 46, number(archive, at + 28, 2));
    const auto packed = number(archive, at + 20, 4), size = number(archive, at + 24, 4),
               local = number(archive, at + 42, 4);
    const auto start = local + 30 + number(archive, local + 26, 2) + number(archive, local + 28, 2);
    const bool stored = number(archive, at + 10, 2) == 0;
    out[name] = stored ? archive.substr(start, size) : inflated(archive, start, packed, size);
  }
  return out;
}

std::string paragraphs(const std::string& document_xml) {
  static const std::regex kParagraph("<w:p>(.*?)</w:p>"), kStyle("<w:pStyle w:val=\"([^\"]+)\""),
      kText("<w:t[^>]*>([^<]*)</w:t>|<w:br/>|<w:footnoteReference|<wp:docPr[^>]*descr=\"([^\"]*)\"");
  std::string out;
  for (std::sregex_iterator p(document_xml.begin(), document_xml.end(), kParagraph), end; p != end; ++p) {
    const std::string inner = (*p)[1];
    std::smatch style;
    out += std::regex_search(inner, style, kStyle) ? style[1].str() : "-";
    if (inner.find("<w:bidi/>") != std::string::npos) out += " ‹bidi›";
    out += ": ";
    for (std::sregex_iterator t(inner.begin(), inner.end(), kText); t != end; ++t) {
      const auto whole = (*t)[0].str();
      if (whole == "<w:br/>")
        out += "/";
      else if (whole == "<w:footnoteReference")
        out += "[note]";
      else if ((*t)[2].matched)
        out += "[picture " + (*t)[2].str() + "]";
      else
        out += (*t)[1].str();
    }
    out += "\n";
  }
  return out;
}

}  // namespace taqrir::test
