// result_document.hpp: a Result as the document that people read: the answer first, then what it rests on.
//
// Only here are figures rounded; every one stands exactly in the JSON. Where there are more than ten functions it shows the
// ten that matter most, and the others as one.
#pragma once

#include "report/document.hpp"
#include "thaw/result.hpp"

namespace thaw {

Document document_of(const Result& result);

}  // namespace thaw
