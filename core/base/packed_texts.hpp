// Many short texts in one string.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace taqrir {

class PackedTexts {
 public:
  void add(std::string_view text) {
    all_ += text;
    ends_.push_back(static_cast<std::uint32_t>(all_.size()));
  }
  std::size_t size() const { return ends_.size(); }
  /// Until the next add().
  std::string_view operator[](std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(all_).substr(begin, ends_[i] - begin);
  }

 private:
  std::string all_;
  std::vector<std::uint32_t> ends_;
};

}  // namespace taqrir
