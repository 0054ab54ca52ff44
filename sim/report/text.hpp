// text.hpp: a Result as a report for a person: the answer first, then what it rests on.
//
// Only this rendering rounds; every figure stands exactly in the JSON. Lines keep to the given width (60 to 100 columns)
// but for long names. Where there are more than ten functions, it shows the dearest ten.
#pragma once

#include "report/byte_sink.hpp"
#include "thaw/result.hpp"

namespace thaw {

struct TextStyle {
  std::size_t width = 100;
  bool bold = false;  // headings by terminal escapes
};

void write_text(const Result& result, const TextStyle& style, ByteSink& sink);

}  // namespace thaw
