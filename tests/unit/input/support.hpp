// What the tests of core/input share: a mission in memory, and diagnostics as the user reads them.
#pragma once

#include <map>
#include <string>

#include "base/memory_world.hpp"

namespace taqrir::test {

/// All of them, as printed.
inline std::string said(const Diagnostics& diagnostics) {
  std::string out;
  for (const auto& diagnostic : diagnostics) out += render(diagnostic);
  return out;
}

template <class T>
std::string said(const Result<T>& result) {
  return result ? std::string() : said(result.error());
}

inline SourceRef source(std::string text, std::string path = "t.md") {
  return std::make_shared<SourceFile>(std::move(path), std::move(text));
}

inline void fill(MemoryWorld& world, const std::map<std::string, std::string>& files) {
  for (const auto& [path, content] : files) world.add(path, content);
}

}  // namespace taqrir::test
