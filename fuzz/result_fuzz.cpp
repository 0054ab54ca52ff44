// result_fuzz.cpp: no bytes, as a saved result, may do more than be refused.
//
// Whatever is refused must be refused as Faults with something to say, printable. Whatever is accepted must render, must be
// priced, and must be the same result when it is written and read again.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "report/byte_sink.hpp"
#include "report/cost.hpp"
#include "report/csv.hpp"
#include "report/json.hpp"
#include "report/result_document.hpp"
#include "report/result_reader.hpp"
#include "report/text.hpp"
#include "thaw/check.hpp"
#include "thaw/diagnostic.hpp"

namespace {

void check_faults(const thaw::Faults& faults) {
  THAW_CHECK(!faults.list().empty());
  THAW_CHECK(faults.list().size() <= thaw::max_faults);
  for (const thaw::Diagnostic& fault : faults.list()) {
    THAW_CHECK(!fault.message.empty());
    for (const char c : thaw::to_text(fault)) THAW_CHECK(c == '\n' || static_cast<unsigned char>(c) >= 0x20U);
  }
}

void check_result(thaw::Result result) {
  thaw::StringSink json, again, rest;
  thaw::write_json(result, json);
  thaw::write_json(thaw::read_result(json.text, "again.json"), again);
  THAW_CHECK(json.text == again.text);
  thaw::write_text(document_of(result), {}, rest);
  thaw::write_csv(result, rest);
  thaw::price(result, thaw::built_in_price_book("us-east-1").value(), true);
  thaw::write_text(document_of(result), {}, rest);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  thaw::Result result;
  try {
    result = thaw::read_result(text, "fuzz.json");
  } catch (const thaw::Faults& faults) {
    check_faults(faults);
    return 0;
  }
  check_result(std::move(result));
  return 0;
}
