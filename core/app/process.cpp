#include "app/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string_view>

#include "app/file_descriptor.hpp"

extern "C" {  // glibc 2.36 forgot to say so itself
#include <sys/pidfd.h>
}

namespace taqrir::app {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t kErrorOutputKept = 64u << 10;
constexpr const char* kDefaultPath = "/usr/local/bin:/usr/bin:/bin";
constexpr milliseconds kTick{20};  // between looks at the child where the kernel has no pidfd

// AddressSanitizer reserves terabytes of address space: under it a limit would kill our own helpers.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool kMemoryLimitWorks = false;
#else
constexpr bool kMemoryLimitWorks = true;
#endif

// ---------------------------------------------------------------- what may go wrong

std::string command_of(const ProcessRequest& request) {
  return request.argv.empty() ? std::string() : request.argv.front();
}

Diagnostic not_found(const std::string& command) {
  return hinted(error({}, "“{}” cannot be run: there is no such program", {command}, Blame::machine),
                "install it: “taqrir doctor” says how");
}

Diagnostic cannot_start(const std::string& command, int why) {
  return error({}, "“{}” cannot be run: {}", {command, std::strerror(why)}, Blame::machine);
}

std::string seconds(milliseconds time) {
  const auto whole = std::to_string(time.count() / 1000);
  const auto rest = time.count() % 1000;
  return rest == 0 ? whole : whole + "." + std::to_string(1000 + rest).substr(1);
}

Diagnostic too_long(const ProcessRequest& request) {
  return hinted(error({}, "“{}” took more than {} s and was stopped",
                      {command_of(request), seconds(request.time_limit)}, Blame::machine),
                "is its input very large, or damaged?");
}

Diagnostic too_much(const ProcessRequest& request) {
  return hinted(error({}, "“{}” wrote more than {} bytes and was stopped",
                      {command_of(request), std::to_string(request.output_limit)}, Blame::machine),
                "is its input very large, or damaged?");
}

Diagnostic killed(const ProcessRequest& request, int signal) {
  auto d = error({}, "“{}” was killed by signal {} ({})",
                 {command_of(request), std::to_string(signal), strsignal(signal)}, Blame::machine);
  if (request.memory_limit == 0) return d;
  return hinted(std::move(d), "its memory was limited to {} MiB: perhaps it needed more",
                {std::to_string(request.memory_limit >> 20)});
}

// ---------------------------------------------------------------- starting

/// Numbers 0 to 2 are kept free (they are, when our own standard files were closed): the child's
/// dup2 must not run over another pipe's end.
FileDescriptor above_standard(FileDescriptor file) {
  return file.get() > 2 ? std::move(file) : FileDescriptor(::fcntl(file.get(), F_DUPFD_CLOEXEC, 3));
}

struct Pipe {
  FileDescriptor reader, writer;

  static std::optional<Pipe> make() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
    Pipe pipe{above_standard(FileDescriptor(ends[0])), above_standard(FileDescriptor(ends[1]))};
    if (!pipe.reader || !pipe.writer) return std::nullopt;
    return pipe;
  }
};

/// Everything the child needs, ready before the fork: between fork and exec nothing may allocate.
struct Launch {
  std::string program;
  std::vector<std::string> environment;
  std::vector<char*> argv, envp;
  std::string directory;
  std::size_t memory_limit = 0;
  Pipe in, out, err, failure;  // failure: the child's errno when it could not exec
};

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (const auto& text : texts) out.push_back(const_cast<char*>(text.c_str()));
  out.push_back(nullptr);
  return out;
}

std::string environment_or(const char* name, std::string otherwise) {
  const char* value = std::getenv(name);
  return value && *value ? value : std::move(otherwise);
}

std::vector<std::string> child_environment(const ProcessRequest& request) {
  std::map<std::string, std::string> all = {{"PATH", environment_or("PATH", kDefaultPath)},
                                            {"LANG", "C.UTF-8"}};
  if (auto home = environment_or("HOME", {}); !home.empty()) all["HOME"] = std::move(home);
  for (const auto& [name, value] : request.environment) all[name] = value;
  std::vector<std::string> out;
  for (const auto& [name, value] : all) out.push_back(name + "=" + value);
  return out;
}

bool open_pipes(Launch& launch) {
  for (Pipe* pipe : {&launch.in, &launch.out, &launch.err, &launch.failure}) {
    auto made = Pipe::make();
    if (!made) return false;
    *pipe = std::move(*made);
  }
  return true;
}

