#include "report/result_reader.hpp"

#include <fmt/format.h>

#include <utility>

#include "report/json_tree.hpp"
#include "report/result_members.hpp"
#include "report/saved_block.hpp"

namespace thaw {

namespace {

/// Throws if this is no result of thaw's, or of another schema: then nothing else in it needs to be looked at.
void check_schema(const JsonTree& tree) {
  const auto refuse = [](Diagnostic diagnostic) { throw Faults(ExitStatus::scenario, std::move(diagnostic)); };
  constexpr std::string_view hint = "name a file that `thaw run -o FILE.json` has written";
  if (tree.kind(0) != JsonKind::object)
    refuse(tree.at(0, fmt::format("not a result of thaw: it is {}", name_of(tree.kind(0))), std::string(hint)));
  for (JsonTree::Index member = tree.first(0); member != tree.end(0); member = tree.next(member)) {
    if (!tree.has_key(member, "schema_version")) continue;
    if (tree.kind(member) == JsonKind::number && tree.word(member) == "1") return;
    refuse(tree.at(member, "a result of another schema_version, but this thaw reads 1", "read it with the version that wrote it"));
  }
  refuse(tree.at(0, "not a result of thaw: it has no `schema_version`", std::string(hint)));
}

}  // namespace

Result read_result(std::string_view text, const std::string& name) {
  const JsonTree tree(text, name);
  check_schema(tree);
  SavedDocument document(tree);
  Result result;
  SavedBlock::read(document, 0, {}, [&](SavedBlock& root) { members(root, result); });
  document.throw_if_any();
  return result;
}

}  // namespace thaw
