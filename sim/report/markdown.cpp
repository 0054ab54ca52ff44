#include "report/markdown.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "report/human_number.hpp"
#include "report/sparkline.hpp"

namespace thaw {

namespace {

constexpr std::size_t curve_columns = 60;

// A numeric reference means the same to every reader, in a table too, where a backslash before a bar does not always.
void append_reference(std::string& out, char c) {
  out += fmt::format("&#{};", static_cast<unsigned>(static_cast<unsigned char>(c)));
}

bool is_one_of(char c, std::string_view characters) {
  return characters.find(c) != std::string_view::npos;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_one_of(c, "|<>&@"))
      append_reference(out, c);
    else if (is_one_of(c, "\\`*_[]~$#!"))
      (out += '\\') += c;
    else
      out += c;
  }
  return out;
}

// A code span where the name cannot end it; else the same by a tag, with every mark as a reference.
std::string code(std::string_view name) {
  const bool simple = name.find_first_of("`|\\") == std::string_view::npos && !name.starts_with(' ') && !name.ends_with(' ');
  if (simple) return fmt::format("`{}`", name);
  std::string out = "<code>";
  for (const char c : name) {
    const bool mark = (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
    if (mark)
      append_reference(out, c);
    else
      out += c;
  }
  return out + "</code>";
}

std::string markdown_of(const Prose& prose) {
  std::string out;
  for (const Stretch& stretch : prose.stretches()) out += stretch.name ? code(stretch.text) : escaped(stretch.text);
  return out;
}

void write_block(ByteSink& sink, const Paragraph& paragraph) {
  const std::string text = markdown_of(paragraph.text);
  sink.write("\n" + (paragraph.tone == Tone::alarm ? "**" + text + "**" : text) + "\n");
}

void write_block(ByteSink& sink, const Listing& listing) {
  std::string text;
  for (const Prose& item : listing.items) text += "- " + markdown_of(item) + "\n";
  sink.write(text);
}

void write_block(ByteSink& sink, const Curves& curves) {
  const Sparklines drawn = sparklines_of(curves, curve_columns);
  std::string text = "\n";
  for (const Sparkline& line : drawn.lines) {
    text += fmt::format("- {} `{}` up to {}\n", escaped(line.label), line.marks, with_thousands(line.top));
  }
  sink.write(text + "\n" + escaped(legend_of(drawn)) + "\n");
}

std::string cell_of(const GridRow& row, std::size_t column) {
  return column < row.cells.size() ? markdown_of(row.cells[column]) : std::string();
}

void write_block(ByteSink& sink, const Grid& grid) {
  std::string head = "\n|", rule = "|";
  for (const Column& column : grid.columns) {
    if (column.joins) continue;
    head += " " + escaped(column.head) + " |";
    rule += column.align == Align::right ? " ---: |" : " --- |";
  }
  std::string text = head + "\n" + rule + "\n";
  for (const GridRow& row : grid.rows) {
    text += "|";
    for (std::size_t i = 0; i < grid.columns.size(); ++i) {
      text += " " + cell_of(row, i);
      for (; i + 1 < grid.columns.size() && grid.columns[i + 1].joins; ++i) {
        const std::string more = cell_of(row, i + 1);
        if (!more.empty()) text += " " + more;
      }
      text += " |";
    }
    text += "\n";
  }
  sink.write(text);
}

}  // namespace

void write_markdown(const Document& document, ByteSink& sink) {
  sink.write("# " + markdown_of(document.title) + "\n\n" + markdown_of(document.subtitle) + "\n");
  for (const Paragraph& sentence : document.answer) write_block(sink, sentence);
  for (const Section& section : document.sections) {
    if (section.blocks.empty()) continue;
    sink.write("\n## " + markdown_of(section.heading) + "\n");
    bool in_list = false;  // lists one after the other are one
    for (const Block& block : section.blocks) {
      const bool lists = std::holds_alternative<Listing>(block);
      if (lists && !in_list) sink.write("\n");
      in_list = lists;
      std::visit([&sink](const auto& b) { write_block(sink, b); }, block);
    }
  }
}

}  // namespace thaw
