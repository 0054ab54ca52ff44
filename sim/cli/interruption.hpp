// interruption.hpp: Ctrl-C and `kill` as a flag that a run looks at.
//
// The first SIGINT or SIGTERM sets the flag, and the run ends at its next block with a partial result; the second ends the
// process at once, without leaving temporary files. SIGPIPE and SIGXFSZ (a file
// larger than allowed) are ignored: writing tells.
#pragma once

#include <atomic>

namespace thaw {

void watch_signals();

/// True once a signal has come.
const std::atomic<bool>& stop_requested();

/// 128 + the number of the signal that came (130, 143); 0 if none did.
int interrupted_status();

}  // namespace thaw
