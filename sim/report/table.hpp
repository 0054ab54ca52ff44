// table.hpp: columns of text, aligned, for the text report.
#pragma once

#include <string>
#include <vector>

namespace thaw {

enum class Align { left, right };

class Table {
 public:
  explicit Table(std::vector<Align> columns) : columns_(std::move(columns)) {}

  /// Missing cells at the end are empty. Cells are printable (printable.hpp).
  void row(std::vector<std::string> cells);
  /// Each line indented by two blanks, two blanks between columns, none at the end of a line.
  [[nodiscard]] std::string text() const;

 private:
  std::vector<Align> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace thaw
