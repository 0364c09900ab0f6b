// Who reads foreign PDFs. A file from elsewhere may crash its reader, keep it busy for ever or make it ask for all
// memory: the program has it read by children (app/piece_worker.hpp), tests by themselves.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "assemble/assemble.hpp"
#include "assemble/take_apart.hpp"

namespace taqrir::assemble {

class Workers {
 public:
  /// The chunk of the n-th request; errors name the piece.
  using Ready = std::function<void(std::size_t n, Result<Bytes> chunk)>;

  virtual ~Workers() = default;

  /// Calls `ready` once for each request, in their order, on the calling thread.
  virtual void take_apart(const std::vector<PieceRequest>& requests, const Ready& ready) = 0;
  virtual Result<PdfInfo> probe(const Bytes& pdf, const std::string& shown) = 0;
};

/// The request with its file's bytes, read now when they are not there.
Result<PieceRequest> with_file(PieceRequest request);
std::size_t size_of(const PieceRequest& request);

/// In this process, one after the other.
class OwnWork : public Workers {
 public:
  void take_apart(const std::vector<PieceRequest>& requests, const Ready& ready) override;
  Result<PdfInfo> probe(const Bytes& pdf, const std::string& shown) override { return assemble::probe(pdf, shown); }
};

/// For a process that ends soon: PDFs that were opened stay so to its end, since taking them down costs as much as a
/// third of reading them.
void keep_open();

/// The child's end: does what the records ask for, one answer for each. False: they are no requests.
bool work_on(std::string_view requests, const Sink& answers);
/// The other end, for what put_request() and put_probe() asked for.
void put_probe(const Sink& to, const Bytes& pdf, const std::string& shown);
Result<PdfInfo> probe_answer(std::string_view answer, const std::string& shown);
/// As many chunks as there are answers.
std::vector<std::string_view> chunks_of(std::string_view answers);

/// As the other fill_slots, with the pieces read by `workers` and the file given to `sink` as it is made. What was
/// given is no file when there are errors.
Result<void> fill_slots(const std::string& host_pdf, const std::vector<Slot>& slots, Workers& workers,
                        const Sink& sink, Diagnostics& warnings);

}  // namespace taqrir::assemble
