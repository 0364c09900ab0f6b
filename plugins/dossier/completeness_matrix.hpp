// The completeness matrix: activities down, deliverables across, each cell a state in words and tone.
#pragma once

#include <functional>

#include "kit/writer.hpp"

namespace taqrir::dossier {

/// The anchor of the part that holds a deliverable; empty when the dossier does not hold it.
using AnchorOf = std::function<std::string(const Deliverable&)>;

/// A sentence with the counts, the matrix, and the reasons of what is waived.
void add_completeness(kit::Writer& writer, const AnchorOf& anchor_of);

}  // namespace taqrir::dossier
