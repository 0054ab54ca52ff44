// csv_field.hpp: one field of a CSV file by RFC 4180: quoted only where it has to be.
#pragma once

#include <string>
#include <string_view>

namespace thaw {

inline void append_csv_field(std::string& out, std::string_view text) {
  const bool plain = text.find_first_of(",\"\r\n") == std::string_view::npos && !text.starts_with(' ') && !text.ends_with(' ');
  if (plain) {
    out.append(text);
    return;
  }
  out.push_back('"');
  for (const char c : text) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  out.push_back('"');
}

}  // namespace thaw
