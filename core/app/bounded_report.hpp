// What is said of a bounded dossier (app/bounded.hpp): in messages, in its manifest; and what is no longer
// true of an earlier one beside it.
#pragma once

#include <string>
#include <vector>

#include "app/bounded.hpp"
#include "app/holdings.hpp"
#include "app/manifest.hpp"
#include "app/mission_session.hpp"

namespace taqrir::app {

/// As holdings_of(), of one volume only what stands in it, and of each piece to what its pictures were
/// resampled.
Holdings holdings_in_view(const MissionSession& session, const layout::Pages& pages, const PartHashes& hashes,
                          const std::string& language, const InView& view);
/// The whole set; empty: there is only one file.
std::vector<ManifestVolume> volumes_in_view(const MissionSession& session, const PartHashes& hashes,
                                            const std::string& language, const InView& view);
/// 0: nothing was resampled.
int dpi_of(const InView& view);

/// Bytes of the piece at this anchor when it is attached as a file, else 0.
std::size_t attached_size(const MissionSession& session, const std::string& anchor);

/// A warning for each piece whose pictures stand resampled, and one for each other picture.
void tell_resampled(const MissionSession& session, const std::set<std::string>& resampled, int dpi,
                    std::size_t bound, Diagnostics& diagnostics);
Diagnostic without_resampling(const Span& span);

/// Files of an earlier run of the same dossier, which `now` does not have: volumes beyond the last, the whole
/// where there are volumes now, volumes where it is whole. They leave the manifest in `folder`; a file that
/// is as it was made is removed, another one stays, with a warning.
void remove_outdated(World& world, const std::string& folder, const std::string& path,
                     const std::vector<ManifestEntry>& now, Diagnostics& diagnostics);

}  // namespace taqrir::app
