// What `taqrir render` makes, and where: by the command line's words and the file's name.
#pragma once

#include <string>

#include "app/setting.hpp"

namespace taqrir::app {

/// The format that is asked for; else the one that the file's name says; PDF where neither says any. Errors
/// (blame usage): the two contradict each other, the name's extension is none of a format, an engine for what
/// is no PDF, or the file to write is the text itself.
Result<Aim> render_aim(World& world, const RenderRequest& request);

}  // namespace taqrir::app
