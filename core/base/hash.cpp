#include "base/hash.hpp"

#include <openssl/sha.h>

namespace taqrir {

std::string sha256_hex(std::string_view bytes) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest);
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (unsigned char byte : digest) out += kHex[byte >> 4], out += kHex[byte & 15];
  return out;
}

}  // namespace taqrir
