// What the calls of one Job share: plugins and fonts, each loaded when it is first asked for.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/job.hpp"
#include "app/pieces_conversion.hpp"
#include "app/recording_world.hpp"
#include "app/report_types.hpp"
#include "host/host.hpp"
#include "input/resources.hpp"
#include "layout/layout.hpp"
#include "pandoc/pandoc.hpp"

namespace taqrir::app {

struct Workshop {
  Workshop(World& world, const Locations& locations, OnProgress progress);

  World& real;
  HashBook book;
  RecordingWorld recorder;  ///< of all that the inputs are
  World& world;             ///< the recorder; outputs are written and looked at through `real`
  Conversions conversions;
  const Locations& locations;
  OnProgress progress;
  host::Host host;

  layout::FontBook& fonts();
  /// The Pandoc of this machine, asked once.
  Result<pandoc::Version> pandoc();
  /// Report types without a mission's own.
  const ReportTypes& types();
  /// Those and the types of the mission in the current folder, when there is one.
  const ReportTypes& types_here();
  /// Types that a run takes before all others, while they are tried.
  std::vector<TypeFolder> tried_types;
  /// Folders of types that the user and the program have, in the order in which they win.
  std::vector<TypeFolder> common_types();
  /// Words of a language, read once; the same object for all threads.
  Result<std::shared_ptr<input::FileLocale>> locale(const std::string& language);
  /// One warning for each language in which words are missing, of the locales handed out so far.
  Diagnostics locale_warnings();
  /// SOURCE_DATE_EPOCH as a day, when it is set and is a number of seconds.
  std::optional<Date> source_date();

 private:
  std::mutex mutex_;
  std::mutex pandoc_mutex_;
  std::optional<Result<pandoc::Version>> pandoc_;
  std::unique_ptr<layout::FontBook> fonts_;
  std::unique_ptr<ReportTypes> types_, types_here_;
  std::map<std::string, Result<std::shared_ptr<input::FileLocale>>> locales_;
};

}  // namespace taqrir::app
