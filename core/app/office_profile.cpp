#include "app/office_profile.hpp"

#include <array>

#include "app/paths.hpp"

namespace taqrir::app {

namespace {

struct Setting {
  const char* path;
  const char* name;
  const char* value;
};

/// LibreOffice's registry, officecfg/registry/schema (7.4).
constexpr std::array kSettings{
    Setting{"Office.Common/Security/Scripting", "MacroSecurityLevel", "3"},
    Setting{"Office.Common/Security/Scripting", "DisableMacrosExecution", "true"},
    Setting{"Office.Common/Security/Scripting", "DisableActiveContent", "true"},
    Setting{"Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"},
    Setting{"Office.Calc/Content/Update", "Link", "2"},           // never
    Setting{"Office.Calc/Formula/Load", "OOXMLRecalcMode", "1"},  // never
    Setting{"Office.Calc/Formula/Load", "ODFRecalcMode", "1"},
    Setting{"Office.Writer/Content/Update", "Link", "0"},  // never
    Setting{"Inet/Settings", "ooInetProxyType", "1"},      // by hand
    Setting{"Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"},
    Setting{"Inet/Settings", "ooInetHTTPProxyPort", "9"},  // “discard”: nobody answers
    Setting{"Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"},
    Setting{"Inet/Settings", "ooInetHTTPSProxyPort", "9"},
    Setting{"Inet/Settings", "ooInetNoProxy", ""},
};

}  // namespace

Result<std::string> office_profile(World& files, const std::string& folder) {
  std::string text = R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
)";
  for (const auto& setting : kSettings)
    text += std::string("<item oor:path=\"/org.openoffice.") + setting.path + "\"><prop oor:name=\"" +
            setting.name + "\" oor:op=\"fuse\"><value>" + setting.value + "</value></prop></item>\n";
  const auto profile = join(folder, "profile");
  auto written =
      files.write_disposable(join(profile, "user/registrymodifications.xcu"), text + "</oor:items>\n");
  if (!written) return fail(std::move(written.error()));
  return "-env:UserInstallation=file://" + profile;
}

}  // namespace taqrir::app
