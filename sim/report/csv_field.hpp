// csv_field.hpp: one field of a CSV file by RFC 4180: quoted only where it has to be.
//
// A name from outside may look like a formula, which a spreadsheet would work out, with all that a formula can reach; such a
// name gets an apostrophe in front and is text. Numbers of ours are never names, so -1.5 stays a number.
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

/// A name from outside.
inline void append_csv_name(std::string& out, std::string_view name) {
  const bool formula = !name.empty() && std::string_view("=+-@\t\r").find(name.front()) != std::string_view::npos;
  append_csv_field(out, formula ? "'" + std::string(name) : std::string(name));
}

}  // namespace thaw