void limit(int resource, std::size_t value) {
  const rlimit both{value, value};
  ::setrlimit(static_cast<__rlimit_resource>(resource), &both);
}

/// In the child, after the fork: only calls that are safe there (signal-safety(7)).
[[noreturn]] void become(const Launch& launch) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // Ctrl-C reaches only our own process group
  ::signal(SIGPIPE, SIG_DFL);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  limit(RLIMIT_CORE, 0);
  if (launch.memory_limit > 0 && kMemoryLimitWorks) limit(RLIMIT_AS, launch.memory_limit);
  const bool ready = ::dup2(launch.in.reader.get(), 0) == 0 && ::dup2(launch.out.writer.get(), 1) == 1 &&
                     ::dup2(launch.err.writer.get(), 2) == 2 &&
                     (launch.directory.empty() || ::chdir(launch.directory.c_str()) == 0);
  if (ready) {
    ::close_range(3, ~0u, CLOSE_RANGE_CLOEXEC);  // what other threads opened carelessly
    ::execve(launch.program.c_str(), launch.argv.data(), launch.envp.data());
  }
  const int why = errno;
  [[maybe_unused]] const auto put = ::write(launch.failure.writer.get(), &why, sizeof why);
  ::_exit(127);
}

/// The child borrows our memory until it becomes the program: copying the page tables of hundreds of megabytes, and
/// every page written to after that, costs more than the program's start. No handler of ours may run in it meanwhile.
pid_t started(const Launch& launch) {
  sigset_t all, before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  const pid_t pid = ::vfork();
  if (pid == 0) become(launch);
  const int why = errno;
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = why;
  return pid;
}

/// 0, or the errno of what hindered the child before or at exec.
int start_failure(Launch& launch) {
  launch.failure.writer.close();
  int why = 0;
  ssize_t got = 0;
  do got = ::read(launch.failure.reader.get(), &why, sizeof why);
  while (got < 0 && errno == EINTR);
  return got == sizeof why ? why : 0;
}

// ---------------------------------------------------------------- the running child

/// Writing to a child that has closed its input must give EPIPE, not end this process. The signal is
/// blocked for this thread only, and one that we caused is taken off before the mask goes back.
class SigpipeBlocked {
 public:
  SigpipeBlocked() {
    ::sigemptyset(&pipe_);
    ::sigaddset(&pipe_, SIGPIPE);
    sigset_t pending;
    ::sigpending(&pending);
    was_pending_ = ::sigismember(&pending, SIGPIPE) == 1;
    ::pthread_sigmask(SIG_BLOCK, &pipe_, &old_);
  }
  ~SigpipeBlocked() {
    const timespec now{};
    if (!was_pending_)
      while (::sigtimedwait(&pipe_, nullptr, &now) < 0 && errno == EINTR) {
      }
    ::pthread_sigmask(SIG_SETMASK, &old_, nullptr);
  }

 private:
  sigset_t pipe_, old_;
  bool was_pending_ = false;
};

class Child {
 public:
  Child(pid_t pid, const ProcessRequest& request, Launch& launch)
      : pid_(pid),
        request_(request),
        deadline_(Clock::now() + request.time_limit),
        in_(std::move(launch.in.writer)),
        out_(std::move(launch.out.reader)),
        err_(std::move(launch.err.reader)),
        exit_(::pidfd_open(pid, 0)) {
    for (const auto* file : {&in_, &out_, &err_}) ::fcntl(file->get(), F_SETFL, O_NONBLOCK);
    if (request.input.empty()) in_.close();
  }

  /// Until the child ends or meets a limit; the whole group is dead afterwards.
  Result<ProcessOutput> finish() {
    std::optional<Diagnostic> stopped;
    while (!stopped && !ended()) stopped = step();
    ::kill(-pid_, SIGKILL);  // before waitpid, so that the number cannot be another's yet
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    if (!stopped) stopped = drain();
    if (stopped) return fail(std::move(*stopped));
    if (WIFSIGNALED(status)) return fail(killed(request_, WTERMSIG(status)));
    output_.exit_code = WEXITSTATUS(status);
    return std::move(output_);
  }

 private:
  bool ended() const {
    siginfo_t info{};
    return ::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid == pid_;
  }

