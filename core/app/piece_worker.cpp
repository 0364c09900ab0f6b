#include "app/piece_worker.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "app/pool.hpp"

namespace taqrir::app {

namespace {

using assemble::PieceRequest;

// What a child may take. Time is the processor's, so that a busy machine harms no one.
constexpr double kSeconds = 4, kSecondsPerPage = 0.02, kSecondsPerByte = 0.3e-6;
constexpr std::size_t kMemory = 1000u << 20, kOutput = 1u << 30;
constexpr int kWaitFactor = 10;

// A piece is tens of thousands of small objects: fetched page by page their memory takes a tenth of the time.
const std::map<std::string, std::string> kLargePages{{"GLIBC_TUNABLES", "glibc.malloc.hugetlb=1"}};

// Small pieces share a child; its start costs as much as reading a short piece.
constexpr std::size_t kBatchBytes = 6u << 20, kBatchPages = 600;

double seconds_for(const PieceRequest& request) {
  return kSecondsPerPage * static_cast<double>(request.pages.size()) +
         kSecondsPerByte * static_cast<double>(assemble::size_of(request));
}

bool write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto put = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

bool read_all(std::string& into) {
  std::size_t used = 0;
  for (into.resize(1u << 20);;) {
    const auto got = ::read(STDIN_FILENO, into.data() + used, into.size() - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    if (got == 0) break;
    used += static_cast<std::size_t>(got);
    if (used == into.size()) into.resize(used * 2);
  }
  into.resize(used);
  return true;
}

/// The child's end as an error of the file that it was reading.
Diagnostic ended(const Diagnostic& why, const std::string& shown) {
  const bool killed = why.message.pattern.find("killed by signal") != std::string::npos;
  const bool stopped = why.message.pattern.find("took more than") != std::string::npos;
  const bool time = stopped || (killed && why.message.args.size() > 1 && (why.message.args[1] == "24" || why.message.args[1] == "9"));
  if (!killed && !stopped) return why;
  return hinted(error(whole_file(shown), time ? "the PDF takes too long to be read"
                                              : "the PDF cannot be read: its reader crashed or ran out of memory"),
                "it is damaged, or made to be harmful: open it and print it to a new PDF, and declare that one");
}

}  // namespace

int piece_worker(const std::string& seconds) {
  const rlimit time{static_cast<rlim_t>(std::max(1, std::atoi(seconds.c_str()))), RLIM_INFINITY};
  ::setrlimit(RLIMIT_CPU, &time);
  assemble::keep_open();
  std::string requests;
  if (!read_all(requests)) return 1;
  bool written = true;
  const bool understood =
      assemble::work_on(requests, [&](std::string_view bytes) { written = written && write_all(bytes); });
  return understood && written ? 0 : 1;
}

/// Consecutive requests that one child works on.
struct PieceWorkers::Batch {
  std::size_t first = 0, count = 0;
};

std::vector<PieceWorkers::Batch> PieceWorkers::batches(const std::vector<PieceRequest>& requests) const {
  std::size_t all = 0;
  for (const auto& request : requests) all += assemble::size_of(request);
  const auto share = std::min(kBatchBytes, all / static_cast<std::size_t>(std::max(threads_, 1)) + 1);
  std::vector<Batch> out;
  std::size_t bytes = 0, pages = 0;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    if (out.empty() || bytes >= share || pages + requests[i].pages.size() > kBatchPages)
      out.push_back({i, 0}), bytes = pages = 0;
    ++out.back().count;
    bytes += assemble::size_of(requests[i]), pages += requests[i].pages.size();
  }
  return out;
}

Result<std::string> PieceWorkers::child(std::string input, double seconds, const std::string& shown) {
  ProcessRequest request;
  const int whole = static_cast<int>(seconds) + 1;
  request.argv = {program_, kPieceWorker, std::to_string(whole)};
  request.environment = kLargePages;
  request.input = std::move(input);
  request.time_limit = std::chrono::seconds(whole * kWaitFactor);
  request.output_limit = kOutput;
  request.memory_limit = std::max(kMemory, 4 * request.input.size());
  auto done = world_.run(request);
  if (!done) return fail(ended(done.error().front(), shown));
  if (done->exit_code != 0)
    return fail(error(whole_file(shown), "the reader of foreign PDFs ended with status {}: {}",
                      {std::to_string(done->exit_code), done->err}, Blame::internal));
  return std::move(done->out);
}

/// What a child answers to the batch's requests, as records.
Result<std::string> PieceWorkers::answers(const std::vector<PieceRequest>& requests, const Batch& batch) {
  std::string input;
  double seconds = kSeconds;
  for (std::size_t i = batch.first; i < batch.first + batch.count; ++i) {
    const auto request = assemble::with_file(requests[i]);
    if (!request) return fail(request.error());
    assemble::put_request([&](std::string_view bytes) { input += bytes; }, *request);
    seconds += seconds_for(*request);
  }
  return child(std::move(input), seconds, requests[batch.first].shown);
}

/// A child that does not come to its end is asked again piece by piece, to know for which one it was.
std::vector<Result<Bytes>> PieceWorkers::work(const std::vector<PieceRequest>& requests, const Batch& batch) {
  std::vector<Result<Bytes>> out;
  auto answers = this->answers(requests, batch);
  if (!answers && batch.count > 1) {
    for (std::size_t i = 0; i < batch.count; ++i)
      for (auto& one : work(requests, {batch.first + i, 1})) out.push_back(std::move(one));
    return out;
  }
  if (!answers) return {fail(std::move(answers.error()))};
  const auto all = std::make_shared<const std::string>(std::move(*answers));
  for (const auto chunk : assemble::chunks_of(*all)) out.push_back(Bytes(all, chunk));
  while (out.size() < batch.count) out.push_back(Bytes());
  return out;
}

namespace {

/// Work done by several threads, its results taken in order by one: few lie ready at a time.
template <class Value>
class InOrder {
 public:
  InOrder(std::size_t count, std::size_t threads, std::function<Value(std::size_t)> make)
      : count_(count), ahead_(2 * threads), make_(std::move(make)) {
    for (std::size_t t = 0; t < std::min(threads, count); ++t) threads_.emplace_back([this] { run(); });
  }
  ~InOrder() {
    {
      const std::lock_guard lock(mutex_);
      next_ = count_;  // nothing more is begun
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
  }

  /// The n-th result; each once, in order.
  Value take(std::size_t n) {
    std::unique_lock lock(mutex_);
    wanted_ = n;
    changed_.notify_all();
    changed_.wait(lock, [&] { return done_.count(n) != 0; });
    return std::move(done_.extract(n).mapped());
  }

 private:
  void run() {
    for (std::unique_lock lock(mutex_);;) {
      changed_.wait(lock, [&] { return next_ >= count_ || next_ < wanted_ + ahead_; });
      if (next_ >= count_) return;
      const auto mine = next_++;
      lock.unlock();
      auto value = make_(mine);
      lock.lock();
      done_.emplace(mine, std::move(value));
      changed_.notify_all();
    }
  }

  const std::size_t count_, ahead_;
  const std::function<Value(std::size_t)> make_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::size_t, Value> done_;
  std::size_t next_ = 0, wanted_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace

void PieceWorkers::take_apart(const std::vector<PieceRequest>& requests, const Ready& ready) {
  if (program_.empty()) return assemble::OwnWork().take_apart(requests, ready);
  const auto all = batches(requests);
  InOrder<std::vector<Result<Bytes>>> chunks(all.size(), static_cast<std::size_t>(std::max(threads_, 1)),
                                             [&](std::size_t n) { return work(requests, all[n]); });
  for (std::size_t n = 0; n < all.size(); ++n) {
    auto made = chunks.take(n);
    for (std::size_t i = 0; i < made.size(); ++i) ready(all[n].first + i, std::move(made[i]));
  }
}

Result<assemble::PdfInfo> PieceWorkers::probe(const Bytes& pdf, const std::string& shown) {
  if (program_.empty()) return assemble::probe(pdf, shown);
  std::string input;
  assemble::put_probe([&](std::string_view bytes) { input += bytes; }, pdf, shown);
  auto answers = child(std::move(input), kSeconds + kSecondsPerByte * static_cast<double>(pdf.size()), shown);
  if (!answers) return fail(std::move(answers.error()));
  const auto all = assemble::chunks_of(*answers);
  return assemble::probe_answer(all.empty() ? std::string_view{} : all.front(), shown);
}

// ---------------------------------------------------------------- pictures

Result<std::vector<assemble::DensePicture>> PieceWorkers::dense_pictures(const Bytes& pdf, const std::string& shown,
                                                                         int dpi) {
  if (program_.empty()) return assemble::dense_pictures(pdf, shown, dpi);
  std::string input;
  assemble::put_dense_request([&](std::string_view bytes) { input += bytes; }, pdf, shown, dpi);
  auto answers = child(std::move(input), kSeconds + 10 * kSecondsPerByte * static_cast<double>(pdf.size()), shown);
  if (!answers) return fail(std::move(answers.error()));
  const auto all = assemble::chunks_of(*answers);
  auto dense = assemble::dense_answer(all.empty() ? std::string_view{} : all.front(), shown);
  if (dense)
    for (auto& one : *dense) one.data = Bytes(std::string(one.data.view()));
  return dense;
}

Result<std::string> PieceWorkers::with_pictures(const Bytes& pdf, const std::string& shown,
                                                const std::vector<assemble::SmallerPicture>& pictures) {
  if (program_.empty()) return assemble::with_pictures(pdf, shown, pictures);
  std::string input;
  assemble::put_smaller_request([&](std::string_view bytes) { input += bytes; }, pdf, shown, pictures);
  auto answers = child(std::move(input), kSeconds + 2 * kSecondsPerByte * static_cast<double>(pdf.size()), shown);
  if (!answers) return fail(std::move(answers.error()));
  const auto all = assemble::chunks_of(*answers);
  return assemble::smaller_answer(all.empty() ? std::string_view{} : all.front(), shown);
}

}  // namespace taqrir::app
