#include "assemble/take_apart.hpp"

#include <algorithm>
#include <cstdlib>
#include <new>

#include "assemble/extraction.hpp"
#include "assemble/piece_catalog.hpp"
#include "assemble/piece_page.hpp"
#include "assemble/piece_structure.hpp"
#include "assemble/plain_tags.hpp"
#include "assemble/scanned.hpp"
#include "assemble/source.hpp"

namespace taqrir::assemble {
namespace {

constexpr char kRequest = 'j';

std::string number(long long value) { return std::to_string(value); }

bool claims_accessibility(QPDF& pdf) {
  auto metadata = pdf.getRoot().getKey("/Metadata");
  if (!metadata.isStream()) return false;
  return StreamReader().decode(metadata, 1u << 20).data.find("pdfuaid:part") != std::string::npos;
}

/// “2–5, 8” of 0-based places.
std::string ranges(const std::vector<std::size_t>& places, const std::vector<int>& pages) {
  std::string out;
  for (std::size_t i = 0; i < places.size();) {
    const int first = pages[places[i]] + 1;
    int last = first;
    for (++i; i < places.size() && pages[places[i]] == last; ++i) ++last;
    out += (out.empty() ? "" : ", ") + number(first) + (last > first ? "–" + number(last) : "");
  }
  return out;
}

class Disassembly {
 public:
  Disassembly(Source& source, const PieceRequest& request, const Sink& sink)
      : source_(source),
        request_(request),
        sink_(sink),
        structure_(source, request.prefix, request.pages, request.tagged),
        form_(source, request.pages),
        plain_(*source.pdf, request.title.empty() ? request.shown : request.title, source.pages.size(),
               [this] { return structure_.fresh_number(); }),
        extraction_(sink, [this](auto owner, auto& dictionary, const auto& key, auto& value, auto& out) {
          return rewrite(owner, dictionary, key, value, out);
        }) {}

  void run() {
    prepare();
    PiecePages pages(extraction_, sink_);
    tag(pages);
    const auto labels = labels_of(source_);
    for (std::size_t i = 0; i < request_.pages.size(); ++i) {
      const auto page = static_cast<std::size_t>(request_.pages[i]);
      pages.take(source_.pages[page], i, request_.pages[i] + 1, labels.empty() ? std::string() : labels[page]);
      extraction_.finish();
    }
    take_names(source_, extraction_, request_.prefix, sink_);
    take_outline(source_, extraction_, request_.prefix, sink_);
    take_layers(source_, extraction_, sink_);
    form_.take(extraction_, sink_);
    structure_.take(sink_);
    plain_.finish(extraction_, sink_);
    put_record(sink_, part::version, {source_.pdf->getPDFVersion()});
    if (structure_.taken() && claims_accessibility(*source_.pdf)) put_record(sink_, part::accessible, {""});
    warn(pages.textless());
    put_record(sink_, part::end, {number(extraction_.count())});
  }

 private:
  /// A piece with tags may have pages, links and fields without.
  void tag(PiecePages& pages) {
    if (!request_.tagged) return;
    for (std::size_t i = 0; i < request_.pages.size(); ++i)
      plain_.take_annotations(source_.pages[static_cast<std::size_t>(request_.pages[i])], i,
                              [this](QPDFObjectHandle annotation) { return structure_.holds(annotation); }, extraction_, sink_);
    if (!structure_.taken()) return pages.tag_by(plain_, {});
    pages.tag_by(plain_, [this](QPDFObjectHandle page) { return structure_.knows(page); });
  }

  void prepare() {
    extraction_.replace(source_.pdf->getRoot(), "null");
    for (const auto& page : source_.pages) extraction_.replace(page, "null");
    for (std::size_t i = 0; i < request_.pages.size(); ++i)
      extraction_.replace(source_.pages[static_cast<std::size_t>(request_.pages[i])],
                          marker(Marker::page, static_cast<long long>(i)));
    structure_.prepare(extraction_);
  }

  bool rewrite(std::uint64_t owner, QPDFObjectHandle& dictionary, const std::string& key, QPDFObjectHandle& value,
               std::string& out) {
    return plain_.rewrite(owner, key, out) || structure_.rewrite(owner, dictionary, key, value, out) ||
           rewrite_destination(dictionary, key, value, request_.prefix, out) ||
           form_.rewrite(owner, key, value, out);
  }

