// Pictures of a foreign PDF that stand on its pages in more pixels than are wanted: which they are, and the
// PDF with smaller ones in their places. Somebody else makes the smaller ones. Read by children, as all that
// is foreign.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assemble/record.hpp"
#include "base/result.hpp"
#include "base/world.hpp"

namespace taqrir::assemble {

struct DensePicture {
  long long object = 0;       ///< its number in the file
  int width = 0, height = 0;  ///< pixels that are enough
  std::string format;         ///< of `data`: "jpg", "ppm", "pgm"
  Bytes data;
  std::size_t stored = 0;  ///< bytes that it takes in the file
};

struct SmallerPicture {
  long long object = 0;
  int width = 0, height = 0;
  Bytes jpeg;  ///< with as many colour components as the picture had
};

/// Those that have more than `dpi` dots an inch wherever they stand on a page. Left alone: what is no
/// photograph or scan in grey or colour with 8 bits (line art in 1 bit, few colours, masks, CMYK), formats
/// that only few read (JPEG 2000, JBIG2), and pictures of patterns and annotations.
Result<std::vector<DensePicture>> dense_pictures(const Bytes& pdf, const std::string& shown, int dpi);

/// The PDF with each of these in its object's place; everything else as it is. Equal inputs give equal bytes.
Result<std::string> with_pictures(const Bytes& pdf, const std::string& shown,
                                  const std::vector<SmallerPicture>& pictures);

// ---- the same by a child (assemble/workers.hpp)

void put_dense_request(const Sink& to, const Bytes& pdf, const std::string& shown, int dpi);
void put_smaller_request(const Sink& to, const Bytes& pdf, const std::string& shown,
                         const std::vector<SmallerPicture>& pictures);
/// The child's end. False: the record is no such request.
bool answer_pictures(const Record& request, const Sink& to);
/// What the answers hold; they must outlive the pictures.
Result<std::vector<DensePicture>> dense_answer(std::string_view answer, const std::string& shown);
Result<std::string> smaller_answer(std::string_view answer, const std::string& shown);

}  // namespace taqrir::assemble
