#include "app/job.hpp"

#include "app/workshop.hpp"

namespace taqrir::app {

Job::Job(World& world, Locations locations, OnProgress progress)
    : world_(world), locations_(std::move(locations)), progress_(std::move(progress)) {}

Job::~Job() = default;

Workshop& Job::shop() {
  if (!shop_) shop_ = std::make_unique<Workshop>(world_, locations_, progress_);
  return *shop_;
}

}  // namespace taqrir::app
