#include "cli/terminal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "cli/usage.hpp"
#include "report/printable.hpp"

namespace thaw {

namespace {

std::string_view environment_value(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

}  // namespace

When when_of(std::string_view option, const std::optional<std::string>& text) {
  if (!text || *text == "auto") return When::automatic;
  if (*text == "always") return When::always;
  if (*text == "never") return When::never;
  throw WrongUsage(fmt::format("option '{}' takes auto, always or never, not '{}'", option, printable(*text, 60)));
}

bool wants_color(When when) {
  if (when != When::automatic) return when == When::always;
  return ::isatty(STDOUT_FILENO) == 1 && environment_value("NO_COLOR").empty() && environment_value("TERM") != "dumb";
}

bool standard_error_is_terminal() {
  return ::isatty(STDERR_FILENO) == 1;
}

bool wants_progress(When when) {
  return when == When::always || (when == When::automatic && standard_error_is_terminal() && environment_value("TERM") != "dumb");
}

bool shows_unicode() {
  if (::isatty(STDOUT_FILENO) != 1) return true;
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    std::string value(environment_value(name));
    if (value.empty()) continue;
    for (char& c : value) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return value.find("utf-8") != std::string::npos || value.find("utf8") != std::string::npos;
  }
  return false;
}

std::size_t page_width() {
  struct winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 100;
  return std::clamp<std::size_t>(size.ws_col, 60, 160);
}

void fill_standard_descriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    // The lowest free number is taken, which is the closed one.
    if (::fcntl(descriptor, F_GETFD) == -1) [[maybe_unused]]
      const int opened = ::open("/dev/null", O_RDWR);  // NOLINT
  }
}

}  // namespace thaw
