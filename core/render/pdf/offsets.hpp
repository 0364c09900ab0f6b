// Where the objects of a file stand, in a byte or two for each.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace taqrir::pdf {

class Offsets {
 public:
  /// Number of the next object that is added. The free object 0 is there from the beginning.
  int size() const { return size_; }
  /// 0: the object is not written yet. Nearly all others should come in the order in which they stand.
  void add(std::uint64_t offset);
  /// Of an object that was added as not written.
  void set(int number, std::uint64_t offset) { late_[number] = offset; }

  using Sink = std::function<bool(std::string_view)>;
  /// The cross-reference table (ISO 32000-1, 7.5.4), in pieces. Objects never written are free. False as soon
  /// as the sink says so.
  bool write(const Sink& sink) const;

 private:
  std::string steps_;  // from one offset to the next, with sign; 0: not written
  std::uint64_t last_ = 0;
  int size_ = 1;
  std::map<int, std::uint64_t> late_;
};

}  // namespace taqrir::pdf
