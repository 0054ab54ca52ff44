#include "report/json_writer.hpp"

#include <fmt/format.h>

#include <cmath>

#include "report/decimal_time.hpp"
#include "report/utf8.hpp"
#include "thaw/check.hpp"

namespace thaw {

namespace {

constexpr std::size_t piece = 64 * 1024;

void append_escape(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\r':
      out += "\\r";
      return;
    default:
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out.push_back('"');
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    const char c = text[0];
    if (length == 0) {
      out += "\xEF\xBF\xBD";
    } else if (length == 1 && (static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || c == 0x7F)) {
      append_escape(out, c);
    } else {
      out.append(text.substr(0, length));
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  out.push_back('"');
}

void JsonWriter::break_line() {
  buffer_.push_back('\n');
  buffer_.append(levels_.size(), ' ');
}

void JsonWriter::before_member() {
  Level& level = levels_.back();
  if (!level.empty) buffer_.push_back(',');
  if (level.layout == JsonLayout::lines)
    break_line();
  else if (!level.empty)
    buffer_.push_back(' ');
  level.empty = false;
}

void JsonWriter::before_value() {
  flush_if_full();
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (levels_.empty()) return;
  THAW_CHECK(levels_.back().kind == '[');
  before_member();
}

void JsonWriter::flush_if_full() {
  if (buffer_.size() < piece) return;
  sink_.write(buffer_);
  buffer_.clear();
}

void JsonWriter::begin(char bracket, JsonLayout layout) {
  before_value();
  buffer_.push_back(bracket);
  levels_.push_back({bracket, layout, true});
}

void JsonWriter::end(char bracket) {
  THAW_CHECK(!levels_.empty() && !after_key_ && levels_.back().kind == (bracket == '}' ? '{' : '['));
  const Level level = levels_.back();
  levels_.pop_back();
  if (level.layout == JsonLayout::lines && !level.empty) break_line();
  buffer_.push_back(bracket);
}

void JsonWriter::key(std::string_view name) {
  THAW_CHECK(!levels_.empty() && levels_.back().kind == '{' && !after_key_);
  before_member();
  append_json_string(buffer_, name);
  buffer_ += ": ";
  after_key_ = true;
}

void JsonWriter::string(std::string_view text) {
  before_value();
  append_json_string(buffer_, text);
}

void JsonWriter::whole(std::uint64_t value) {
  before_value();
  append_whole(buffer_, value);
}

void JsonWriter::literal(std::string_view number) {
  before_value();
  buffer_.append(number);
}

void JsonWriter::real(double value) {
  if (!std::isfinite(value)) return null();
  before_value();
  fmt::format_to(std::back_inserter(buffer_), "{}", value);
}

void JsonWriter::boolean(bool value) {
  literal(value ? "true" : "false");
}
void JsonWriter::null() {
  literal("null");
}

void JsonWriter::milliseconds_of(Duration duration) {
  before_value();
  append_ms(buffer_, duration.ns);
}

void JsonWriter::seconds_of(Duration duration) {
  before_value();
  append_seconds(buffer_, duration.ns);
}

void JsonWriter::finish() {
  THAW_CHECK(levels_.empty());
  buffer_.push_back('\n');
  sink_.write(buffer_);
  buffer_.clear();
}

}  // namespace thaw
