// Where the time goes. Scopes mark the phases of the work; they cost nothing to speak of as long as nobody
// holds a PhaseClock. It measures and never decides: nothing that is made depends on it.
#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "base/world.hpp"

namespace taqrir {

/// In the order of the work.
enum class Phase {
  start,      ///< before the clock was there: the system loads the program
  parse,      ///< TOML, Markdown, CSV to records, tables and blocks
  compose,    ///< records to a document; numbering
  shape,      ///< text to glyphs, with break opportunities
  lines,      ///< choosing the breaks of lines
  blocks,     ///< the rest of setting: measuring, tables, charts, building lines
  paginate,   ///< choosing the breaks of pages, contents, furniture
  contents,   ///< pages to operators
  structure,  ///< tags
  subset,     ///< fonts
  pictures,
  compress,
  write,  ///< numbering objects, the file's bytes, the disk
  other   ///< plugins, caches, manifests, and what has no name
};
inline constexpr std::size_t kPhases = static_cast<std::size_t>(Phase::other) + 1;

const char* name_of(Phase phase);

struct PhaseTime {
  Phase phase = Phase::other;
  std::chrono::nanoseconds wall{};  ///< while at least one thread was in it
  std::chrono::nanoseconds work{};  ///< the processor's time, of all threads
};

/// While it stands, every PhaseScope of the process reports to it. One at a time.
class PhaseClock {
 public:
  explicit PhaseClock(World& world);
  ~PhaseClock();
  PhaseClock(const PhaseClock&) = delete;
  PhaseClock& operator=(const PhaseClock&) = delete;

  /// Of the scopes that have ended so far, in the order of the phases; those that took no time are left out.
  std::vector<PhaseTime> times() const;
  /// Since the clock is there.
  std::chrono::nanoseconds elapsed() const;

 private:
  friend class PhaseScope;
  struct State;
  std::unique_ptr<State> state_;
};

/// While the innermost of a thread's scopes stands, the thread's time is its phase's; scopes around it wait.
class PhaseScope {
 public:
  explicit PhaseScope(Phase phase);
  ~PhaseScope();
  PhaseScope(const PhaseScope&) = delete;
  PhaseScope& operator=(const PhaseScope&) = delete;

 private:
  bool counts_ = false;
  bool outermost_ = false;
  Phase before_ = Phase::other;
};

}  // namespace taqrir
