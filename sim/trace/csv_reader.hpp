// csv_reader.hpp: records and cells of a CSV file (RFC 4180), where they stand, and no meaning.
//
// Cells are views into the reader's buffer and are valid until the next record. Quoted cells may hold separators, line ends and
// doubled quotes; lines end in LF or CRLF, the last one in nothing if it likes; a byte order mark is skipped. A record is at
// most 1 MiB and 4,096 cells, so memory is bounded whatever the file is. Cost: some 3 ns a cell and
// 0.2 ns a byte.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "thaw/diagnostic.hpp"
#include "trace/decimal_cell.hpp"
#include "trace/input_source.hpp"

namespace thaw {

inline constexpr std::size_t record_bytes_max = std::size_t{1} << 20;
inline constexpr std::size_t columns_max = 4096;

class CsvReader {
 public:
  /// `file` is what diagnostics call it.
  CsvReader(std::unique_ptr<InputSource> source, std::string file);

  /// Before the first record: cells are separated by commas; where the first line has none, by semicolons or tabs, whichever
  /// it has first.
  void choose_separator();
  [[nodiscard]] std::string_view separator_name() const;

  /// Goes to the next record; false at the end. Throws Faults (status 4) if the file cannot be read on or is no CSV.
  bool next() {
    record_ = next_;
    line_ = next_line_;
    if (record_ == end_ && !fill()) return false;
    while (split() == Split::needs_more) fill();
    const std::size_t record_end = record_ + cells_[count_ - 1].end;
    if (record_end > nul_ || record_end - record_ > record_bytes_max) reject_record();
    next_line_ = line_ + lines_within_ + 1;
    return true;
  }

  /// Cells of the record; at least 1.
  [[nodiscard]] std::size_t size() const { return count_; }
  /// A cell without its quotes. For one with doubled quotes the view is valid until the next such call.
  [[nodiscard]] std::string_view cell(std::size_t i) const {
    const Cell& one = cells_[i];
    if (one.escaped) return unescaped(one);
    return {buffer_.data() + record_ + one.begin, one.end - one.begin};
  }
  /// A cell as a number, by the rules of parse_decimal. Quicker where expect_number() was told of the cell.
  [[nodiscard]] DecimalCell number(std::size_t i, int scale) const {
    if (const auto value = scaled(cells_[i].plain, scale)) return {*value, NumberFault::none};
    return parse_decimal(cell(i), scale);
  }
  /// From the next record on, cell `i` is likely to be a plain decimal.
  void expect_number(std::size_t i) { expects_number_[i] = true; }
  /// An empty line. In a file of one column that is an empty cell too, and is passed over all the same.
  [[nodiscard]] bool blank() const { return count_ == 1 && cells_[0].begin == 0 && cells_[0].end == 0; }

  /// Line on which the record starts, from 1; after the end, the line that would come next.
  [[nodiscard]] std::size_t line() const { return line_; }
  /// A fault at a cell of this record (at its end for a cell that it does not have).
  [[nodiscard]] Diagnostic fault_at(std::size_t cell, std::string message, std::string hint) const;
  /// A fault at a line of this file.
  [[nodiscard]] Diagnostic fault_in_line(std::size_t line, std::size_t column, std::string message, std::string hint) const;

 private:
  struct Cell {  // offsets from the record's first byte, quotes left out
    std::uint32_t begin, end;
    bool quoted, escaped;
    PlainDecimal plain;
  };
  enum class Split { whole, needs_more };

  Split split();
  [[gnu::noinline]] Split split_by_other();
  template <char separator>
  Split split_by();
  Split take_quoted(std::size_t& at, Cell& cell);
  template <char separator>
  std::size_t take_number(std::size_t at, PlainDecimal& plain) const;
  bool fill();
  std::size_t read_some();
  void reject_binary(std::size_t begin, std::size_t end);
  [[noreturn]] void reject_record();
  [[noreturn]] void reject_long_record();
  [[nodiscard]] std::string_view unescaped(const Cell& cell) const;
  [[nodiscard]] Diagnostic fault_at_offset(std::size_t offset, std::string message, std::string hint) const;
  [[noreturn]] void stop(Diagnostic diagnostic) const;

  std::unique_ptr<InputSource> source_;
  std::string file_;
  char separator_ = ',';
  std::vector<char> buffer_;  // record_ <= next_ <= end_; buffer_[end_] is a line end that stops every scan
  std::size_t record_ = 0, next_ = 0, end_ = 0;
  std::size_t nul_;  // where the buffer has its first NUL byte
  bool at_end_ = false, started_ = false;
  std::size_t line_ = 0, next_line_ = 1, lines_within_ = 0;
  std::vector<Cell> cells_;
  std::array<bool, columns_max> expects_number_{};
  std::size_t count_ = 0;
  mutable std::string unescaped_;
};

}  // namespace thaw
