#include "scenario/init_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenario/keys.hpp"
#include "scenario/nearest_name.hpp"
#include "scenario/node_text.hpp"
#include "scenario/runtimes.hpp"
#include "scenario/settings.hpp"

namespace thaw {
namespace {

/// The runtimes of the same language, for one without its version or with another.
std::string runtime_hint(std::string_view name, const std::vector<std::string_view>& known) {
  constexpr std::string_view digits = "0123456789";
  const std::string_view language = name.substr(0, name.find_first_of(digits));
  const bool versioned = language.size() < name.size();
  std::vector<std::string_view> alike;
  std::copy_if(known.begin(), known.end(), std::back_inserter(alike),
               [&](std::string_view one) { return one.starts_with(language); });
  const bool listed = !language.empty() && !alike.empty() && !(versioned && !nearest_name(name, known).empty());
  return listed ? name_hint({}, alike, "known here") : name_hint(name, known, "known here");
}

class InitReader {
 public:
  InitReader(const MapReader& map, FunctionGroup& group, const ReadContext& context)
      : map_(map), group_(group), context_(context) {}

  void read(const std::string& path, bool complete) {
    const YamlNode* runtime = map_.value("runtime");
    const YamlNode* init = map_.value("init");
    if (runtime != nullptr) group_.init_place = runtime->place;
    if (init != nullptr) group_.init_place = init->place;
    if (init == nullptr && runtime == nullptr) {
      if (!complete || map_.has("init") || map_.has("runtime")) return;
      faults().add(group_.place, fmt::format("{} has neither `init` nor `runtime`", path),
                   "write a runtime such as python3.13, or the init time as a time or distribution");
      return;
    }
    const bool composed =
        init != nullptr && (init->find("runtime") != nullptr || init->find("imports") != nullptr || init->find("own") != nullptr);
    if (composed) {
      read_composed(*init, runtime);
      return;
    }
    if (init == nullptr) {
      read_runtime(*runtime);
      return;
    }
    if (runtime != nullptr) read_runtime_label(*runtime);
    const auto known = runtime_names();
    if (std::find(known.begin(), known.end(), init->text) != known.end()) {
      faults().add(init->place, fmt::format("{} is a runtime, but a time or a distribution is expected", quoted(init->text)),
                   fmt::format("write runtime: {}, or init: {{runtime: {}, own: 30ms}}", init->text, init->text));
      return;
    }
    const auto distribution = read_distribution(*init, map_.path_of("init"), context_, Keys::init);
    if (distribution) group_.pattern.init = *distribution;
    group_.init = {one_line(*init), true};
  }

 private:
  [[nodiscard]] FaultList& faults() const { return context_.faults; }

  /// {runtime: NAME, imports: {NAME: time, …}, own: time}, each of which may be missing.
  void read_composed(const YamlNode& init, const YamlNode* runtime_beside) {
    const MapReader parts(init, map_.path_of("init"), own_schema_of(Keys::init), faults());
    if (runtime_beside != nullptr) {
      faults().add(runtime_beside->place, fmt::format("`{}` stands beside an `init` of parts", map_.path_of("runtime")),
                   "move it into the parts: init: {runtime: nodejs22.x, imports: {aws-sdk: 180ms}, own: 30ms}");
    }
    const YamlNode* runtime = parts.value("runtime");
    if (runtime != nullptr) read_runtime(*runtime);
    const YamlNode* imports = parts.value("imports");
    if (imports != nullptr) read_imports(*imports, parts.path_of("imports"));
    const YamlNode* own = parts.value("own");
    if (own != nullptr) add_init_part("own", *own, parts.path_of("own"));
    if (imports == nullptr && own == nullptr) return;  // a runtime alone
    group_.init_composed = true;
    std::string& shown = group_.init.value;
    if (imports != nullptr) shown += (shown.empty() ? "" : "; ") + shown_imports(*imports);
    if (own != nullptr) shown += fmt::format("{}own {}", shown.empty() ? "" : "; ", one_line(*own));
  }

