// Foreign PDFs are read by children of ours: the same program again, with limits of time and memory. A file that
// crashes its reader, or keeps it busy, is an error that names it and nothing else.
#pragma once

#include <string>

#include "assemble/pictures.hpp"
#include "assemble/workers.hpp"

namespace taqrir::app {

/// The hidden command: `taqrir --piece-worker SECONDS`; requests on standard input, answers on standard output.
inline constexpr const char* kPieceWorker = "--piece-worker";

/// What the child does. The exit status.
int piece_worker(const std::string& seconds);

class PieceWorkers : public assemble::Workers {
 public:
  /// `program` is our own; empty (tests): the work is done in this process. `threads` children at once.
  PieceWorkers(World& world, std::string program, int threads)
      : world_(world), program_(std::move(program)), threads_(threads) {}

  void take_apart(const std::vector<assemble::PieceRequest>& requests, const Ready& ready) override;
  Result<assemble::PdfInfo> probe(const Bytes& pdf, const std::string& shown) override;

  /// Pictures of a foreign PDF (assemble/pictures.hpp).
  Result<std::vector<assemble::DensePicture>> dense_pictures(const Bytes& pdf, const std::string& shown, int dpi);
  Result<std::string> with_pictures(const Bytes& pdf, const std::string& shown,
                                    const std::vector<assemble::SmallerPicture>& pictures);

 private:
  struct Batch;
  std::vector<Batch> batches(const std::vector<assemble::PieceRequest>& requests) const;
  std::vector<Result<Bytes>> work(const std::vector<assemble::PieceRequest>& requests, const Batch& batch);
  Result<std::string> answers(const std::vector<assemble::PieceRequest>& requests, const Batch& batch);
  Result<std::string> child(std::string input, double seconds, const std::string& shown);

  World& world_;
  std::string program_;
  int threads_;
};

}  // namespace taqrir::app
