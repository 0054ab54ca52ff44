// column_map.hpp: which cell of a record means what (design note, section 4).
//
// Made once from the header and the scenario's `columns` and `where`; every fault of a header is found at once. What always
// holds: a mapped cell is below `width`, and no two header cells of a name that is used are alike.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "thaw/trace_columns.hpp"
#include "trace/csv_reader.hpp"

namespace thaw {

inline constexpr std::size_t no_column = static_cast<std::size_t>(-1);

/// A condition of `where`: the cell must have exactly this text.
struct CellCondition {
  std::size_t cell;
  std::string column, text;
};

struct ColumnMap {
  std::array<std::size_t, field_names.size()> cells;    // no_column: not there
  std::array<std::string, field_names.size()> headers;  // what the file calls it
  std::array<int, field_names.size()> scales{};         // of the unit that it is in (TraceColumn)
  std::vector<CellCondition> where;
  std::size_t width = 0;  // cells that every record must have

  [[nodiscard]] std::size_t cell(Field field) const { return cells[static_cast<std::size_t>(field)]; }
  [[nodiscard]] bool has(Field field) const { return cell(field) != no_column; }
  [[nodiscard]] const std::string& header(Field field) const { return headers[static_cast<std::size_t>(field)]; }
  [[nodiscard]] int scale(Field field) const { return scales[static_cast<std::size_t>(field)]; }
};

/// What the scenario says of the columns.
struct ColumnRequest {
  std::map<std::string, std::string> columns;  // our name (trace_columns) to the header's
  std::map<std::string, std::string> where;    // header's name to text
  bool function_from_rows = false;             // the source names no function: a `function` column is required
};

/// Reads the header (the next record of `csv`) and maps it. Throws Faults (status 4), all of the header's at once.
ColumnMap map_columns(CsvReader& csv, const ColumnRequest& request);

}  // namespace thaw
