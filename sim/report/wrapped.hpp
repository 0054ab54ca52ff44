// wrapped.hpp: a paragraph broken at blanks into lines of at most a width.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace thaw {

/// A number and its unit stay together. Every line begins with `first` or, after the first one, `rest` (as `first` if not given)
/// and ends with a line feed. A single word that is too long stays whole.
std::string wrapped(std::string_view text, std::size_t width, std::string_view first, std::string_view rest);
inline std::string wrapped(std::string_view text, std::size_t width, std::string_view indent) {
  return wrapped(text, width, indent, indent);
}

}  // namespace thaw
