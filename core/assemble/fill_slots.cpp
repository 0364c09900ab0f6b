// The order of work: find the host's marks, open all pieces, fill the slots piece by piece, write.
#include <algorithm>
#include <map>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDFWriter.hh>
#include <set>

#include "assemble/assemble.hpp"
#include "assemble/forms.hpp"
#include "assemble/names.hpp"
#include "assemble/outline.hpp"
#include "assemble/slot_page.hpp"
#include "assemble/source.hpp"
#include "assemble/structure.hpp"
#include "base/pdf_marks.hpp"

namespace taqrir::assemble {
namespace {

/// One appearance of a piece: consecutive slots with rising pages of one file.
struct Appearance {
  std::string piece;
  std::string prefix;  ///< of names within the whole; no two appearances share one
  Source* source = nullptr;
  std::vector<std::pair<QPDFObjectHandle, int>> pages;  ///< the host's page, the piece's page
  std::optional<QPDFObjectHandle> element, entry;       ///< the host's marks

  bool whole() const { return pages.size() == source->pages.size(); }
};

/// What render marked, taken off as it is found. Several marks of one piece stand in their order.
struct Marks {
  std::map<long long, QPDFObjectHandle> slots;
  std::map<std::string, std::vector<QPDFObjectHandle>> elements, entries;
};

Marks take_marks(QPDF& host) {
  Marks marks;
  for (auto& object : host.getAllObjects()) {
    if (!object.isDictionary()) continue;
    auto slot = object.getKey(std::string("/") + pdf::kSlotKey);
    auto piece = object.getKey(std::string("/") + pdf::kPieceKey);
    if (slot.isInteger()) marks.slots[slot.getIntValue()] = object;
    if (piece.isString()) {
      (object.hasKey("/Title") ? marks.entries : marks.elements)[piece.getUTF8Value()].push_back(object);
    }
    object.removeKey(std::string("/") + pdf::kSlotKey);
    object.removeKey(std::string("/") + pdf::kPieceKey);
  }
  return marks;
}

/// Files opened once, by where their bytes lie. Every file's error is told, not the first one's only.
Result<std::map<const char*, Source>> open_all(const std::vector<Slot>& slots) {
  std::map<const char*, Source> sources;
  std::set<const char*> tried;
  Diagnostics errors;
  for (const auto& slot : slots) {
    const char* key = slot.pdf.view().data();
    if (!tried.insert(key).second) continue;
    auto source = open(slot.pdf, slot.shown);
    if (source) {
      sources.emplace(key, std::move(*source));
    } else {
      append(errors, source.error());
    }
  }
  if (!errors.empty()) return fail(std::move(errors));
  return sources;
}

std::optional<QPDFObjectHandle> nth(const std::map<std::string, std::vector<QPDFObjectHandle>>& marks,
                                    const std::string& piece, std::size_t n) {
  const auto found = marks.find(piece);
  if (found == marks.end() || n >= found->second.size()) return std::nullopt;
  return found->second[n];
}

std::vector<Appearance> appearances(const std::vector<Slot>& slots, const Marks& marks,
                                    std::map<const char*, Source>& sources) {
  std::vector<Appearance> all;
  std::map<std::string, std::size_t> counts;
  auto page = marks.slots.begin();
  for (const auto& slot : slots) {
    Source* source = &sources.at(slot.pdf.view().data());
    const bool goes_on = !all.empty() && all.back().source == source && all.back().piece == slot.piece &&
                         all.back().pages.back().second < slot.page;
    if (!goes_on) {
      const std::size_t n = counts[slot.piece]++;
      const std::string prefix = slot.piece + (n == 0 ? "" : "~" + std::to_string(n + 1)) + "/";
      all.push_back({slot.piece,
                     prefix,
                     source,
                     {},
                     nth(marks.elements, slot.piece, n),
                     nth(marks.entries, slot.piece, n)});
    }
    all.back().pages.emplace_back((page++)->second, slot.page);
  }
  return all;
}

/// All that pieces share while the host is being filled.
struct Work {
  QPDF& host;
  SlotFiller filler{host};
  HostStructure structure{host};
  HostNames names{host};
  std::set<std::string> field_names;
  bool accessible = true;
  Diagnostics& warnings;
};

void warn(Work& work, const Source& source, const char* what, std::vector<std::string> args = {}) {
  work.warnings.push_back(warning(whole_file(source.shown), what, std::move(args)));
}

std::string metadata_of(QPDF& pdf) {
  auto stream = pdf.getRoot().getKey("/Metadata");
  if (!stream.isStream()) return {};
  const auto data = stream.getStreamData();
  return {reinterpret_cast<const char*>(data->getBuffer()), data->getSize()};
}

bool claims_accessibility(QPDF& pdf) {
  try {
    return metadata_of(pdf).find("pdfuaid:part") != std::string::npos;
  } catch (const std::exception&) {
    return false;  // metadata that cannot be read claim nothing
  }
}

/// The whole is accessible only if each piece says so of itself and came in with its tags. It is not
/// archival: nobody has looked at what the pieces' pages hold.
void withdraw_claim(QPDF& host, std::string_view claim) {
  std::string text = metadata_of(host);
  const auto place = text.find(claim);
  if (place == std::string::npos) return;
  text.erase(place, claim.size());
  host.getRoot()
      .getKey("/Metadata")
      .replaceStreamData(text, QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
}

void take(Appearance& piece, Work& work) {
  Source& source = *piece.source;
  PieceStructure structure(work.structure, source, piece.prefix,
                           piece.whole() ? piece.element : std::nullopt);
  Transfer transfer(work.host, [&](QPDFObjGen from, QPDFObjectHandle& dictionary) {
    structure.rewrite(from, dictionary);
    rename_destination(dictionary, piece.prefix);
  });
  structure.prepare(transfer);
  for (const auto& [ours, theirs] : piece.pages) transfer.replace(source.pages[theirs], ours);
  for (const auto& [ours, theirs] : piece.pages) work.filler.fill(ours, source.pages[theirs], transfer);
  work.names.take(source, transfer, piece.prefix);
  if (piece.entry) take_outline(work.host, source, transfer, piece.prefix, *piece.entry);
  take_layers(work.host, source, transfer);
  const bool is_signed = take_form(work.host, source, transfer, work.field_names);
  structure.take(transfer);
  work.accessible = work.accessible && structure.taken() && claims_accessibility(*source.pdf);
  if (is_signed)
    warn(work, source,
         "the digital signature in this PDF holds for the file itself, not for its pages in another");
  if (structure.damaged()) warn(work, source, "the tags of this PDF form no tree and are left out");
  if (const int n = transfer.unreadable_streams())
    warn(work, source, "{} damaged parts of this PDF are left empty", {std::to_string(n)});
}

std::map<QPDFObjGen, PageBox> boxes_of(const std::vector<Appearance>& pieces) {
  std::map<QPDFObjGen, PageBox> boxes;
  for (const auto& piece : pieces) {
    for (const auto& [ours, theirs] : piece.pages)
      boxes[ours.getObjGen()] = page_box(piece.source->pages[theirs]);
  }
  return boxes;
}

/// Data of streams as it is; what stood uncompressed and all other objects are packed.
std::string written(QPDF& host, const std::vector<Appearance>& pieces) {
  QPDFWriter writer(host);
  writer.setOutputMemory();
  writer.setDecodeLevel(qpdf_dl_none);
  writer.setObjectStreamMode(qpdf_o_generate);
  writer.setDeterministicID(true);
  for (const auto& piece : pieces) writer.setMinimumPDFVersion(piece.source->pdf->getVersionAsPDFVersion());
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

Diagnostic fault(std::string pattern, std::vector<std::string> args) {
  return error({}, std::move(pattern), std::move(args), Blame::internal);
}

Result<std::string> fill(const std::string& host_pdf, const std::vector<Slot>& slots, Diagnostics& warnings) {
  QPDF host;
  host.setSuppressWarnings(true);
  host.processMemoryFile("host", host_pdf.data(), host_pdf.size());
  const Marks marks = take_marks(host);
  if (marks.slots.size() != slots.size()) {
    return fail(fault("{} pages were kept for pieces, {} were given",
                      {std::to_string(marks.slots.size()), std::to_string(slots.size())}));
  }
  auto sources = open_all(slots);
  if (!sources) return fail(sources.error());
  for (const auto& slot : slots) {
    if (slot.page < 0 || slot.page >= static_cast<int>(sources->at(slot.pdf.view().data()).pages.size())) {
      return fail(error(whole_file(slot.shown), "there is no page {}", {std::to_string(slot.page + 1)}));
    }
  }
  auto pieces = appearances(slots, marks, *sources);
  turn_destinations(host, boxes_of(pieces));
  Work work{.host = host, .field_names = {}, .warnings = warnings};
  for (auto& piece : pieces) take(piece, work);
  work.names.finish();
  work.structure.finish();
  if (!work.accessible) withdraw_claim(host, pdf::kAccessibilityClaim);
  if (!pieces.empty()) withdraw_claim(host, pdf::kArchivalClaim);
  return written(host, pieces);
}

}  // namespace

Result<std::string> fill_slots(const std::string& host_pdf, const std::vector<Slot>& slots,
                               Diagnostics& warnings) {
  try {
    return fill(host_pdf, slots, warnings);
  } catch (const std::exception& problem) {
    return fail(fault("the pieces could not be put in: {}", {problem.what()}));
  }
}

}  // namespace taqrir::assemble
