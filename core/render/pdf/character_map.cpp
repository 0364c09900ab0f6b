#include "render/pdf/character_map.hpp"

#include <algorithm>

#include "render/pdf/syntax.hpp"

namespace taqrir::pdf {

namespace {

constexpr std::size_t kBlock = 100;  // entries between begin… and end…, at most (Adobe TN 5014)
constexpr char kEncodingName[] = "Taqrir-Codes-H";

std::string head(const std::string& ordering, const std::string& name, int type) {
  return "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
         "/CIDSystemInfo<</Registry(Adobe)/Ordering(" +
         ordering + ")/Supplement 0>>def\n/CMapName/" + name + " def\n/CMapType " + std::to_string(type) +
         " def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n";
}

constexpr char kTail[] = "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n";

std::string blocks(const std::vector<std::string>& lines, const std::string& kind) {
  std::string out;
  for (std::size_t i = 0; i < lines.size(); i += kBlock) {
    const std::size_t end = std::min(i + kBlock, lines.size());
    out += std::to_string(end - i) + " begin" + kind + '\n';
    for (std::size_t k = i; k < end; ++k) out += lines[k];
    out += "end" + kind + '\n';
  }
  return out;
}

std::string code_in_hex(std::size_t code) {
  std::string out = "<";
  put_hex4(out, static_cast<std::uint32_t>(code));
  return out + '>';
}

std::string text_in_hex(std::string_view utf8) {
  const std::string units = utf16be(utf8);
  std::string out = "<";
  for (std::size_t i = 0; i + 1 < units.size(); i += 2)
    put_hex4(out, static_cast<unsigned char>(units[i]) << 8 | static_cast<unsigned char>(units[i + 1]));
  return out + '>';
}

}  // namespace

std::string to_unicode_map(const TypedFont& codes) {
  std::vector<std::string> lines;
  for (std::size_t code = 0; code < codes.size(); ++code)
    if (!codes[code].text.empty()) lines.push_back(code_in_hex(code) + text_in_hex(codes[code].text) + '\n');
  return head("UCS", "Adobe-Identity-UCS", 2) + blocks(lines, "bfchar") + kTail;
}

std::string encoding_map(const std::vector<std::uint16_t>& glyphs) {
  std::vector<std::string> lines;
  for (std::size_t code = 0; code < glyphs.size(); ++code)
    lines.push_back(code_in_hex(code) + ' ' + std::to_string(glyphs[code]) + '\n');
  return head("Identity", kEncodingName, 1) + "/WMode 0 def\n" + blocks(lines, "cidchar") + kTail;
}

std::string encoding_map_entries() {
  return std::string("/Type/CMap/CMapName/") + kEncodingName +
         "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/WMode 0";
}

}  // namespace taqrir::pdf
