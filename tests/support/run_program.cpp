#include "support/run_program.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace taqrir::test {

namespace {

std::string take(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  std::filesystem::remove(path);
  return out.str();
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (auto& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

}  // namespace

Ran run_program(const std::vector<std::string>& argv, const std::string& directory,
                const std::map<std::string, std::string>& environment) {
  static int count = 0;
  const auto base = std::filesystem::temp_directory_path().string() + "/taqrir-ran-" +
                    std::to_string(::getpid()) + "-" + std::to_string(++count);
  const auto out = base + ".out", err = base + ".err";
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addchdir_np(&actions, directory.c_str());
  std::vector<std::string> arguments = argv, variables;
  for (const auto& [name, value] : environment) variables.push_back(name + "=" + value);
  pid_t pid = 0;
  Ran ran;
  const int problem = ::posix_spawnp(&pid, argv[0].c_str(), &actions, nullptr, pointers(arguments).data(),
                                     pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  if (problem != 0) return ran;
  int status = 0;
  ::waitpid(pid, &status, 0);
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  ran.out = take(out), ran.err = take(err);
  return ran;
}

}  // namespace taqrir::test
