// json_writer.hpp: writes JSON in the order in which it is told.
//
// What comes out is valid JSON in UTF-8 whatever the names hold (bytes that are not UTF-8 become U+FFFD), does not depend
// on the locale, and is the same bytes on every machine. Commas and line breaks are the writer's; misuse (a value where a
// key must stand) is a broken invariant. Buffered, some 64 KiB at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/byte_sink.hpp"
#include "thaw/time.hpp"

namespace thaw {

/// `lines` puts each member on a line of its own, `compact` all on one.
enum class JsonLayout : std::uint8_t { lines, compact };

class JsonWriter {
 public:
  explicit JsonWriter(ByteSink& sink) : sink_(sink) {}

  void begin_object(JsonLayout layout = JsonLayout::compact) { begin('{', layout); }
  void end_object() { end('}'); }
  void begin_array(JsonLayout layout = JsonLayout::compact) { begin('[', layout); }
  void end_array() { end(']'); }
  void key(std::string_view name);

  void string(std::string_view text);
  void whole(std::uint64_t value);
  /// A number that is already text, such as an exact decimal.
  void literal(std::string_view number);
  /// Shortest text that reads back as the same double; null where it is not finite.
  void real(double value);
  void boolean(bool value);
  void null();
  void milliseconds_of(Duration duration);
  void seconds_of(Duration duration);

  /// Ends the text with a line feed and hands over what is left.
  void finish();

 private:
  struct Level {
    char kind;
    JsonLayout layout;
    bool empty;
  };

  void begin(char bracket, JsonLayout layout);
  void end(char bracket);
  void before_value();
  void before_member();
  void break_line();
  void flush_if_full();

  ByteSink& sink_;
  std::string buffer_;
  std::vector<Level> levels_;
  bool after_key_ = false;
};

/// Appends text in quotes with JSON's escapes; what is not UTF-8 becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);

}  // namespace thaw
