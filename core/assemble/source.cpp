#include "assemble/source.hpp"

#include "assemble/workers.hpp"

#include <qpdf/QPDFExc.hh>
#include <string_view>

namespace taqrir::assemble {
namespace {

/// Readers accept a header anywhere in the first kilobyte (ISO 32000-1, Annex H.3).
bool has_header(const Bytes& bytes) {
  return bytes.view().substr(0, 1024).find("%PDF-") != std::string_view::npos;
}

Diagnostic not_pdf(const std::string& shown) {
  return hinted(error(whole_file(shown), "not a PDF file: it does not begin with “%PDF-”"),
                "check the file; pictures are declared under their own names (.png, .jpg)");
}

Diagnostic locked(const std::string& shown) {
  return hinted(error(whole_file(shown), "the PDF is locked by a password"),
                "save a copy without the password and declare that one");
}

Diagnostic hopeless(const std::string& shown, const std::string& reason) {
  return hinted(error(whole_file(shown), "the PDF is damaged beyond repair: {}", {reason}),
                "ask for the file again, or print it to a new PDF from a reader that still opens it");
}

Diagnostic without_pages(const std::string& shown) {
  return hinted(error(whole_file(shown), "the PDF has no pages"), "check that this is the right file");
}

Diagnostic named(const QPDFExc& problem, const std::string& shown) {
  return problem.getErrorCode() == qpdf_e_password ? locked(shown)
                                                   : hopeless(shown, problem.getMessageDetail());
}

/// A damaged page tree may name things that are no pages.
std::vector<QPDFObjectHandle> true_pages(QPDF& pdf) {
  std::vector<QPDFObjectHandle> pages;
  for (auto page : pdf.getAllPages()) {
    if (page.isDictionary()) pages.push_back(page);
  }
  return pages;
}

/// Null: a PDF is closed by its last user.
std::vector<std::shared_ptr<QPDF>>* kept_open = nullptr;

std::shared_ptr<QPDF> quiet() {
  auto pdf = QPDF::create();
  pdf->setSuppressWarnings(true);
  return pdf;
}

}  // namespace

Result<Source> open(const Bytes& bytes, const std::string& shown) {
  if (!has_header(bytes)) return fail(not_pdf(shown));
  Source source{bytes, shown, quiet(), {}};
  try {
    source.pdf->processMemoryFile(shown.c_str(), bytes.view().data(), bytes.size());
    source.pages = true_pages(*source.pdf);
  } catch (const QPDFExc& problem) {
    return fail(named(problem, shown));
  } catch (const std::exception& problem) {
    return fail(hopeless(shown, problem.what()));
  }
  if (source.pages.empty()) return fail(without_pages(shown));
  if (kept_open) kept_open->push_back(source.pdf);
  return source;
}

void keep_open() {
  if (!kept_open) kept_open = new std::vector<std::shared_ptr<QPDF>>;  // never taken down
}

std::optional<Diagnostic> repaired(const std::string& shown, const std::vector<QPDFExc>& warnings) {
  if (warnings.empty()) return std::nullopt;
  std::string reason = warnings[0].getMessageDetail();
  if (warnings.size() > 1 && warnings[1].getMessageDetail() != reason) {
    reason += "; " + warnings[1].getMessageDetail();
  }
  return hinted(warning(whole_file(shown), "the PDF was damaged and has been repaired: {}", {reason}),
                "look at its pages in the output");
}

}  // namespace taqrir::assemble
