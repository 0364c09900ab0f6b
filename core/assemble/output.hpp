// A PDF written object by object, as they come, with object streams and a cross-reference stream (ISO 32000-1,
// 7.5.7 and 7.5.8). Only places are remembered, so its size costs no memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assemble/record.hpp"

struct libdeflate_compressor;

namespace taqrir::assemble {

class Output {
 public:
  /// Numbers up to `taken` are the caller's.
  Output(const Sink& sink, int taken);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// `count` numbers that follow one another; the first.
  int reserve(int count = 1);
  int next() const noexcept { return next_; }

  /// Each number is written once. Not for streams.
  void object(int number, std::string_view text);
  int add(std::string_view text);
  /// `entries`: the dictionary's, without /Length.
  void stream(int number, std::string_view entries, std::string_view data);
  int add_stream(std::string_view entries, std::string_view data);

  /// The end of the file. `trailer`: the entries /Root and /Info. The /ID is a hash of all that was written.
  void finish(std::string_view trailer);

 private:
  struct Place {
    std::uint8_t kind = 0;      // 0 free, 1 at an offset, 2 in an object stream
    std::uint64_t where = 0;    // offset, or the object stream's number
    std::uint32_t index = 0;    // within the object stream
  };

  void put(std::string_view bytes);
  void place(int number, Place at);
  void flush_objects();
  void hash_block();
  std::string deflated(std::string_view data);
  std::string cross_references() const;

  const Sink& sink_;
  libdeflate_compressor* compressor_;
  int next_;
  std::uint64_t offset_ = 0;
  std::vector<Place> places_;
  std::vector<std::pair<int, std::size_t>> waiting_;  // number, offset in bodies_
  std::string bodies_;
  std::string block_, hashes_;
};

}  // namespace taqrir::assemble
