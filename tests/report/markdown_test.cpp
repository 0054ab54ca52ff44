#include "report/markdown.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "report/result_document.hpp"
#include "report/sample_result.hpp"

namespace {

std::string markdown_of(const thaw::Document& document) {
  thaw::StringSink sink;
  thaw::write_markdown(document, sink);
  return sink.text;
}

bool says(const std::string& text, const std::string& what) {
  INFO(text);
  return text.find(what) != std::string::npos;
}

// One cell in a table of one column.
std::string cell_of(thaw::Prose prose) {
  thaw::Document document;
  document.sections = {{"s", {thaw::Grid{{{"head"}}, {{{std::move(prose)}}}}}}};
  const std::string text = markdown_of(document);
  const std::string before = "| head |\n| --- |\n| ";
  const std::size_t begin = text.find(before) + before.size();
  return text.substr(begin, text.rfind(" |\n") - begin);
}

}  // namespace

TEST_CASE("the report is a title, the answer, and a table or list per section") {
  const std::string text = markdown_of(thaw::document_of(thaw::sample_result()));
  CHECK(
      text.starts_with("# `checkout \"v2\"`\n\n1 h simulated from 2026-11-01T00:00:00Z, `us-east-1`, seed 18446744073709551615\n\n"
                       "7 of 10 requests succeeded (70.0 %): half within 13 ms, the slowest in 310 ms.\n"));
  CHECK(says(text, "\n## Requests\n\n| fate | requests | share | why |\n| --- | ---: | ---: | --- |\n| offered | 10 |  |  |\n"));
  CHECK(says(text, "\n| failed | 2 | 20.0 % | 1 error, 1 timeout |\n"));
  CHECK(says(text, "\n| p50 | 13.00 \\[13.00, 310.3\\] | 300.0 \\[300.0, 310.3\\] | 12.00 \\[12.00, 14.00\\] |\n"));
  CHECK(says(text, "\n| `api` | requests | 9 | \\$0.0000002 | \\$0.0000018 |\n| `api` | duration | 1.76 GB-s | "));
  CHECK(says(text, "\n- `keep_alive` = `380 s` (AWS does not document it \\[EST\\])\n"));
  CHECK(text.find("\n\n\n") == std::string::npos);
}

TEST_CASE("statements one after the other are one list") {
  thaw::Result result = thaw::sample_result();
  result.expectations.assign(2, {"success > 1%", thaw::MetricUnit::ratio, thaw::Verdict::met, 0.7, {}, ""});
  result.expectations[1].verdict = thaw::Verdict::not_met;
  const std::string text = markdown_of(thaw::document_of(result));
  CHECK(says(text, "met, it is 70.0 %\n- ✗ "));
  CHECK(says(text, "## Expectations: 1 of 2 met\n\n- ✓ "));
}

TEST_CASE("names stand in code spans, and by a tag where they could end one") {
  CHECK(cell_of(thaw::named("checkout_v2")) == "`checkout_v2`");
  CHECK(cell_of(thaw::named("<img src=x>")) == "`<img src=x>`");
  CHECK(cell_of(thaw::named("a|b")) == "<code>a&#124;b</code>");
  CHECK(cell_of(thaw::named("a`<b>")) == "<code>a&#96;&#60;b&#62;</code>");
  CHECK(cell_of(thaw::named("a\n| b |")) == "<code>a&#92;x0a&#124; b &#124;</code>");
  CHECK(cell_of(thaw::named("")).empty());
}

TEST_CASE("words that are not names mean nothing to Markdown either") {
  CHECK(cell_of("<0.01 %") == "&#60;0.01 %");
  CHECK(cell_of("[a](b) *c* _d_ `e` | @f #1 ~g~ $h$ \\") ==
        "\\[a\\](b) \\*c\\* \\_d\\_ \\`e\\` &#124; &#64;f \\#1 \\~g\\~ \\$h\\$ \\\\");
}

TEST_CASE("no name breaks out of its cell") {
  CHECK(rc::check("hostile names", [] {
    const auto name = *rc::gen::container<std::string>(rc::gen::weightedOneOf<char>(
        {{5, rc::gen::elementOf(std::string("|`<>&\\*_[]@#\n\r\t ~$!\""))}, {2, rc::gen::arbitrary<char>()}}));
    for (const thaw::Prose& prose : {thaw::Prose(thaw::named(name)), thaw::Prose(thaw::printable(name))}) {
      const std::string cell = cell_of(prose);
      RC_ASSERT(cell.find('|') == std::string::npos);
      for (const char c : cell) RC_ASSERT(static_cast<unsigned char>(c) >= 0x20);
      // HTML can begin only in a code span, which shows it as it is.
      std::string_view rest = cell;
      if (rest.starts_with('`')) {
        RC_ASSERT(rest.find('`', 1) == rest.size() - 1);
        continue;
      }
      if (rest.starts_with("<code>")) rest = rest.substr(6, rest.size() - 13);
      RC_ASSERT(rest.find('<') == std::string_view::npos);
    }
  }));
}
