#include "report/settings_members.hpp"

#include <memory>
#include <set>
#include <string>
#include <utility>

#include "report/keep_alive_members.hpp"
#include "report/law_members.hpp"

namespace thaw {

namespace {

constexpr std::uint64_t most_threads = 6;   // vCPUs of the largest memory
constexpr RealRange any_speed = {0.1, 10};  // of one architecture relative to the other

// ---- under names from outside

void init_parts(WrittenBlock& block, const std::vector<InitPart>& parts) {
  if (parts.empty()) return;
  block.object("init_parts", [&](WrittenBlock& inner) {
    for (const InitPart& part : parts) inner.object(part.name, [&](WrittenBlock& law) { members(law, part.time); });
  });
}

void init_parts(SavedBlock& block, std::vector<InitPart>& parts) {
  if (!block.member_if_any("init_parts")) return;
  std::set<std::string> names;
  block.each_name("init_parts", [&](const std::string& name, JsonTree::Index value, const SavedPath& path) {
    if (!names.insert(name).second) return false;
    InitPart& part = parts.emplace_back();
    part.name = name;
    block.read(value, path, [&](SavedBlock& law) { members(law, part.time); });
    return true;
  });
}

void tags(WrittenBlock& block, const std::shared_ptr<const Tags>& tags) {
  if (!tags) return;
  block.object("tags", [&](WrittenBlock& inner) {
    for (const auto& [tag, value] : *tags) inner.string(tag, value);
  });
}

void tags(SavedBlock& block, std::shared_ptr<const Tags>& tags) {
  if (!block.member_if_any("tags")) return;
  Tags read;
  block.each_name("tags", [&](const std::string& tag, JsonTree::Index value, const SavedPath& path) {
    return read.emplace(tag, block.document().string(value, path).value_or("")).second;
  });
  tags = std::make_shared<const Tags>(std::move(read));
}

// ---- the whole

template <class Block, class Settings>
void describe(Block& block, Settings& function) {
  const auto law = [](Block& inner, auto& one) { members(inner, one); };
  const auto law_member = [&](std::string_view name, auto& one) { block.object(name, [&](Block& inner) { members(inner, one); }); };
  block.whole("memory_mb", function.memory_mb, memory_mb_max);
  block.word("architecture", function.architecture, {Architecture::x86_64, Architecture::arm64});
  block.word("package", function.package, {Package::zip, Package::image});
  block.text_or_null("runtime", function.runtime);
  law_member("init", function.init);
  init_parts(block, function.init_parts);
  block.object_if_any("snap_start", function.snap_start, [](Block& inner, auto& snap_start) {
    inner.object("restore", [&](Block& restore) { members(restore, snap_start.restore); });
    inner.real("billed_share", snap_start.billed_share, any_ratio);
    inner.boolean("charged", snap_start.charged);
  });
  block.whole("ephemeral_storage_mb", function.ephemeral_storage_mb, ephemeral_storage_mb_max);
  if constexpr (Block::reads) {
    if (function.ephemeral_storage_mb < ephemeral_storage_mb_min) block.contradiction("`ephemeral_storage_mb` is below 512");
  }
  block.object_or_null("service", function.service, law);
  block.object_or_null("cold_service", function.cold_service, law);
  block.object_if_any("service_at", function.service_at, [](Block& inner, auto& at) {
    inner.whole("memory_mb", at.memory_mb, memory_mb_max);
    inner.real("cpu_share", at.cpu_share, any_ratio);
    inner.whole("threads", at.threads, most_threads);
    inner.real("relative_speed", at.speed, any_speed);
  });
  block.object_if_any("peak_memory", function.peak_memory, law);
  block.milliseconds_or_null("timeout_ms", function.timeout, Duration::max());
  block.object("keep_alive", [&](Block& inner) { keep_alive_members(inner, function); });
  block.object_if_any("max_life", function.max_life, law);
  law_member("placement", function.placement);
  block.word("pick", function.pick, {Pick::mru, Pick::lru, Pick::newest, Pick::random});
  block.word("assignment", function.assignment, {Assignment::eager, Assignment::bound});
  block.real("errors", function.error_probability, any_ratio);
  block.real("crashes", function.crash_probability, any_ratio);
  block.real("init_errors", function.init_error_probability, any_ratio);
  block.object("initial", [&](Block& inner) {
    inner.whole("idle", function.initial.idle, max_initial_environments);
    inner.whole("running", function.initial.running, max_initial_environments);
  });
  tags(block, function.tags);
}

}  // namespace

void members(WrittenBlock& block, const Function& function) {
  describe(block, function);
}
void members(SavedBlock& block, Function& function) {
  describe(block, function);
}

}  // namespace thaw
