// terminal.hpp: what standard output and standard error are connected to, and what the user wants of colour.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace thaw {

enum class When { automatic, always, never };

/// "auto", "always" or "never"; throws WrongUsage naming the option.
When when_of(std::string_view option, const std::optional<std::string>& text);

/// Bold, dim and red: `auto` means a terminal, NO_COLOR not set, TERM not "dumb".
bool wants_color(When when);
/// A progress line: `auto` means that standard error is a terminal, TERM not "dumb".
bool wants_progress(When when);
bool standard_error_is_terminal();

/// False on a terminal whose locale (LC_ALL, else LC_CTYPE, else LANG) is not UTF-8. Where standard output is none the locale
/// does not matter, so that the same run gives the same bytes.
bool shows_unicode();

/// Columns of the terminal, from 60 to 160; 100 where standard output is none.
std::size_t page_width();

/// Opens /dev/null for descriptors 0 to 2 that are closed, so that no file of ours gets their number.
void fill_standard_descriptors();

}  // namespace thaw