  void say(const Diagnostic& diagnostic) { put_diagnostic(sink_, part::warning, diagnostic); }

  void say(const char* what, std::vector<std::string> args = {}) { say(warning({}, what, std::move(args))); }

  void warn(const std::vector<std::size_t>& textless) {
    if (auto mended = repaired(source_.shown, extraction_.streams().mended(*source_.pdf))) say(*mended);
    if (form_.is_signed())
      say("the digital signature in this PDF holds for the file itself, not for its pages in another");
    if (form_.has_xfa())
      say("the XFA form of this PDF is left out; its pages and fields are taken as they stand in the file");
    if (structure_.damaged()) say("the tags of this PDF form no tree and are left out");
    if (const int n = extraction_.streams().damaged())
      say("{} damaged parts of this PDF are taken only as far as they can be read", {number(n)});
    if (!textless.empty())
      say(hinted(warning({}, kScannedPages, {ranges(textless, request_.pages)}),
                 "they seem to be scans; with ocr = true in its [[piece]], “ocrmypdf” adds a layer of text to them"));
  }

  Source& source_;
  const PieceRequest& request_;
  const Sink& sink_;
  PieceStructure structure_;
  PieceForm form_;
  PlainTags plain_;
  Extraction extraction_;
};

void fail_with(const Sink& sink, const Diagnostics& errors) {
  for (const auto& d : errors) put_diagnostic(sink, part::failure, d);
}

void disassemble(const PieceRequest& request, const Sink& sink) {
  auto source = open(request.pdf, request.shown);
  if (!source) return fail_with(sink, source.error());
  for (const int page : request.pages)
    if (page < 0 || page >= static_cast<int>(source->pages.size()))
      return fail_with(sink, {error({}, "there is no page {}", {number(page + 1)})});
  Disassembly(*source, request, sink).run();
}

}  // namespace

void put_request(const Sink& to, const PieceRequest& request) {
  std::string pages;
  for (const int page : request.pages) pages += number(page) + ' ';
  put_record(to, kRequest, {request.shown, request.prefix, request.tagged ? "1" : "", pages, request.title, request.pdf.view()});
}

std::optional<PieceRequest> request_of(const Record& record) {
  if (record.kind != kRequest || record.fields.size() != 6) return std::nullopt;
  PieceRequest request{Bytes(nullptr, record.text(5)), std::string(record.text(0)), std::string(record.text(1)),
                       {}, record.text(2) == "1", std::string(record.text(4))};
  for (auto rest = record.text(3); !rest.empty(); rest.remove_prefix(std::min(rest.find(' '), rest.size() - 1) + 1))
    request.pages.push_back(std::atoi(std::string(rest.substr(0, rest.find(' '))).c_str()));
  return request;
}

void put_diagnostic(const Sink& to, char kind, const Diagnostic& diagnostic) {
  std::vector<std::string> fields{number(static_cast<int>(diagnostic.blame)), diagnostic.message.pattern,
                                  diagnostic.hint.pattern, number(static_cast<long long>(diagnostic.message.args.size()))};
  fields.insert(fields.end(), diagnostic.message.args.begin(), diagnostic.message.args.end());
  fields.insert(fields.end(), diagnostic.hint.args.begin(), diagnostic.hint.args.end());
  put_record(to, kind, fields);
}

Diagnostic diagnostic_of(const Record& record, const std::string& shown) {
  const auto severity = record.kind == 'w' ? Severity::warning : Severity::error;
  const auto blame = record.number(0);
  Diagnostic d{severity, blame >= 1 && blame <= 4 ? static_cast<Blame>(blame) : Blame::input, whole_file(shown),
               {std::string(record.text(1)), {}}, {std::string(record.text(2)), {}}};
  const auto own = static_cast<std::size_t>(record.number(3));
  for (std::size_t i = 4; i < record.fields.size(); ++i)
    (i - 4 < own ? d.message.args : d.hint.args).emplace_back(record.fields[i]);
  return d;
}

void take_apart(const PieceRequest& request, const Sink& sink) {
  try {
    disassemble(request, sink);
  } catch (const std::bad_alloc&) {
    fail_with(sink, {hinted(error({}, "the PDF needs too much memory to be read"), "is it damaged, or made to be harmful?")});
  } catch (const std::exception& problem) {
    fail_with(sink, {error({}, "the PDF cannot be read: {}", {problem.what()})});
  }
}

}  // namespace taqrir::assemble
