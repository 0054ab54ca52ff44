#include "trace/csv_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>

namespace thaw {
namespace {

constexpr std::size_t block_bytes = 256 * 1024;
constexpr std::size_t padding_bytes = 16;  // a scan reads whole words, also beyond the last byte
constexpr std::size_t excerpt_chars = 160;

/// The highest bit of each byte of `word` that equals `c`. Bytes above the first match may be marked wrongly, which does not
/// matter to who wants the first.
constexpr std::uint64_t matches(std::uint64_t word, char c) {
  constexpr std::uint64_t ones = 0x0101010101010101;
  const std::uint64_t x = word ^ (ones * static_cast<unsigned char>(c));
  return (x - ones) & ~x & (ones << 7U);
}

/// The first separator or line end at or after `at`; there is one.
template <char separator>
std::size_t find_separator(const char* data, std::size_t at) {
  if constexpr (std::endian::native == std::endian::little) {
    for (;; at += sizeof(std::uint64_t)) {
      std::uint64_t word = 0;
      std::memcpy(&word, data + at, sizeof word);
      const std::uint64_t found = matches(word, separator) | matches(word, '\n');
      if (found != 0) return at + static_cast<std::size_t>(std::countr_zero(found)) / 8;
    }
  } else {
    while (data[at] != separator && data[at] != '\n') ++at;
    return at;
  }
}

/// Control characters that no text has; a NUL byte is reported by its own place.
bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 && c != '\0' && c != '\t' && c != '\n' && c != '\r' && c != '\f';
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

CsvReader::CsvReader(std::unique_ptr<InputSource> source, std::string file)
    : source_(std::move(source)),
      file_(std::move(file)),
      buffer_(block_bytes + padding_bytes),
      nul_(std::string::npos),
      cells_(columns_max) {
  buffer_[0] = '\n';
}

/// Finds the cells of the record at record_, and next_ behind it.
template <char separator>
inline CsvReader::Split CsvReader::split_by() {
  lines_within_ = 0;
  count_ = 0;
  const char* const data = buffer_.data();
  Cell* const cells = cells_.data();
  std::size_t count = 0;
  for (std::size_t at = record_;; ++at) {
    if (count == columns_max) {
      stop(fault_at_offset(at - record_, fmt::format("more than {} cells in one line", columns_max), ""));
    }
    if (data[at] == '"') {
      std::size_t behind = at;  // apart, so that `at` itself can stay in a register
      if (take_quoted(behind, cells[count]) == Split::needs_more) return Split::needs_more;
      at = behind;
    } else {
      const std::size_t begin = at;
      PlainDecimal plain;
      at = expects_number_[count] ? take_number<separator>(at, plain) : find_separator<separator>(data, at);
      cells[count] = {static_cast<std::uint32_t>(begin - record_), static_cast<std::uint32_t>(at - record_), false, false, plain};
    }
    ++count;
    if (data[at] == separator) continue;
    if (at >= end_ && !at_end_) return Split::needs_more;
    Cell& last = cells[count - 1];
    if (!last.quoted && last.end > last.begin && data[at - 1] == '\r') --last.end;
    next_ = std::min(at + 1, end_);
    count_ = count;
    return Split::whole;
  }
}

CsvReader::Split CsvReader::split() {
  if (separator_ != ',') [[unlikely]]
    return split_by_other();
  return split_by<','>();
}

/// Out of line, so that commas pay nothing for it.
CsvReader::Split CsvReader::split_by_other() {
  return separator_ == ';' ? split_by<';'>() : split_by<'\t'>();
}

/// From the first character of a cell to its separator, taking digits on the way. What is no plain decimal of at most 18
/// digits is left to parse_decimal.
template <char separator>
inline std::size_t CsvReader::take_number(std::size_t at, PlainDecimal& plain) const {
  const char* const data = buffer_.data();
  const auto digit = [data](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(data[i])) - '0'; };
  const std::size_t begin = at;
  std::uint64_t digits = 0;
  for (unsigned d = 0; (d = digit(at)) < 10; ++at) digits = digits * 10 + d;
  const std::size_t point = at;
  if (data[at] == '.' && at != begin) {
    for (unsigned d = 0; (d = digit(++at)) < 10;) digits = digits * 10 + d;
  }
  const bool ends = data[at] == separator || data[at] == '\n' || (data[at] == '\r' && data[at + 1] == '\n');
  if (!ends || at == begin || at - begin > 18) return find_separator<separator>(data, at);
  plain = {static_cast<std::int64_t>(digits), at == point ? 0 : static_cast<std::int32_t>(at - point - 1)};
  return data[at] == '\r' ? at + 1 : at;
}

/// From an opening quote to the separator after the closing one. A doubled quote stands for one.
CsvReader::Split CsvReader::take_quoted(std::size_t& at, Cell& cell) {
  const char* const data = buffer_.data();
  const std::size_t begin = at + 1;
  bool escaped = false;
  std::size_t quote = begin;
  for (;; quote += 2) {
    const void* found = quote < end_ ? std::memchr(data + quote, '"', end_ - quote) : nullptr;
    if (found == nullptr) {
      if (!at_end_) return Split::needs_more;
      stop(fault_at_offset(at - record_, "a quote is opened here and never closed", "write a quote inside quotes as two: \"\""));
    }
    quote = static_cast<std::size_t>(static_cast<const char*>(found) - data);
    if (quote + 1 >= end_ && !at_end_) return Split::needs_more;
    if (data[quote + 1] != '"') break;
    escaped = true;
  }
  lines_within_ += static_cast<std::size_t>(std::count(data + begin, data + quote, '\n'));
  cell = {static_cast<std::uint32_t>(begin - record_), static_cast<std::uint32_t>(quote - record_), true, escaped, {}};
  at = quote + 1;
  if (data[at] == '\r' && at < end_) {
    if (at + 1 >= end_ && !at_end_) return Split::needs_more;
    if (data[at + 1] == '\n') ++at;
  }
  if (data[at] == separator_ || data[at] == '\n') return Split::whole;
  stop(fault_at_offset(at - record_, fmt::format("expected a {} or the end of the line after the closing quote", separator_name()),
                       "write a quote inside quotes as two: \"\""));
}

void CsvReader::choose_separator() {
  line_ = next_line_;
  bool quoted = false, may_open = true;  // a quote opens at the start of a cell; a doubled one closes and opens again
  std::optional<char> other;
  for (std::size_t looked_at = 0;; ++looked_at) {  // from record_ on, which moves when more is read
    if (record_ + looked_at == end_ && (!fill() || record_ + looked_at == end_)) break;
    const char c = buffer_[record_ + looked_at];
    if (quoted) {
      quoted = c != '"';
      may_open = true;
      continue;
    }
    if (c == '\n') break;
    if (c == ',') return;
    const bool separates = c == ';' || c == '\t';
    if (separates && !other) other = c;
    quoted = may_open && c == '"';
    may_open = separates;
  }
  separator_ = other.value_or(',');
}

std::string_view CsvReader::separator_name() const {
  return separator_ == ',' ? "comma" : separator_ == ';' ? "semicolon" : "tab";
}

/// Brings more bytes behind those of the record. False if there are no more and no record is begun.
bool CsvReader::fill() {
  if (at_end_) return record_ < end_;
  if (end_ - record_ > record_bytes_max) reject_long_record();
  std::memmove(buffer_.data(), buffer_.data() + record_, end_ - record_);
  if (nul_ != std::string::npos) nul_ -= std::min(nul_, record_);
  end_ -= record_;
  next_ = record_ = 0;
  buffer_.resize(end_ + block_bytes + padding_bytes);
  const std::size_t count = read_some();
  const std::size_t begin = end_;
  end_ += count;
  buffer_[end_] = '\n';
  at_end_ = count == 0;
  if (count != 0) reject_binary(begin, end_);
  return record_ < end_;
}

std::size_t CsvReader::read_some() {
  try {
    return source_->read(std::span(buffer_).subspan(end_, block_bytes));
  } catch (const InputFault& fault) {
    // The bytes before the fault have been read as records, so the place is where the next byte would have stood.
    stop(fault_in_line(line_ + lines_within_, 1, fault.message(), fault.hint()));
  }
}

/// Notes the first NUL byte, which is reported when its line comes; a file that begins with control characters is refused.
void CsvReader::reject_binary(std::size_t begin, std::size_t end) {
  if (nul_ == std::string::npos) {
    const void* found = std::memchr(buffer_.data() + begin, '\0', end - begin);
    if (found != nullptr) nul_ = static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data());
  }
  if (started_) return;
  started_ = true;
  const std::size_t looked_at = std::min<std::size_t>(end - begin, 4096);
  const auto first = buffer_.begin() + static_cast<std::ptrdiff_t>(begin);
  const auto odd = static_cast<std::size_t>(std::count_if(first, first + static_cast<std::ptrdiff_t>(looked_at), is_control));
  if (odd * 10 > looked_at) stop(fault_in_line(1, 1, "this is a binary file, expected a CSV file in UTF-8", ""));
  if (std::string_view(buffer_.data(), end).starts_with("\xEF\xBB\xBF")) next_ = record_ = 3;
}

