// A PDF made of many documents, written part by part: each part is given up as soon as it is in the file, so
// that memory does not grow with their number. What is kept of a document is a line of the outline and some
// numbers.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "render/pdf/pdf.hpp"

namespace taqrir::pdf {

class Series {
 public:
  /// Takes the file's bytes in order; false: they could not be taken, which is the sink's to tell.
  using Sink = std::function<bool(std::string_view)>;

  Series(Sink sink, Options options);
  ~Series();

  /// Documents that layout::Joiner joined. Of their outline the outermost entries are kept.
  Result<void> add(const layout::Pages& part);
  /// The end of the file. At least one part was added.
  Result<void> finish();
  int pages() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace taqrir::pdf
