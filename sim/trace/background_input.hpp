// background_input.hpp: a source read ahead on a thread of its own, so that unpacking and simulating overlap.
//
// At most two blocks of 256 KiB are ahead. The bytes, and a fault after them, come in the order in which they were made, so
// nothing that is seen depends on timing. Destroying it stops the thread, also while that waits for a silent pipe.
#pragma once

#include <memory>

#include "trace/input_source.hpp"

namespace thaw {

/// Takes the source over; where no thread can be had the source itself is returned, which gives the same bytes.
std::unique_ptr<InputSource> background_input(std::unique_ptr<InputSource> source);

}  // namespace thaw
