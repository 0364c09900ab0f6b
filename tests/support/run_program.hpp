// Runs a program as a user would: arguments, a folder to stand in, a fixed environment.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace taqrir::test {

struct Ran {
  int status = -1;  ///< exit status; 128 + signal when it was killed
  std::string out, err;
};

/// `environment` is all that the program gets.
Ran run_program(const std::vector<std::string>& argv, const std::string& directory,
                const std::map<std::string, std::string>& environment);

}  // namespace taqrir::test
