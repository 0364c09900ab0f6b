#include "render/pdf/deflate.hpp"

#include <libdeflate.h>

#include <memory>

namespace taqrir::pdf {

namespace {

constexpr int kLevel = 6;

struct Closer {
  void operator()(libdeflate_compressor* c) const { libdeflate_free_compressor(c); }
};

}  // namespace

std::string deflated(std::string_view bytes) {
  thread_local const std::unique_ptr<libdeflate_compressor, Closer> compressor(
      libdeflate_alloc_compressor(kLevel));
  std::string out(libdeflate_zlib_compress_bound(compressor.get(), bytes.size()), '\0');
  out.resize(libdeflate_zlib_compress(compressor.get(), bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

}  // namespace taqrir::pdf
