// Compression for /FlateDecode: the zlib format (RFC 1950), by libdeflate.
#pragma once

#include <string>
#include <string_view>

namespace taqrir::pdf {

/// Safe on several threads. Equal input gives equal output, whatever ran before.
std::string deflated(std::string_view bytes);

}  // namespace taqrir::pdf
