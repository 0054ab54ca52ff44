// temporary_register.hpp: the temporary files that exist right now, so that a signal handler can remove them.
//
// A fixed table of plain characters, since a handler may neither lock nor allocate. A file that does not fit into the table
// (more than 16 at once, or a path of more than 4,095 bytes) would only stay behind when the process is killed.
#pragma once

#include <string>

namespace thaw {

void register_temporary(const std::string& path) noexcept;
void forget_temporary(const std::string& path) noexcept;

}  // namespace thaw
