// The clock of the phases, on a world whose clocks the test moves.
#include "base/phases.hpp"

#include <gmock/gmock.h>

#include "base/memory_world.hpp"

namespace taqrir {
namespace {

using namespace std::chrono_literals;

class SteppedWorld : public MemoryWorld {
 public:
  Instant clock() override { return now; }
  void pass(std::chrono::milliseconds wall, std::chrono::milliseconds work) {
    now.wall += wall, now.thread += work;
  }
  Instant now{100ms, 7ms};
};

std::chrono::nanoseconds wall_of(const PhaseClock& clock, Phase phase) {
  for (const auto& time : clock.times())
    if (time.phase == phase) return time.wall;
  return {};
}

std::chrono::nanoseconds work_of(const PhaseClock& clock, Phase phase) {
  for (const auto& time : clock.times())
    if (time.phase == phase) return time.work;
  return {};
}

TEST(Phases, WhatRanBeforeTheClockIsTheStart) {
  SteppedWorld world;
  const PhaseClock clock(world);
  EXPECT_EQ(work_of(clock, Phase::start), 7ms);
  EXPECT_EQ(clock.times().size(), 1u);
  world.pass(5ms, 5ms);
  EXPECT_EQ(clock.elapsed(), 5ms);
}

TEST(Phases, AnInnerScopeTakesTheTimeFromTheOuterOne) {
  SteppedWorld world;
  const PhaseClock clock(world);
  {
    const PhaseScope outer(Phase::blocks);
    world.pass(10ms, 8ms);
    {
      const PhaseScope inner(Phase::shape);
      world.pass(3ms, 2ms);
    }
    world.pass(1ms, 1ms);
  }
  world.pass(100ms, 100ms);  // in no scope
  EXPECT_EQ(wall_of(clock, Phase::blocks), 11ms);
  EXPECT_EQ(work_of(clock, Phase::blocks), 9ms);
  EXPECT_EQ(wall_of(clock, Phase::shape), 3ms);
  EXPECT_EQ(work_of(clock, Phase::shape), 2ms);
}

TEST(Phases, ScopesWithoutAClockCountNothing) {
  SteppedWorld world;
  {
    const PhaseScope early(Phase::parse);
    const PhaseClock clock(world);
    world.pass(10ms, 10ms);
    { const PhaseScope late(Phase::write); }
    EXPECT_EQ(work_of(clock, Phase::parse), 0ms);
  }
  const PhaseClock clock(world);
  EXPECT_EQ(work_of(clock, Phase::parse), 0ms);
}

}  // namespace
}  // namespace taqrir
