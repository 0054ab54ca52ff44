// table.hpp: columns of text, aligned, for a terminal.
#pragma once

#include <string>
#include <vector>

#include "report/document.hpp"

namespace thaw {

class Table {
 public:
  explicit Table(std::vector<Align> columns) : columns_(std::move(columns)) {}

  /// Missing cells at the end are empty. Cells are printable (printable.hpp).
  void row(std::vector<std::string> cells);
  /// A line per row, without line feeds: each indented by two blanks, two blanks between columns, none at the end.
  [[nodiscard]] std::vector<std::string> lines() const;
  /// The same, each line with its line feed.
  [[nodiscard]] std::string text() const;

 private:
  std::vector<Align> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace thaw