  static std::string shown_imports(const YamlNode& imports) {
    constexpr std::size_t most_named = 8;
    std::string text = "imports ";
    for (std::size_t i = 0; i < imports.entries.size() && i < most_named; ++i) {
      const YamlEntry& entry = imports.entries[i];
      text += fmt::format("{}{} {}", i == 0 ? "" : ", ", entry.key, one_line(entry.value));
    }
    if (imports.entries.size() > most_named) text += fmt::format(" and {} more", imports.entries.size() - most_named);
    return text;
  }

  void read_imports(const YamlNode& imports, const std::string& path) {
    if (imports.kind != YamlNode::Kind::map) {
      faults().add(imports.place, fmt::format("{} is {}, but a map is expected", path, kind_name(imports)),
                   "write the name and time of each import: {aws-sdk: 180ms, sharp: 80ms}");
      return;
    }
    if (imports.entries.size() >= max_init_parts) {
      faults().add(imports.place, fmt::format("more than {} imports", max_init_parts - 1), "put the small ones together");
      return;
    }
    for (const YamlEntry& entry : imports.entries) {
      if (!is_name(entry.key)) {
        faults().add(entry.place, "this is no name for an import", "1 to 256 bytes, no control characters");
      } else if (entry.value.kind == YamlNode::Kind::null) {
        faults().add(entry.place, fmt::format("the import {} has no value", quoted(entry.key)),
                     "write the time that it takes, or remove it");
      } else {
        add_init_part("imports." + entry.key, entry.value, path + "." + step_text(entry.key));
      }
    }
  }

  void add_init_part(std::string name, const YamlNode& node, const std::string& path) {
    auto time = read_distribution(node, path, context_);
    if (time) group_.pattern.init_parts.push_back({std::move(name), std::move(*time)});
  }

  /// A runtime beside an `init` is its name only.
  void read_runtime_label(const YamlNode& node) {
    const auto name = read_text(node, "a runtime", faults());
    if (!name) return;
    const auto known = runtime_names();
    if (std::find(known.begin(), known.end(), *name) == known.end() && !is_unmeasured_runtime(*name)) {
      faults().add(node.place, fmt::format("unknown runtime {}", quoted(*name)), runtime_hint(*name, known));
    }
    group_.pattern.runtime = std::string(*name);
  }

  void read_runtime(const YamlNode& node) {
    const auto name = read_text(node, "a runtime", faults());
    if (!name) return;
    Function& function = group_.pattern;
    function.runtime = std::string(*name);
    const auto known = runtime_names();
    const bool measured = std::find(known.begin(), known.end(), *name) != known.end();
    if (!measured && name->starts_with("provided.al2")) {
      faults().add(node.place, fmt::format("the runtime {} does not say which language runs on it", quoted(*name)),
                   "write go, rust, c++, llrt, dotnet8-aot, graalvm-java21 or quarkus");
      return;
    }
    if (!measured && is_unmeasured_runtime(*name)) {
      faults().add(node.place, fmt::format("the init time of {} is not known here", quoted(*name)),
                   "write the init time as `init:`, a time or distribution");
      return;
    }
    if (!measured) {
      faults().add(node.place, fmt::format("unknown runtime {}", quoted(*name)), runtime_hint(*name, known));
      return;
    }
    const bool zip = function.package == Package::zip;
    const bool arm = function.architecture == Architecture::arm64;
    const RuntimeInit* row = find_runtime(*name, function.package, function.architecture);
    if (row == nullptr) {
      faults().add(node.place,
                   fmt::format("{} was not measured as {} on {}", quoted(*name), zip ? "zip" : "image", arm ? "arm64" : "x86_64"),
                   "write the init time as `init:`, or take another architecture");
      return;
    }
    function.init = init_quantiles(*row);
    group_.init = {fmt::format("{} as {} on {}: p50 {} ms, p90 {} ms, p99 {} ms, at most {} ms", *name, zip ? "zip" : "image",
                               arm ? "arm64" : "x86_64", row->p50_ms, row->p90_ms, row->p99_ms, row->max_ms),
                   false};
  }

  const MapReader& map_;
  FunctionGroup& group_;
  const ReadContext& context_;
};

}  // namespace

void read_init(const MapReader& map, const std::string& path, FunctionGroup& group, bool complete, const ReadContext& context) {
  InitReader(map, group, context).read(path, complete);
}

}  // namespace thaw
