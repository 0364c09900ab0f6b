// The words by which messages and JSON call severities.
#pragma once

#include "base/diagnostic.hpp"

namespace taqrir {

const char* name_of(Severity severity);

}  // namespace taqrir
