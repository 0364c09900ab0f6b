// The one place where Pandoc is started: with limits, in a folder of its own, its failures told in our words.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "pandoc/pandoc.hpp"

namespace taqrir::pandoc {

/// A fresh folder in which there is only what was put there; gone with the object.
class Workplace {
 public:
  static Result<Workplace> make(World& world);
  ~Workplace();
  Workplace(Workplace&& other) noexcept;
  Workplace& operator=(Workplace&&) = delete;

  const std::string& folder() const { return folder_; }
  /// Writes a file there and gives back its name.
  Result<std::string> put(std::string name, std::string_view bytes);

 private:
  Workplace(World& world, std::string folder) : world_(&world), folder_(std::move(folder)) {}
  World* world_;
  std::string folder_;  // empty: moved from
};

struct Call {
  std::vector<std::string> arguments;  ///< after "pandoc"
  std::string input;
  std::string folder;  ///< working folder; empty: the current one, for questions that name no file
  std::map<std::string, std::string> environment = {};
  std::string purpose;  ///< what it was asked for: "write a Word file"
  std::string shown;    ///< the file that it is for, in messages; empty: none
  Limits limits;
};

/// Pandoc's answer. What it warns of is appended to `warnings`. Errors (blame machine) name the command and
/// what to do: not there, too long, too much, a crash, a status that is not 0.
Result<std::string> run(World& world, Call call, Diagnostics& warnings);

/// What made a program give up, of all that it said: the first two lines that are no warnings, where Pandoc
/// and TeX say it, and the last one, where Python does.
std::string complaint_in(const std::string& said);

/// An answer of which `call` says what it should have been, and which is something else.
Diagnostic not_understood(const Call& call);

/// "pandoc --from=json --to=docx": what tells one call from another, for messages.
std::string command_of(const std::vector<std::string>& arguments);

}  // namespace taqrir::pandoc
