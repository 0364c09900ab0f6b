#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>

#include "assemble/assemble.hpp"
#include "assemble/source.hpp"

namespace taqrir::assemble {

namespace {

std::optional<std::string> find(QPDF& pdf, const std::string& name) {
  const auto file = QPDFEmbeddedFileDocumentHelper(pdf).getEmbeddedFile(name);
  if (!file) return std::nullopt;
  auto stream = file->getEmbeddedFileStream();
  if (!stream.isStream()) return std::nullopt;
  const auto data = stream.getStreamData();
  return std::string(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
}

}  // namespace

Result<std::optional<std::string>> attached_file(const Bytes& pdf, const std::string& shown,
                                                 const std::string& name) {
  auto source = open(pdf, shown);
  if (!source) return fail(std::move(source.error()));
  try {
    return find(*source->pdf, name);
  } catch (const std::exception& problem) {
    return fail(error(whole_file(shown), "the files inside this PDF cannot be read: {}", {problem.what()}));
  }
}

}  // namespace taqrir::assemble
