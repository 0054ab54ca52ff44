// markdown.hpp: a document as GitHub-flavoured Markdown, for a pull request or a wiki.
//
// The same words and figures as the text. Everything is escaped: no name from outside can end a table, become HTML or a link,
// call a person or show a formula. Names stand in code spans.
#pragma once

#include "report/byte_sink.hpp"
#include "report/document.hpp"

namespace thaw {

void write_markdown(const Document& document, ByteSink& sink);

}  // namespace thaw
