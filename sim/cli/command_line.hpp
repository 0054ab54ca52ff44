// command_line.hpp: the whole of the command line, from its words to the exit status.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace thaw {

/// Does what the words (without the program's name) ask for; messages go to standard error. Statuses: diagnostic.hpp's
/// ExitStatus, and 130 or 143 after a signal. Never throws.
int obey(const std::vector<std::string>& words) noexcept;

/// What `deed` returns, or the status of what it throws, told on standard error.
int guarded(const std::function<int()>& deed) noexcept;

}  // namespace thaw
