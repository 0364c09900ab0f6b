// Whole numbers in as many bytes as they need (LEB128: seven bits a byte, the least first; of all but the last
// byte the highest bit is set).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace taqrir {

inline void put_varint(std::string& to, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) to += static_cast<char>(number | 0x80);
  to += static_cast<char>(number);
}

/// Of bytes that put_varint wrote: nothing is checked. `at` is moved behind it.
inline std::uint64_t take_varint(std::string_view from, std::size_t& at) {
  std::uint64_t number = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(from[at++]);
    number |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return number;
  }
}

}  // namespace taqrir
