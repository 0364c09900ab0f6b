#include "app/pieces_numbers.hpp"

#include "app/paths.hpp"

namespace taqrir::app {

void keep_piece_numbers(const MissionSession& session, Diagnostics& diagnostics) {
  const auto& mission = session.mission();
  if (has_errors(session.diagnostics())) return;  // a piece may only seem to be gone
  const auto text = input::text_of(session.lock());
  if (session.lock() == mission.lock) return;
  auto written = session.shop().real.write(join(mission.folder, input::kLockName), text);
  if (written) return;
  for (const auto& d : written.error())
    diagnostics.push_back(
        hinted(warning(whole_file(session.shown(input::kLockName)),
                       "the numbers of the pieces could not be kept: {}", {d.message.text()}),
               "make the mission's folder writable, or write the file on another machine"));
}

std::string piece_numbers(const MissionSession& session) {
  std::string out;
  for (const auto* owned : input::pieces_by_owner(session.mission())) {
    for (const auto& piece : owned->all)
      out += piece.activity + "/" + piece.id + "=" + std::to_string(piece.group) + "." + std::to_string(piece.number) +
             (piece.replaced ? "@" + iso(*piece.replaced) : "") + "\n";
    for (const auto& gone : owned->withdrawn)
      out += gone.activity + "/" + gone.id + "-" + std::to_string(gone.number) + "\n";
  }
  return out;
}

}  // namespace taqrir::app
