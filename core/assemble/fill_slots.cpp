// The order of work: find the host's marks, have the pieces taken apart, put their chunks into the output as they
// come, write what they have together and the host itself.
#include <map>
#include <set>

#include "assemble/assemble.hpp"
#include "assemble/host.hpp"
#include "assemble/link.hpp"
#include "assemble/workers.hpp"
#include "base/pdf_marks.hpp"

namespace taqrir::assemble {
namespace {

/// One appearance of a piece: consecutive slots with rising pages of one file.
struct Appearance {
  std::size_t first = 0;  ///< its first slot
  std::optional<QPDFObjectHandle> element, entry;  ///< the host's marks
  PieceRequest request;
};

Diagnostic fault(std::string pattern, std::vector<std::string> args) {
  return error({}, std::move(pattern), std::move(args), Blame::internal);
}

bool same_file(const PieceRequest& a, const Slot& b) {
  return a.shown == b.shown && a.file == b.file && a.pdf.view().data() == b.pdf.view().data();
}

std::string title_of(std::optional<QPDFObjectHandle> entry) {
  auto title = entry ? entry->getKey("/Title") : QPDFObjectHandle::newNull();
  return title.isString() ? title.getUTF8Value() : std::string();
}

std::vector<Appearance> appearances(const std::vector<Slot>& slots, const Host& host) {
  std::vector<Appearance> all;
  std::map<std::string, std::size_t> counts;
  std::string piece;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const auto& slot = slots[i];
    const bool goes_on = !all.empty() && piece == slot.piece && same_file(all.back().request, slot) &&
                         all.back().request.pages.back() < slot.page;
    if (!goes_on) {
      piece = slot.piece;
      const std::size_t n = counts[piece]++;
      const auto element = host.element(piece, n), entry = host.entry(piece, n);
      const std::string prefix = piece + (n == 0 ? "" : "~" + std::to_string(n + 1)) + "/";
      all.push_back({i, element, entry, {slot.pdf, slot.shown, prefix, {}, element.has_value(), title_of(entry), slot.file}});
    }
    all.back().request.pages.push_back(slot.page);
  }
  return all;
}

class Filling {
 public:
  Filling(Host& host, const std::vector<Slot>& slots, const Sink& sink, Diagnostics& warnings)
      : host_(host), pieces_(appearances(slots, host)), output_(sink, host.highest()), linker_(output_), warnings_(warnings) {
    host_.tell_names(linker_);
  }

  Result<void> run(Workers& workers) {
    std::vector<PieceRequest> requests;
    for (const auto& piece : pieces_) requests.push_back(piece.request);
    workers.take_apart(requests, [&](std::size_t n, Result<Bytes> chunk) { take(pieces_[n], std::move(chunk)); });
    if (!errors_.empty()) return fail(std::move(errors_));
    if (!accessible_) host_.withdraw_claim(pdf::kAccessibilityClaim);
    if (!pieces_.empty()) host_.withdraw_claim(pdf::kArchivalClaim);
    host_.finish(linker_.gathered(), output_);
    return {};
  }

 private:
  void take(const Appearance& piece, Result<Bytes> chunk) {
    if (!chunk) return append(errors_, std::move(chunk.error()));
    auto linked = linker_.link(chunk->view(), destination_of(piece), warnings_);
    if (!linked) {
      if (failed_.insert(piece.request.shown).second) append(errors_, std::move(linked.error()));
      return;
    }
    for (std::size_t i = 0; i < linked->boxes.size(); ++i)
      host_.came(piece.first + i, {linked->boxes[i], linked->labels[i], linked->shifts[i]});
    host_.hang(*linked, piece.element, piece.entry);
    accessible_ = accessible_ && linked->accessible;
  }

  Destination destination_of(const Appearance& piece) const {
    Destination to;
    for (std::size_t i = 0; i < piece.request.pages.size(); ++i) to.slots.push_back(host_.place(piece.first + i));
    if (auto element = piece.element) to.element = element->getObjectID();
    if (auto entry = piece.entry) {
      to.entry = entry->getObjectID();
      if (auto last = entry->getKey("/Last"); last.isDictionary()) to.last_item = last.getObjectID();
    }
    to.shown = piece.request.shown;
    return to;
  }

  Host& host_;
  std::vector<Appearance> pieces_;
  Output output_;
  Linker linker_;
  Diagnostics& warnings_;
  Diagnostics errors_;
  std::set<std::string> failed_;  ///< a file that stands twice fails once
  bool accessible_ = true;
};

Result<void> fill(const std::string& host_pdf, const std::vector<Slot>& slots, Workers& workers, const Sink& sink,
                  Diagnostics& warnings) {
  Host host(host_pdf);
  if (host.slots() != slots.size()) {
    return fail(fault("{} pages were kept for pieces, {} were given",
                      {std::to_string(host.slots()), std::to_string(slots.size())}));
  }
  return Filling(host, slots, sink, warnings).run(workers);
}

}  // namespace

void OwnWork::take_apart(const std::vector<PieceRequest>& requests, const Ready& ready) {
  for (std::size_t n = 0; n < requests.size(); ++n) {
    const auto request = with_file(requests[n]);
    if (!request) {
      ready(n, fail(request.error()));
      continue;
    }
    std::string chunk;
    assemble::take_apart(*request, [&](std::string_view bytes) { chunk += bytes; });
    ready(n, Bytes(std::move(chunk)));
  }
}

Result<void> fill_slots(const std::string& host_pdf, const std::vector<Slot>& slots, Workers& workers,
                        const Sink& sink, Diagnostics& warnings) {
  try {
    return fill(host_pdf, slots, workers, sink, warnings);
  } catch (const std::exception& problem) {
    return fail(fault("the pieces could not be put in: {}", {problem.what()}));
  }
}

Result<std::string> fill_slots(const std::string& host_pdf, const std::vector<Slot>& slots,
                               Diagnostics& warnings) {
  OwnWork workers;
  std::string pdf;
  auto done = fill_slots(host_pdf, slots, workers, [&](std::string_view bytes) { pdf += bytes; }, warnings);
  if (!done) return fail(std::move(done.error()));
  return pdf;
}

}  // namespace taqrir::assemble
