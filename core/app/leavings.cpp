// In the handler only calls that are safe there (signal-safety(7)): no memory is asked for, no lock taken.
#include "app/leavings.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>

namespace taqrir::app {

namespace {

constexpr int kDeepest = 32;  // folders within folders; ours have two or three
constexpr std::array kSignals{SIGINT, SIGTERM, SIGHUP};

std::array<std::atomic<const char*>, 64> slots;
static_assert(std::atomic<const char*>::is_always_lock_free);

// As the kernel gives it; glibc's readdir asks for memory.
struct KernelEntry {
  std::uint64_t inode;
  std::int64_t next;
  std::uint16_t length;
  std::uint8_t type;
  char name[1];
};

void remove_at(int folder, const char* name, int depth);

void remove_entries(int folder, int depth) {
  alignas(KernelEntry) char buffer[2048];
  for (;;) {
    const long got = ::syscall(SYS_getdents64, folder, buffer, sizeof buffer);
    if (got <= 0) return;
    for (long at = 0; at < got;) {
      const auto* entry = reinterpret_cast<const KernelEntry*>(buffer + at);
      at += entry->length;
      if (std::strcmp(entry->name, ".") != 0 && std::strcmp(entry->name, "..") != 0)
        remove_at(folder, entry->name, depth + 1);
    }
  }
}

void remove_at(int folder, const char* name, int depth) {
  if (::unlinkat(folder, name, 0) == 0 || depth > kDeepest) return;
  const int inner = ::openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (inner < 0) return;
  remove_entries(inner, depth);
  ::close(inner);
  ::unlinkat(folder, name, AT_REMOVEDIR);
}

void handle(int signal) {
  for (auto& slot : slots)
    if (const char* path = slot.load()) remove_at(AT_FDCWD, path, 0);
  ::raise(signal);  // blocked while the handler runs; its default action comes after (SA_RESETHAND)
}

}  // namespace

Leaving::Leaving(std::string path) : path_(std::move(path)) {
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const char* none = nullptr;
    if (!slots[i].compare_exchange_strong(none, path_.c_str())) continue;
    slot_ = static_cast<int>(i);
    return;
  }
}

Leaving::~Leaving() {
  if (slot_ >= 0) slots[static_cast<std::size_t>(slot_)] = nullptr;
}

void clean_up_on_signals() {
  for (const int signal : kSignals) {
    struct sigaction now {};
    if (::sigaction(signal, nullptr, &now) != 0 || now.sa_handler == SIG_IGN) continue;
    struct sigaction ours {};
    ours.sa_handler = handle;
    ours.sa_flags = SA_RESETHAND;
    for (const int other : kSignals) sigaddset(&ours.sa_mask, other);
    ::sigaction(signal, &ours, nullptr);
  }
}

}  // namespace taqrir::app
