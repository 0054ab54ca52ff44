// text.hpp: a document as plain text, for a terminal or a file.
//
// Lines keep to the given width (60 to 160 columns) but for long names; a table that is too wide goes below itself. Escapes for
// bold, dim and red come only where colour is wanted, around whole lines. Without `ascii` there are characters beyond ASCII:
// the curves, and what names from outside hold.
#pragma once

#include "report/byte_sink.hpp"
#include "report/document.hpp"

namespace thaw {

struct TextStyle {
  std::size_t width = 100;
  bool color = false;
  bool ascii = false;
};

void write_text(const Document& document, const TextStyle& style, ByteSink& sink);

}  // namespace thaw
