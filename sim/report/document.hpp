// document.hpp: the report for a person before it is text or Markdown: sentences, tables, lists and curves, in order.
//
// It is made once from a Result (result_document.hpp), and every rendering for people writes this and nothing else, so that all
// show the same figures. All strings are plain text that a terminal may show (printable.hpp), without any markup; what comes
// from outside is marked as such with named(), so that a rendering can set it apart and defuse it. Costs some 10 KB.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "report/printable.hpp"

namespace thaw {

/// A stretch of text; `name` is true for one that comes from outside, such as a function's name.
struct Stretch {
  std::string text;
  bool name = false;
};

/// Printable text from outside, cut to so many columns.
inline Stretch named(std::string_view text, std::size_t columns_max = 200) {
  return {printable(text, columns_max), true};
}

class Prose {
 public:
  Prose() = default;
  Prose(std::string text) { *this += Stretch{std::move(text)}; }  // NOLINT: a string is prose
  Prose(const char* text) : Prose(std::string(text)) {}           // NOLINT
  Prose(Stretch stretch) { *this += std::move(stretch); }         // NOLINT

  Prose& operator+=(Stretch stretch) {
    if (!stretch.text.empty()) stretches_.push_back(std::move(stretch));
    return *this;
  }
  friend Prose operator+(Prose before, const Prose& after) {
    for (const Stretch& stretch : after.stretches_) before += stretch;
    return before;
  }
  [[nodiscard]] const std::vector<Stretch>& stretches() const { return stretches_; }
  [[nodiscard]] bool empty() const { return stretches_.empty(); }
  /// Without the marks.
  [[nodiscard]] std::string text() const {
    std::string all;
    for (const Stretch& stretch : stretches_) all += stretch.text;
    return all;
  }

 private:
  std::vector<Stretch> stretches_;
};

/// How loud something is; a rendering without colour shows all alike, so the words have to tell it too.
enum class Tone : std::uint8_t { plain, dim, alarm };

enum class Align : std::uint8_t { left, right };

struct Column {
  std::string head;
  Align align = Align::left;
  std::string sign = {};  // text, which may do without heads, puts it before the column's cells: "x "
  bool joins = false;     // Markdown, which has heads, writes its cells behind those of the column before
};

struct GridRow {
  std::vector<Prose> cells;  // missing ones at the end are empty
  Tone tone = Tone::plain;
};

/// What becomes of a table that is wider than the page: columns go below each other, the first one repeated (split); what the
/// first column says gets a line of its own (stack); the last column, which is prose, goes on in the next line (wrap).
enum class Narrow : std::uint8_t { split, stack, wrap };

struct Grid {
  std::vector<Column> columns;
  std::vector<GridRow> rows;
  bool head_in_text = true;  // Markdown cannot do without a head
  Narrow narrow = Narrow::split;
  std::vector<GridRow> shorter = {};  // the rows in fewer words, for a page that is too narrow for them; empty: there are none
};

struct Paragraph {
  Prose text;
  Tone tone = Tone::plain;
};

/// A list of short statements, one a line.
struct Listing {
  std::vector<Prose> items;
  Tone tone = Tone::plain;
};

/// Curves over one stretch of time, drawn with one mark per bucket, or per group of buckets where there are more than fit.
struct Curves {
  struct Curve {
    std::string label;
    std::vector<std::uint64_t> values;
  };
  std::vector<Curve> curves;  // all with the same number of values
  std::int64_t bucket_s = 60;
};

using Block = std::variant<Paragraph, Grid, Listing, Curves>;

/// One without blocks is left out.
struct Section {
  Prose heading;
  std::vector<Block> blocks;
};

struct Document {
  Prose title, subtitle;
  std::vector<Paragraph> answer;
  std::vector<Section> sections;
};

}  // namespace thaw
