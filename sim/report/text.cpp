#include "report/text.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "report/ascii.hpp"
#include "report/human_number.hpp"
#include "report/sparkline.hpp"
#include "report/table.hpp"
#include "report/wrapped.hpp"

namespace thaw {

namespace {

constexpr std::string_view bold = "1", dim = "2", red = "31";

std::string_view escape_of(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return "";
    case Tone::dim:
      return dim;
    case Tone::alarm:
      return red;
  }
  return "";
}

class Page {
 public:
  Page(const TextStyle& style, ByteSink& sink) : style_(style), sink_(sink) {}

  void line(std::string_view text, std::string_view escape = "") {
    const std::string shown = style_.ascii ? ascii_of(text) : std::string(text);
    if (style_.color && !escape.empty() && !shown.empty())
      sink_.write("\x1b[" + std::string(escape) + "m" + shown + "\x1b[0m\n");
    else
      sink_.write(shown + "\n");
  }
  void paragraph(std::string_view text, std::string_view first, std::string_view rest, std::string_view escape) {
    const std::string lines = wrapped(text, style_.width, first, rest);
    for (std::size_t begin = 0; begin < lines.size();) {
      const std::size_t end = lines.find('\n', begin);
      line(std::string_view(lines).substr(begin, end - begin), escape);
      begin = end + 1;
    }
  }
  [[nodiscard]] std::size_t width() const { return style_.width; }

