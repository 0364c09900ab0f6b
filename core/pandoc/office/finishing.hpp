// The last step of an office file: what Pandoc wrote, with all that its writers have no words for put in
// where the Converter left a mark. Works on the XML of the parts, never on text that looks like it.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "model/document.hpp"
#include "model/locale.hpp"
#include "model/theme.hpp"

namespace taqrir::pandoc::office {

struct Finishing {
  const Document& document;
  const Locale& locale;
  const Theme* theme;  ///< null: no colours of ours
  /// That of which the reference document was made; null: it is somebody else's, and keeps its page and its
  /// styles.
  const Theme* base;
  std::string date;                          ///< ISO 8601, of the file's own information
  std::map<std::string, std::string> pages;  ///< labels by bookmark; empty: unknown

  bool rtl() const { return direction_of(document.language) == Direction::rtl; }
  /// "15396b"; empty without a theme.
  std::string color(const std::string& name) const;
  double text_width() const;  ///< points
};

/// How lists are indented, in points: the first level, each further one, and the sign before the text.
constexpr double kListStart = 6, kListStep = 15, kListHang = 11;

/// Of the words behind a page, in points, before they are turned.
Size watermark_size(const std::string& text);

/// What a sequence of numbered captions is called in the document's language: "Tableau". `kind`: table,
/// figure.
std::string sequence_name(const Locale& locale, const std::string& kind);

/// Bytes of a DOCX or ODT as Pandoc wrote it; the finished ones.
Result<std::string> finish_docx(std::string_view bytes, const Finishing& finishing);
Result<std::string> finish_odt(std::string_view bytes, const Finishing& finishing);

}  // namespace taqrir::pandoc::office