void CsvReader::reject_record() {
  if (nul_ >= next_) reject_long_record();
  stop(fault_at_offset(nul_ - record_, "a NUL byte: this is a binary file, expected a CSV file in UTF-8", ""));
}

void CsvReader::reject_long_record() {
  stop(fault_in_line(line_, 1, fmt::format("a line of more than {} bytes, expected a CSV file", record_bytes_max),
                     buffer_[record_] == '"' || std::memchr(buffer_.data() + record_, '"', end_ - record_) != nullptr
                         ? "is a quote opened here and never closed?"
                         : ""));
}

std::string_view CsvReader::unescaped(const Cell& cell) const {
  unescaped_.clear();
  const char* const data = buffer_.data() + record_;
  for (std::size_t i = cell.begin; i < cell.end; ++i) {
    unescaped_ += data[i];
    if (data[i] == '"') ++i;
  }
  return unescaped_;
}

Diagnostic CsvReader::fault_at(std::size_t cell, std::string message, std::string hint) const {
  const bool there = cell < count_;
  const Cell& one = cells_[there ? cell : count_ - 1];
  const std::size_t offset = there ? one.begin - (one.quoted ? 1U : 0U) : one.end + (one.quoted ? 1U : 0U);
  return fault_at_offset(offset, std::move(message), std::move(hint));
}

