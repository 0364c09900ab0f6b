#include "unit/render/reading.hpp"

#include <gtest/gtest.h>

#include <qpdf/Buffer.hh>

#include "render/pdf/pdf.hpp"

namespace taqrir::pdf::test {

std::string rendered(const layout::Pages& pages, bool compress) {
  auto pdf = render(pages, {2, compress});
  if (pdf) return std::move(*pdf);
  for (const auto& d : pdf.error()) ADD_FAILURE() << taqrir::render(d);
  return {};
}

std::shared_ptr<QPDF> read(const std::string& pdf) {
  const auto bytes = std::make_shared<std::string>(pdf);  // QPDF reads from it as long as it lives
  auto out = QPDF::create();
  out->setSuppressWarnings(true);
  out->processMemoryFile("rendered", bytes->data(), bytes->size());
  return std::shared_ptr<QPDF>(out.get(), [out, bytes](QPDF*) {});
}

QPDFObjectHandle page(QPDF& pdf, std::size_t index) { return pdf.getAllPages().at(index); }

std::string content(QPDF& pdf, std::size_t index) {
  const auto data = page(pdf, index).getKey("/Contents").getStreamData();
  return std::string(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
}

namespace {

void walk(QPDFObjectHandle element, int depth, const std::vector<std::string>& keys, std::string& out) {
  out += std::string(2 * static_cast<std::size_t>(depth), ' ') + element.getKey("/S").getName().substr(1);
  for (const auto& key : keys)
    if (element.hasKey(key)) {
      auto value = element.getKey(key);
      out += ' ' + key + '=' + (value.isString() ? value.getUTF8Value() : value.unparseResolved());
    }
  out += '\n';
  auto kids = element.getKey("/K");
  for (auto kid : kids.isArray() ? kids.getArrayAsVector() : std::vector<QPDFObjectHandle>{kids})
    if (kid.isDictionary() && kid.hasKey("/S")) walk(kid, depth + 1, keys, out);
}

}  // namespace

std::string tree(QPDF& pdf, const std::vector<std::string>& keys) {
  std::string out;
  walk(pdf.getRoot().getKey("/StructTreeRoot").getKey("/K"), 0, keys, out);
  return out;
}

int times(const std::string& whole, const std::string& part) {
  int count = 0;
  for (std::size_t at = 0; (at = whole.find(part, at)) != std::string::npos; at += part.size()) ++count;
  return count;
}

}  // namespace taqrir::pdf::test
