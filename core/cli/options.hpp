// The option table: parsing, help and docs/reference.md all come from what is declared here.
#pragma once

#include <string>
#include <vector>

#include "app/job.hpp"
#include "cli/terminal.hpp"

namespace CLI {
class App;
}

namespace taqrir::cli {

/// A command line as the program understands it. Only the request of `command` is filled.
struct CommandLine {
  std::string command;  ///< "build"; "types show" for a nested one; empty: none was given
  bool json = false;
  bool quiet = false;
  bool timings = false;
  std::vector<std::string> plugins;  ///< folders
  bool allow_programs = false;

  app::InitRequest init;
  app::CheckRequest check;
  app::TakeRequest take;
  app::BuildRequest build;
  app::DossierRequest dossier;
  app::VerifyRequest verify;
  app::RenderRequest render;
  app::NewTypeRequest new_type;
  app::TestTypeRequest test_type;
  app::NewDeliverableRequest form;
  bool reference_of_types = false;
  std::string format;  ///< of build and render; empty: not asked for
  std::string type;  ///< of types show, new, schema
  std::string language = "fr";
  std::string theme = "institutional";

  Terminal terminal;  ///< of standard output; not an option
};

/// Declares every command and option; parsing fills `line`.
void declare(CLI::App& app, CommandLine& line);

struct Parsed {
  CommandLine line;
  Diagnostics diagnostics;  ///< usage errors
  std::string text;         ///< help or version, asked for
  bool answered = false;    ///< `text` is all that was asked for
};

Parsed parse(int argc, const char* const* argv);

}  // namespace taqrir::cli
