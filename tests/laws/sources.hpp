// The project's own C++ sources as the laws see them: folder, lines, includes.
#pragma once

#include <string>
#include <vector>

namespace taqrir::laws {

struct Line {
  int number = 0;
  std::string text;     ///< as written
  std::string code;     ///< without what follows // and without the inside of string literals
  std::string include;  ///< what stands between the brackets or quotes of an #include; else empty
};

struct SourceText {
  std::string path;    ///< from the root: "core/layout/face.cpp"
  std::string folder;  ///< the library or plugin: "layout", "kit", "dossier"
  bool plugin = false;
  std::vector<Line> lines;
};

/// Every .hpp and .cpp below core/ and plugins/, in byte order of paths.
const std::vector<SourceText>& sources();

/// "core/layout/face.cpp:12: …", for messages.
std::string at(const SourceText& source, const Line& line);

}  // namespace taqrir::laws
