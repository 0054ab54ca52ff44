#include "report/table.hpp"

#include <algorithm>
#include <utility>

#include "report/printable.hpp"
#include "thaw/check.hpp"

namespace thaw {

void Table::row(std::vector<std::string> cells) {
  THAW_CHECK(cells.size() <= columns_.size());
  cells.resize(columns_.size());
  rows_.push_back(std::move(cells));
}

std::string Table::text() const {
  std::vector<std::size_t> widths(columns_.size(), 0);
  for (const auto& cells : rows_) {
    for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], columns_of(cells[i]));
  }
  std::string text;
  for (const auto& cells : rows_) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (widths[i] == 0) continue;
      const std::string padding(widths[i] - columns_of(cells[i]), ' ');
      text += columns_[i] == Align::left ? "  " + cells[i] + padding : "  " + padding + cells[i];
    }
    text.erase(text.find_last_not_of(' ') + 1);
    text.push_back('\n');
  }
  return text;
}

}  // namespace thaw
