// Making the files of a run: each composed, set, written and entered into the manifest, several at once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/job.hpp"
#include "app/manifest.hpp"
#include "app/mission_session.hpp"

namespace taqrir::app {

/// One file to make.
struct Production {
  const MissionSession* session = nullptr;
  std::string report;
  std::string activity;            ///< empty: the mission's own
  const Record* fields = nullptr;  ///< the report's own table
  Format format = Format::pdf;
  std::string path;                ///< where to
  bool draft = false;              ///< watermark
  std::string manner;              ///< what else the output depends on: edition, what may be missing
  std::size_t max_size = 0;        ///< bytes (app/volumes.hpp); 0: no bound
  Engine engine = Engine::native;  ///< of PDF
  std::string pdf_engine = {};     ///< of Pandoc; empty: the first that is there
  /// In row scope what is to be made: a file for each row in the folder `path`, or all rows in the file
  /// `path`.
  enum class Rows { none, files, one_file } rows = Rows::none;
  std::vector<std::string> only = {};  ///< names of rows; none: all
  const Record* row = nullptr;         ///< of a single row's file: the row
  bool as_pages = false;               ///< laid out, and not written
};

struct Manner {
  std::string manifest;  ///< folder of the manifest
  int jobs = 0;          ///< threads; 0: as many as the machine has cores
  bool force = false;    ///< make also what is up to date
};

/// Makes them all, but for those that lie there already, made of the same by content (build_cache.hpp). One
/// that has errors writes nothing and leaves an older file as it is; the others go on. Outputs stand in the
/// order of `productions`, whoever was ready first, and are entered in the manifest.
void produce(Workshop& shop, const std::vector<Production>& productions, const Manner& manner,
             Outcome& outcome);

}  // namespace taqrir::app