Diagnostic CsvReader::fault_in_line(std::size_t line, std::size_t column, std::string message, std::string hint) const {
  return {file_, line, column, std::move(message), std::move(hint), ""};
}

/// The line and the column of a byte of this record; the excerpt is left out where the column would be beyond it.
Diagnostic CsvReader::fault_at_offset(std::size_t offset, std::string message, std::string hint) const {
  const std::string_view record(buffer_.data() + record_, end_ - record_);
  const std::string_view before = record.substr(0, offset);
  const auto above = static_cast<std::size_t>(std::ranges::count(before, '\n'));
  const std::size_t line_begin = above == 0 ? 0 : before.rfind('\n') + 1;
  Diagnostic diagnostic =
      fault_in_line(line_ + above, characters(before.substr(line_begin)) + 1, std::move(message), std::move(hint));
  std::string_view excerpt = record.substr(line_begin, record.find('\n', line_begin) - line_begin);
  if (!excerpt.empty() && excerpt.back() == '\r') excerpt.remove_suffix(1);
  if (diagnostic.column > excerpt_chars) return diagnostic;
  std::size_t end = std::min(excerpt.size(), excerpt_chars);
  while (end < excerpt.size() && end > 0 && (static_cast<unsigned char>(excerpt[end]) & 0xC0U) == 0x80U) --end;
  diagnostic.excerpt = std::string(excerpt.substr(0, end));
  return diagnostic;
}

void CsvReader::stop(Diagnostic diagnostic) const {
  throw Faults(ExitStatus::trace, std::move(diagnostic));
}

}  // namespace thaw
