#include "report/json.hpp"

#include "report/json_writer.hpp"
#include "report/result_members.hpp"
#include "report/written_block.hpp"

namespace thaw {

void write_json(const Result& result, ByteSink& sink) {
  JsonWriter json(sink);
  json.begin_object(JsonLayout::lines);
  WrittenBlock root(json);
  members(root, result);
  json.end_object();
  json.finish();
}

}  // namespace thaw
