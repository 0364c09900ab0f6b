#include "base/phases.hpp"

#include <array>
#include <atomic>
#include <mutex>

namespace taqrir {

namespace {

/// What the calling thread is doing, and since when.
struct Present {
  Phase phase = Phase::other;
  bool busy = false;
  std::chrono::nanoseconds work_since{};
};
thread_local Present present;

}  // namespace

struct PhaseClock::State {
  explicit State(World& w) : world(w), begin(w.clock()) {}

  struct Sum {
    std::chrono::nanoseconds wall{}, work{}, wall_since{};
    int threads = 0;  // in this phase now
  };

  Sum& sum(Phase phase) { return sums[static_cast<std::size_t>(phase)]; }

  void enter(Phase phase, const Instant& now) {
    present.phase = phase, present.work_since = now.thread;
    const std::lock_guard lock(mutex);
    if (sum(phase).threads++ == 0) sum(phase).wall_since = now.wall;
  }

  void leave(const Instant& now) {
    const std::lock_guard lock(mutex);
    auto& s = sum(present.phase);
    s.work += now.thread - present.work_since;
    if (--s.threads == 0) s.wall += now.wall - s.wall_since;
  }

  World& world;
  const Instant begin;
  mutable std::mutex mutex;
  std::array<Sum, kPhases> sums;
};

namespace {
std::atomic<PhaseClock*> running = nullptr;
}

const char* name_of(Phase phase) {
  switch (phase) {
    case Phase::start: return "start";
    case Phase::parse: return "parse";
    case Phase::compose: return "compose";
    case Phase::shape: return "shape";
    case Phase::lines: return "break lines";
    case Phase::blocks: return "set blocks";
    case Phase::paginate: return "paginate";
    case Phase::contents: return "page contents";
    case Phase::structure: return "tags";
    case Phase::subset: return "subset fonts";
    case Phase::pictures: return "pictures";
    case Phase::compress: return "compress";
    case Phase::write: return "write";
    case Phase::other: return "other";
  }
  return "other";
}

PhaseClock::PhaseClock(World& world) : state_(std::make_unique<State>(world)) {
  state_->sum(Phase::start).work = state_->begin.thread;
  running = this;
}

PhaseClock::~PhaseClock() { running = nullptr; }

std::chrono::nanoseconds PhaseClock::elapsed() const {
  return state_->world.clock().wall - state_->begin.wall;
}

std::vector<PhaseTime> PhaseClock::times() const {
  const std::lock_guard lock(state_->mutex);
  std::vector<PhaseTime> out;
  for (std::size_t i = 0; i < kPhases; ++i) {
    const auto& s = state_->sums[i];
    if (s.work.count() > 0 || s.wall.count() > 0) out.push_back({static_cast<Phase>(i), s.wall, s.work});
  }
  return out;
}

PhaseScope::PhaseScope(Phase phase) {
  auto* clock = running.load(std::memory_order_relaxed);
  if (!clock) return;
  counts_ = true, outermost_ = !present.busy, before_ = present.phase;
  const auto now = clock->state_->world.clock();
  if (!outermost_) clock->state_->leave(now);
  present.busy = true;
  clock->state_->enter(phase, now);
}

PhaseScope::~PhaseScope() {
  auto* clock = counts_ ? running.load(std::memory_order_relaxed) : nullptr;
  if (!clock) return;
  const auto now = clock->state_->world.clock();
  clock->state_->leave(now);
  present.busy = !outermost_;
  if (!outermost_) clock->state_->enter(before_, now);
}

}  // namespace taqrir