 private:
  TextStyle style_;
  ByteSink& sink_;
};

void write_block(Page& page, const Paragraph& paragraph) {
  page.paragraph(paragraph.text.text(), "  ", "  ", escape_of(paragraph.tone));
}

void write_block(Page& page, const Listing& listing) {
  for (const Prose& item : listing.items) page.paragraph(item.text(), "  ", "    ", escape_of(listing.tone));
}

void write_block(Page& page, const Curves& curves) {
  std::size_t label_columns = 0, top_columns = 0;
  for (const Curves::Curve& curve : curves.curves) label_columns = std::max(label_columns, columns_of(curve.label));
  for (const Sparkline& line : sparklines_of(curves, 1).lines) top_columns = std::max(top_columns, with_thousands(line.top).size());
  constexpr std::string_view up_to = "up to ";
  const std::size_t taken = 2 + label_columns + 2 + 2 + up_to.size() + top_columns;
  const Sparklines drawn = sparklines_of(curves, page.width() > taken + 10 ? page.width() - taken : 10);
  Table table({Align::left, Align::left, Align::left});
  for (const Sparkline& line : drawn.lines) table.row({line.label, line.marks, std::string(up_to) + with_thousands(line.top)});
  for (const std::string& line : table.lines()) page.line(line);
  page.paragraph(legend_of(drawn), "  ", "  ", dim);
}

// A part of a grid as it is printed; `tones` has one per line.
struct Lines {
  std::vector<std::string> lines;
  std::vector<Tone> tones;
};

std::string cell_of(const Grid& grid, const GridRow& row, std::size_t column) {
  const std::string text = column < row.cells.size() ? row.cells[column].text() : std::string();
  return text.empty() ? text : grid.columns[column].sign + text;
}

std::vector<std::size_t> columns_from(std::size_t first, std::size_t end) {
  std::vector<std::size_t> columns;
  for (std::size_t column = first; column < end; ++column) columns.push_back(column);
  return columns;
}

// The given columns, aligned.
Lines lines_of(const Grid& grid, const std::vector<std::size_t>& columns) {
  std::vector<Align> aligns;
  std::vector<std::string> heads;
  for (const std::size_t column : columns) {
    aligns.push_back(grid.columns[column].align);
    heads.push_back(grid.columns[column].head);
  }
  Table table(aligns);
  Lines result;
  if (grid.head_in_text) {
    table.row(heads);
    result.tones.push_back(Tone::plain);
  }
  for (const GridRow& row : grid.rows) {
    std::vector<std::string> cells;
    for (const std::size_t column : columns) cells.push_back(cell_of(grid, row, column));
    table.row(std::move(cells));
    result.tones.push_back(row.tone);
  }
  result.lines = table.lines();
  return result;
}

bool fits(const Lines& lines, std::size_t width) {
  return std::all_of(lines.lines.begin(), lines.lines.end(),
                     [width](const std::string& line) { return columns_of(line) <= width; });
}

void write_lines(Page& page, const Lines& lines) {
  for (std::size_t i = 0; i < lines.lines.size(); ++i) page.line(lines.lines[i], escape_of(lines.tones[i]));
}

// As many columns beside each other as fit, the first one before each group.
void write_split(Page& page, const Grid& grid) {
  for (std::size_t begin = 1; begin < grid.columns.size();) {
    std::vector<std::size_t> columns = {0, begin};
    for (std::size_t end = begin + 1; end < grid.columns.size(); ++end) {
      columns.push_back(end);
      if (fits(lines_of(grid, columns), page.width())) continue;
      columns.pop_back();
      break;
    }
    write_lines(page, lines_of(grid, columns));
    begin = columns.back() + 1;
  }
}

// What the first column says on a line of its own wherever it changes, the other columns below it.
void write_stacked(Page& page, const Grid& grid) {
  const Lines lines = lines_of(grid, columns_from(1, grid.columns.size()));
  const std::size_t head = grid.head_in_text ? 1 : 0;
  if (head == 1) page.line(lines.lines[0]);
  std::string before;
  for (std::size_t i = 0; i < grid.rows.size(); ++i) {
    const std::string first = cell_of(grid, grid.rows[i], 0);
    const std::string_view escape = escape_of(grid.rows[i].tone);
    std::string line = "  " + lines.lines[head + i];
    const std::string label = "  " + first;
    const bool beside = line.find_first_not_of(' ') != std::string::npos && line.find_first_not_of(' ') >= columns_of(label) + 2;
    if (beside)
      line.replace(0, columns_of(label), label);  // as before a sum, which has nothing but its amount
    else if (first != before)
      page.line(label, escape);
    before = first;
    if (line.size() > 2) page.line(line, escape);
  }
}

void write_wrapped(Page& page, const Grid& grid) {
  const Lines before = lines_of(grid, columns_from(0, grid.columns.size() - 1));
  std::size_t prefix = 0;
  for (const std::string& line : before.lines) prefix = std::max(prefix, columns_of(line) + 2);
  const std::size_t head = grid.head_in_text ? 1 : 0;
  for (std::size_t i = 0; i < before.lines.size(); ++i) {
    const std::string last = i < head ? grid.columns.back().head : cell_of(grid, grid.rows[i - head], grid.columns.size() - 1);
    const std::string_view escape = escape_of(before.tones[i]);
    if (last.empty()) {
      page.line(before.lines[i], escape);
      continue;
    }
    const std::string padding(prefix - columns_of(before.lines[i]), ' ');
    page.paragraph(last, before.lines[i] + padding, std::string(prefix, ' '), escape);
  }
}

void write_block(Page& page, const Grid& grid) {
  const Lines whole = lines_of(grid, columns_from(0, grid.columns.size()));
  if (fits(whole, page.width()) || grid.columns.size() < 2) return write_lines(page, whole);
  if (!grid.shorter.empty()) return write_block(page, Grid{grid.columns, grid.shorter, grid.head_in_text, grid.narrow});
  switch (grid.narrow) {
    case Narrow::split:
      return write_split(page, grid);
    case Narrow::stack:
      return write_stacked(page, grid);
    case Narrow::wrap:
      return write_wrapped(page, grid);
  }
}

}  // namespace

void write_text(const Document& document, const TextStyle& style, ByteSink& sink) {
  Page page(style, sink);
  page.paragraph(document.title.text() + ": " + document.subtitle.text(), "", "", bold);
  page.line("");
  for (const Paragraph& sentence : document.answer) page.paragraph(sentence.text.text(), "", "", escape_of(sentence.tone));
  for (const Section& section : document.sections) {
    if (section.blocks.empty()) continue;
    page.line("");
    page.paragraph(section.heading.text(), "", "", bold);
    for (const Block& block : section.blocks) std::visit([&page](const auto& b) { write_block(page, b); }, block);
  }
}

}  // namespace thaw
