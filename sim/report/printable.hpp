// printable.hpp: names from outside as a terminal may show them.
//
// Control characters and bytes that are not UTF-8 become escapes like \x1b, so that a hostile name can neither move the
// cursor nor break a table; too long a name is cut with an ellipsis. Widths count characters, one column each.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace thaw {

std::string printable(std::string_view text, std::size_t columns_max = 200);
/// Columns that a printable text takes.
std::size_t columns_of(std::string_view text);

}  // namespace thaw
