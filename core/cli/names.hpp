// The words by which the command line and its JSON call the values of enumerations.
#pragma once

#include "base/phases.hpp"
#include "base/severity.hpp"
#include "host/host.hpp"
#include "model/schema.hpp"
#include "sdk/report.hpp"

namespace taqrir::cli {

using taqrir::name_of;
const char* name_of(ReportScope scope);
const char* name_of(FieldKind kind);
const char* name_of(host::PluginState state);

}  // namespace taqrir::cli
