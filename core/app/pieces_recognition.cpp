#include "app/pieces_recognition.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "app/piece_worker.hpp"
#include "assemble/scanned.hpp"
#include "base/hash.hpp"

namespace taqrir::app {

namespace {

constexpr const char* kScanned = "scanned";

// ISO 639-1 to Tesseract's names of Debian's packages. Tesseract knows no Tifinagh.
constexpr std::array kTrained{std::pair{"fr", "fra"}, std::pair{"ar", "ara"}, std::pair{"en", "eng"},
                              std::pair{"es", "spa"}, std::pair{"pt", "por"}, std::pair{"it", "ita"},
                              std::pair{"de", "deu"}, std::pair{"nl", "nld"}};

std::string trained(const std::vector<std::string>& languages) {
  std::string out;
  for (const auto& language : languages)
    for (const auto& [ours, theirs] : kTrained)
      if (language == ours) out += (out.empty() ? "" : "+") + std::string(theirs);
  return out;
}

}  // namespace

Recognition recognition_of(const input::Mission& mission, const Piece& piece) {
  auto wanted = mission.record.boolean("ocr").value_or(false);
  const auto* owner = &mission.record;
  for (const auto& activity : mission.activities)
    if (activity.id == piece.activity) owner = &activity.record;
  for (const auto& declared : owner->tables("piece"))
    if (declared.text("id") == piece.id) wanted = declared.boolean("ocr").value_or(wanted);
  auto languages = trained({piece.language});
  return {wanted, languages.empty() ? trained(mission.record.texts("languages")) : languages};
}

std::string recognition_packages(const Recognition& recognition) {
  std::string out = "ocrmypdf";
  for (std::size_t at = 0; at < recognition.languages.size(); at += 4)
    out += " tesseract-ocr-" + recognition.languages.substr(at, 3);
  return out;
}

bool has_scanned_pages(World& world, HashBook& book, const std::string& program, const Bytes& pdf, int pages) {
  const auto hash = sha256_hex(pdf.view());
  if (const auto known = book.fact(kScanned, hash)) return *known == "yes";
  std::vector<int> all(static_cast<std::size_t>(std::max(pages, 0)));
  std::iota(all.begin(), all.end(), 0);
  std::optional<bool> scanned;
  PieceWorkers(world, program, 1).take_apart({{pdf, {}, {}, all, false}}, [&](std::size_t, Result<Bytes> chunk) {
    if (chunk) scanned = assemble::has_scanned_pages(chunk->view());
  });
  if (scanned) book.note_fact(kScanned, hash, *scanned ? "yes" : "no");
  return scanned.value_or(false);
}

}  // namespace taqrir::app
