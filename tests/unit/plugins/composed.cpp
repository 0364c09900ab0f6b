#include "composed.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "app/locations.hpp"
#include "app/mission_session.hpp"
#include "app/report_context.hpp"
#include "app/workshop.hpp"
#include "model/dump.hpp"
#include "model/numbering.hpp"

namespace taqrir::test {

namespace {

const std::string kFolder = std::string(TAQRIR_SOURCE_DIR) + "/tests/unit/plugins";
const std::string kMission = kFolder + "/mission";

class EditedWorld : public app::SystemWorld {
 public:
  explicit EditedWorld(const Edits& edits) {
    for (const auto& [path, content] : edits) files_[kMission + "/" + path] = content;
  }

  Result<Bytes> read(const std::string& path) override {
    const auto found = files_.find(path);
    return found == files_.end() ? app::SystemWorld::read(path) : Bytes(found->second);
  }

 private:
  Edits files_;
};

app::Locations locations() {
  return {{std::string(TAQRIR_SOURCE_DIR) + "/templates"},
          {std::string(TAQRIR_BUILD_DIR) + "/lib/taqrir/plugins"}};
}

const Record* own_table(const app::MissionSession& session, const std::string& report,
                        const std::string& activity) {
  if (report != "dossier") return session.fields(report, activity);
  for (const auto& dossier : session.dossiers())
    if (dossier.text("id") == activity) return &dossier;
  return nullptr;
}

std::string content_of(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

}  // namespace

std::string Report::messages() const {
  std::string out;
  for (const auto& one : diagnostics)
    out += std::string(one.severity == Severity::error ? "error: " : "warning: ") + one.message.text() + "\n";
  return out;
}

Report compose(const std::string& report, const std::string& activity, const Edits& edits) {
  EditedWorld world(edits);
  const auto places = locations();
  app::Workshop shop(world, places, {});
  const app::MissionSession session(shop, kMission);
  Report out;
  out.diagnostics = session.diagnostics();
  if (!session.usable()) return out;
  app::Findings findings;
  const bool of_mission = report == "dossier" || report == "recommendations-consolidated";
  auto composed = app::compose_report(session, report, of_mission ? std::string() : activity,
                                      own_table(session, report, activity), findings);
  append(out.diagnostics, std::move(findings.diagnostics));
  append(out.diagnostics, std::move(composed.diagnostics));
  if (composed.document) {
    const auto locale = shop.locale(composed.document->language);
    append(out.diagnostics, number_document(*composed.document, **locale));
    out.dump = dump(*composed.document);
  }
  out.document = std::move(composed.document);
  sort_and_unify(out.diagnostics);
  return out;
}

std::string changed(const std::string& path, const std::string& from, const std::string& to) {
  auto content = content_of(kMission + "/" + path);
  const auto at = content.find(from);
  EXPECT_NE(at, std::string::npos) << path << " does not hold: " << from;
  if (at != std::string::npos) content.replace(at, from.size(), to);
  return content;
}

void expect_dump(const std::string& name, const Report& report) {
  const auto path = kFolder + "/expected/" + name + ".txt";
  EXPECT_FALSE(report.dump.empty()) << report.messages();
  if (std::getenv("TAQRIR_BLESS")) {
    std::ofstream(path) << report.dump;
    return;
  }
  EXPECT_EQ(report.dump, content_of(path)) << "set TAQRIR_BLESS=1 to accept, after a look";
}

}  // namespace taqrir::test
