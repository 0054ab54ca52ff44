// check.hpp: a broken invariant of ours stops the program, in release builds too.
//
// THAW_CHECK(condition) throws BrokenInvariant, which nothing but main catches (exit status 70). It is never used for a
// fault in the user's data: that is a Diagnostic (diagnostic.hpp). A check that holds costs one predicted branch.
#pragma once

#include <stdexcept>

namespace thaw {

/// A bug of ours, found at run time. The text names the condition, the file and the line.
class BrokenInvariant : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Throws BrokenInvariant; apart from the macro so that the message is built off the hot path.
[[noreturn]] void broken_invariant(const char* condition, const char* file, int line);

}  // namespace thaw

#define THAW_CHECK(condition) ((condition) ? static_cast<void>(0) : ::thaw::broken_invariant(#condition, __FILE__, __LINE__))
