// Report types that a program composes, in any language: it reads the context as JSON on its standard input
// (app/context_json.hpp) and writes a Document as JSON on its standard output (model/json.hpp).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "app/context_json.hpp"
#include "app/report_types.hpp"
#include "sdk/report.hpp"

namespace taqrir::app {

/// What a type.toml says of its program.
struct ProgramType {
  std::vector<std::string> command;  ///< as it is written: not empty
  Span span;                         ///< where
  TypeWords words;
  std::chrono::seconds time{30};
  std::size_t memory = std::size_t{2048} << 20;  ///< bytes of address space
  std::size_t output = std::size_t{16} << 20;    ///< bytes
};

/// Of a type.toml that its loader has found right; nullopt: the type has no program.
std::optional<ProgramType> program_of(const Record& declaration);

/// What can be known to be wrong with the command before it runs.
Diagnostics check_command(const ProgramType& program, const TypeFolder& type,
                          const std::vector<std::string>& files);

/// The program's document, or what became of it instead: an error whose blame is the machine's, as of a
/// plugin that fails. What the program says on its standard error is a warning. It runs in an empty folder of
/// its own, of our environment it has PATH and LANG only, and it and its children end at the limits.
Composed run_program(World& world, const ProgramType& program, const TypeFolder& type, const ReportInfo& info,
                     const ReportContext& context);

/// What messages call what the program has written.
std::string output_of(const ProgramType& program, const TypeFolder& type);

}  // namespace taqrir::app
