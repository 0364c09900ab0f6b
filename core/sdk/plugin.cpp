#include "sdk/plugin.hpp"

#include <cstring>
#include <exception>

namespace taqrir {

namespace {

void copy(const char* text, char* to, std::size_t size) noexcept {
  if (size == 0) return;
  std::strncpy(to, text, size - 1);
  to[size - 1] = '\0';
}

}  // namespace

bool guarded_registration(void (*body)(Registrar&), Registrar& registrar, char* message,
                          std::size_t message_size) noexcept {
  try {
    body(registrar);
    return true;
  } catch (const std::exception& e) {
    copy(e.what(), message, message_size);
  } catch (...) {
    copy("something that is no std::exception", message, message_size);
  }
  return false;
}

}  // namespace taqrir
