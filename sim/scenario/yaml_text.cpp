#include "scenario/yaml_text.hpp"

#include <fmt/format.h>

#include <string>

#include "scenario/quantity.hpp"

namespace thaw {
namespace {

/// Bytes of the UTF-8 character at the front of the text; 0 if it is none (overlong and surrogate forms included).
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto more = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned lead = byte(0);
  if (lead < 0x80U) return 1;
  if (lead >= 0xC2U && lead <= 0xDFU && more(1)) return 2;
  if (lead >= 0xE0U && lead <= 0xEFU && more(1) && more(2)) {
    const bool overlong = lead == 0xE0U && byte(1) < 0xA0U;
    const bool surrogate = lead == 0xEDU && byte(1) > 0x9FU;
    return overlong || surrogate ? 0 : 3;
  }
  if (lead >= 0xF0U && lead <= 0xF4U && more(1) && more(2) && more(3)) {
    const bool overlong = lead == 0xF0U && byte(1) < 0x90U;
    const bool beyond = lead == 0xF4U && byte(1) > 0x8FU;
    return overlong || beyond ? 0 : 4;
  }
  return 0;
}

/// Follows brackets, quotes and comments through a text, one character at a time. yaml-cpp keeps every token of an open
/// bracket in memory until it is closed, so a deep or endless one has to be refused before it sees it.
class BracketScan {
 public:
  void take(char c) {
    const bool at_front = std::string_view(" \t\n[{,:-").find(previous_) != std::string_view::npos;
    const bool blank_before = previous_ == ' ' || previous_ == '\t' || previous_ == '\n';
    const char before = std::exchange(previous_, c);
    if (c == '\n') comment_ = false;
    if (comment_) return;
    if (quote_ != 0) {
      const bool escaped = std::exchange(escaped_, quote_ == '"' && c == '\\' && !escaped_);
      if (c == quote_ && !escaped) quote_ = 0;
      return;
    }
    if (c == '#' && blank_before) comment_ = true;
    // '' within a quoted text closes it and opens it again.
    if ((c == '"' || c == '\'') && (at_front || before == c)) quote_ = c;
    const bool opens = (c == '[' || c == '{') && (at_front || depth_ > 0);
    if (opens) ++depth_;
    if ((c == ']' || c == '}') && depth_ > 0) --depth_;
    if (opens || (c == ',' && depth_ > 0)) ++values_;
  }

  [[nodiscard]] bool too_deep() const { return depth_ > max_depth; }
  [[nodiscard]] bool too_many() const { return values_ > max_nodes; }

 private:
  char previous_ = '\n';
  char quote_ = 0;
  bool escaped_ = false;
  bool comment_ = false;
  std::size_t depth_ = 0;
  std::size_t values_ = 0;  // that brackets and commas begin
};

}  // namespace

Place moved(const Place& origin, std::size_t line, std::size_t column) {
  Place place = origin;
  place.line += line;
  place.column = line == 0 ? origin.column + column : column + 1;
  return place;
}

void add_too_deep(const Place& place, FaultList& faults) {
  faults.add(place, fmt::format("nested deeper than {} levels", max_depth), "a scenario needs fewer than ten");
}

void add_too_many(const Place& place, FaultList& faults) {
  faults.add(place, fmt::format("more than {} values", max_nodes), "many equal functions are written once, with `count:`");
}

bool is_clean_text(std::string_view text, const Place& origin, FaultList& faults) {
  std::size_t line = 0;
  std::size_t line_start = 0;
  bool indentation = true;
  bool clean = true;
  BracketScan brackets;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    const auto place = [&] { return moved(origin, line, i - line_start); };
    const std::size_t length = utf8_length(text.substr(i));
    const bool line_end = c == '\n' || (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n');
    const bool control = (static_cast<unsigned char>(c) < 0x20U && c != '\t' && !line_end) || c == '\x7f';
    if (length == 0 || control) {
      faults.add(place(), fmt::format("not a text file: byte 0x{:02x}", static_cast<unsigned char>(c)),
                 "a scenario is YAML text in UTF-8");
      return false;
    }
    if (c == '\t' && indentation) {
      faults.add(place(), "a tab in the indentation", "YAML is indented by spaces");
      indentation = false;
      clean = false;
    }
    if (c != ' ' && c != '\t') indentation = false;
    brackets.take(c);
    if (brackets.too_deep() || brackets.too_many()) {
      brackets.too_deep() ? add_too_deep(place(), faults) : add_too_many(place(), faults);
      return false;
    }
    i += length;
    if (c == '\n') {
      ++line;
      line_start = i;
      indentation = true;
    }
  }
  return clean;
}

}  // namespace thaw
