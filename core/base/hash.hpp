// Content hashes, for manifests and caches.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace taqrir {

/// SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// The same of bytes that come piece by piece.
class Sha256 {
 public:
  Sha256();
  void add(std::string_view bytes);
  std::string hex();  ///< once, at the end

 private:
  std::shared_ptr<void> state_;
};

}  // namespace taqrir