  std::optional<Diagnostic> step() {
    const auto left = std::chrono::ceil<milliseconds>(deadline_ - Clock::now());
    if (left <= milliseconds::zero()) return too_long(request_);
    // A closed descriptor is -1, which poll passes over.
    pollfd files[] = {
        {in_.get(), POLLOUT, 0}, {out_.get(), POLLIN, 0}, {err_.get(), POLLIN, 0}, {exit_.get(), POLLIN, 0}};
    const auto wait = exit_ ? std::min(left, milliseconds{60'000}) : std::min(left, kTick);
    if (::poll(files, std::size(files), static_cast<int>(wait.count())) <= 0) return std::nullopt;
    if (files[0].revents) feed();
    if (files[1].revents) return take_output();
    if (files[2].revents) take_errors();
    return std::nullopt;
  }

  void feed() {
    const SigpipeBlocked blocked;
    const auto rest = std::string_view(request_.input).substr(fed_);
    const auto put = ::write(in_.get(), rest.data(), rest.size());
    if (put > 0) fed_ += static_cast<std::size_t>(put);
    const bool later = put < 0 && (errno == EAGAIN || errno == EINTR);
    if ((put < 0 && !later) || fed_ == request_.input.size()) in_.close();
  }

  /// One read; closes the file at its end. Empty also when there is nothing yet.
  std::string_view next(FileDescriptor& file) {
    const auto got = ::read(file.get(), buffer_, sizeof buffer_);
    if (got > 0) return {buffer_, static_cast<std::size_t>(got)};
    if (got == 0 || (errno != EAGAIN && errno != EINTR)) file.close();
    return {};
  }

  std::optional<Diagnostic> take_output() {
    output_.out += next(out_);
    if (output_.out.size() > request_.output_limit) return too_much(request_);
    return std::nullopt;
  }

  std::size_t take_errors() {
    const auto got = next(err_);
    output_.err += got.substr(0, kErrorOutputKept - output_.err.size());
    return got.size();
  }

  /// What lies in the pipes after the end. A child that escaped the group may still hold them open:
  /// only what is there now is read.
  std::optional<Diagnostic> drain() {
    for (std::size_t before = output_.out.size(); out_; before = output_.out.size()) {
      if (auto stopped = take_output()) return stopped;
      if (output_.out.size() == before) break;
    }
    while (err_ && take_errors() > 0) {
    }
    return std::nullopt;
  }

  pid_t pid_;
  const ProcessRequest& request_;
  Clock::time_point deadline_;
  FileDescriptor in_, out_, err_, exit_;
  std::size_t fed_ = 0;
  ProcessOutput output_;
  char buffer_[64u << 10];
};

bool is_executable_file(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) && ::access(path.c_str(), X_OK) == 0;
}

}  // namespace

std::optional<std::string> find_program(const std::string& name) {
  std::error_code ignored;
  if (name.empty()) return std::nullopt;
  if (name.find('/') != std::string::npos) {
    if (!is_executable_file(name)) return std::nullopt;
    return std::filesystem::absolute(name, ignored).string();
  }
  const auto path = environment_or("PATH", kDefaultPath);
  for (std::size_t begin = 0; begin <= path.size();) {
    const auto end = std::min(path.find(':', begin), path.size());
    const auto folder = path.substr(begin, end - begin);
    const auto candidate = (folder.empty() ? "." : folder) + "/" + name;
    if (is_executable_file(candidate)) return std::filesystem::absolute(candidate, ignored).string();
    begin = end + 1;
  }
  return std::nullopt;
}

Result<ProcessOutput> run_process(const ProcessRequest& request) {
  const auto command = command_of(request);
  const auto program = find_program(command);
  if (!program) return fail(not_found(command));
  Launch launch;
  launch.program = *program;
  launch.environment = child_environment(request);
  launch.argv = pointers(request.argv);
  launch.envp = pointers(launch.environment);
  launch.directory = request.directory;
  launch.memory_limit = request.memory_limit;
  if (!open_pipes(launch)) return fail(cannot_start(command, errno));
  const pid_t pid = started(launch);
  if (pid < 0) return fail(cannot_start(command, errno));
  ::setpgid(pid, pid);  // as the child does: whoever comes first
  launch.in.reader.close();
  launch.out.writer.close();
  launch.err.writer.close();
  if (const int why = start_failure(launch)) {
    ::waitpid(pid, nullptr, 0);
    return fail(cannot_start(command, why));
  }
  return Child(pid, request, launch).finish();
}

}  // namespace taqrir::app
