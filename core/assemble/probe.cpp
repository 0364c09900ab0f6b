#include "assemble/assemble.hpp"
#include "assemble/page_box.hpp"
#include "assemble/source.hpp"

namespace taqrir::assemble {
namespace {

PdfInfo describe(Source& source) {
  PdfInfo info;
  for (const auto& page : source.pages) info.pages.push_back(shown_size(page_box(page)));
  info.tagged = source.pdf->getRoot().getKey("/StructTreeRoot").isDictionary();
  if (auto mended = repaired(source.shown, source.pdf->getWarnings())) info.warnings.push_back(std::move(*mended));
  return info;
}

}  // namespace

Result<PdfInfo> probe(const Bytes& pdf, const std::string& shown) {
  auto source = open(pdf, shown);
  if (!source) return fail(source.error());
  try {
    return describe(*source);
  } catch (const std::exception& problem) {
    return fail(error(whole_file(shown), "the PDF cannot be read: {}", {problem.what()}));
  }
}

}  // namespace taqrir::assemble
