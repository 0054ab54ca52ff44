#include "report/result_members.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include "report/cost_members.hpp"
#include "report/date.hpp"
#include "report/decimal_time.hpp"
#include "report/expectation_members.hpp"
#include "report/function_members.hpp"
#include "report/lane_members.hpp"
#include "report/saved_bounds.hpp"
#include "report/series_members.hpp"
#include "report/settings_members.hpp"
#include "report/source_members.hpp"
#include "report/version.hpp"

namespace thaw {

namespace {

constexpr std::uint64_t any_whole = ~std::uint64_t{0};
constexpr Uint128 most_storage_mb_ms = Uint128{1'024'000} * 1'000'000'000'000;  // as many GB-s as of memory

// ---- members that are no plain figures

void schema_member(WrittenBlock& block) {
  block.count("schema_version", 1);
}

void schema_member(SavedBlock& block) {
  static_cast<void>(block.member("schema_version"));  // has been checked
}

void fingerprint_member(WrittenBlock& block, const Result& result) {
  block.string("fingerprint", fmt::format("{:016x}", result.fingerprint));
}

void fingerprint_member(SavedBlock& block, Result& result) {
  const auto value = block.member("fingerprint");
  const auto text = value ? block.document().string(*value, block.path_of("fingerprint")) : std::nullopt;
  if (!text) return;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), result.fingerprint, 16);
  if (error == std::errc() && *text == fmt::format("{:016x}", result.fingerprint)) return;
  block.document().add_unexpected(*value, block.path_of("fingerprint"), "the string of 16 hexadecimal digits");
}

void start_member(WrittenBlock& block, const Result& result) {
  block.string("start", iso_date(result.start_unix_ns));
}

void start_member(SavedBlock& block, Result& result) {
  const auto value = block.member("start");
  const auto text = value ? block.document().string(*value, block.path_of("start")) : std::nullopt;
  if (!text) return;
  const auto start = unix_ns_of(*text);
  if (start) {
    result.start_unix_ns = *start;
  } else {
    block.document().add_unexpected(*value, block.path_of("start"), "the string of a date such as 2026-11-01T00:00:00Z");
  }
}

void percentile_grid_member(WrittenBlock& block) {
  JsonWriter& json = block.json();
  json.key("percentile_grid");
  json.begin_array();
  for (const int hundredths : plot_percentiles) {
    std::string percent;
    append_scaled<2>(percent, hundredths);
    json.literal(percent);
  }
  json.end_array();
}

void percentile_grid_member(SavedBlock& block) {
  const auto array = block.member("percentile_grid");
  if (!array) return;
  const JsonTree& tree = block.document().tree();
  std::vector<std::int64_t> grid;
  block.each_value(*array, block.path_of("percentile_grid"), [&](JsonTree::Index value, const SavedPath&) {
    grid.push_back(scaled_whole(tree.word(value), 2).value_or(-1));
  });
  if (std::equal(grid.begin(), grid.end(), plot_percentiles.begin(), plot_percentiles.end())) return;
  block.document().add_unexpected(*array, block.path_of("percentile_grid"), "the percentages that this thaw plots");
}

/// Nothing of this version's is said to be another's.
template <class Block, class Text>
void tool_member(Block& block, Text& tool_version) {
  block.object("tool", [&](Block& tool) {
    std::string name = "thaw", its_version(tool_version.empty() ? version : std::string_view(tool_version));
    tool.string("name", name);
    tool.string("version", its_version);
    if constexpr (Block::reads) tool_version = its_version == version ? std::string() : its_version;
  });
}

// ---- functions, which have their settings beside their figures

void functions_member(WrittenBlock& block, const Result& result) {
  block.names("functions", result.functions, [&](WrittenBlock& inner, const std::string& name, const FunctionResult& function) {
    members(inner, function);
    const auto settings = result.settings.find(name);
    if (settings == result.settings.end()) return;
    inner.object("settings", [&](WrittenBlock& of_function) { members(of_function, settings->second); });
  });
}

void functions_member(SavedBlock& block, Result& result) {
  block.names("functions", result.functions, [&](SavedBlock& inner, const std::string& name, FunctionResult& function) {
    Function& settings = result.settings[name];
    settings.name = name;
    members(inner, function);
    inner.object("settings", [&](SavedBlock& of_function) { members(of_function, settings); });
    const Uint128 storage_mb_ms = Uint128{function.billed_ms} * settings.ephemeral_storage_mb;
    if (settings.ephemeral_storage_mb > ephemeral_storage_mb_min && storage_mb_ms > most_storage_mb_ms) {
      inner.contradiction("`billed_ms` are too many to price its ephemeral storage");
    }
  });
  if (result.functions.size() > max_functions) block.contradiction("there are more than 200000 functions");
}

// ---- figures that must agree with those of other blocks

void check_group(SavedBlock& block, const GroupResult& group, const Result& result) {
  const auto known = [&](const std::string& function) { return result.functions.contains(function); };
  if (!std::all_of(group.functions.begin(), group.functions.end(), known)) {
    block.contradiction("it names a function that there is not");
  }
}

/// Counts of the totals are those of all functions.
void check_totals(SavedBlock& root, const Result& result) {
  struct Sum {
    std::string_view name;
    std::uint64_t FunctionResult::* count;
  };
  constexpr std::array<Sum, 7> sums = {{{"requests", &FunctionResult::requests},
                                        {"succeeded", &FunctionResult::succeeded},
                                        {"failed", &FunctionResult::failed},
                                        {"attempts", &FunctionResult::attempts},
                                        {"invocations", &FunctionResult::invocations},
                                        {"cold_starts", &FunctionResult::cold_starts},
                                        {"billed_ms", &FunctionResult::billed_ms}}};
  for (const Sum& sum : sums) {
    Uint128 all = 0;
    for (const auto& [name, function] : result.functions) all += function.*sum.count;
    if (all != result.totals.*sum.count) root.contradiction(fmt::format("`totals.{}` are not those of all functions", sum.name));
  }
  Decimal gb_s;
  for (const auto& [name, function] : result.functions) gb_s = gb_s + function.gb_seconds;
  if (gb_s != result.totals.gb_seconds) root.contradiction("`totals.gb_seconds` are not those of all functions");
}

void check_cost(SavedBlock& block, const Result& result) {
  Decimal total;
  for (const CostLine& line : result.cost.lines) {
    if (!result.functions.contains(line.function)) return block.contradiction("a line names a function that there is not");
    if (line.free > line.quantity) return block.contradiction("more of a quantity is `free` than there is");
    if ((line.quantity - line.free) * line.unit_price != line.amount) {
      return block.contradiction("an `amount` is not its quantity at its price");
    }
    total = total + line.amount;
    if (total > most_money) return block.contradiction("the amounts are too large");
  }
  if (total != result.cost.total) block.contradiction("`total` is not the sum of the amounts");
}

// ---- the whole

template <class Block, class Whole>
void head_members(Block& block, Whole& result) {
  schema_member(block);
  tool_member(block, result.tool_version);
  block.object("scenario", [&](Block& scenario) {
    scenario.string("name", result.scenario_name);
    scenario.string("sha256", result.scenario_sha256);
  });
  block.whole("seed", result.seed, any_whole);
  block.boolean("complete", result.complete);
  block.seconds_of("simulated_seconds", result.simulated);
  fingerprint_member(block, result);
  start_member(block, result);
  block.string("region", result.region);
  block.seconds_of("warmup_seconds", result.warmup);
  block.boolean("peaks_exact", result.peaks_exact);
  percentile_grid_member(block);
  block.array("assumptions", result.assumptions, [](Block& inner, auto& assumption) {
    inner.string("key", assumption.key);
    inner.string("value", assumption.value);
    inner.string("why", assumption.why);
  });
  block.array_if_any("warnings", result.warnings, [](Block& inner, auto& warning) {
    inner.string("key", warning.key);
    inner.string("message", warning.message);
    inner.string("hint", warning.hint);
  });
}

template <class Block, class Quantiles>
void share_members(Block& block, Quantiles& shares) {
  constexpr std::array<std::string_view, share_percentiles.size()> names = {"p25", "p50", "p75", "p90", "p99"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::optional<double> share = shares[i];
    block.ratio_or_null(names[i], share);
    if constexpr (Block::reads) {
      shares[i] = share.value_or(0);
      if (!share) block.contradiction("a percentile is null");
      if (i > 0 && shares[i] < shares[i - 1]) block.contradiction("the percentiles do not ascend");
    }
  }
}

template <class Block, class Figures>
void cold_shares_member(Block& block, std::string_view name, Figures& figures) {
  block.object_if_any(name, figures, [](Block& inner, auto& cold) {
    inner.count("count", cold.count);
    share_members(inner, cold.shares);
    inner.object_or_null("fixed_10min", cold.fixed_10min, [](Block& fixed, auto& shares) { share_members(fixed, shares); });
  });
}

template <class Block, class Whole>
void describe(Block& block, Whole& result) {
  const auto own_members = [](Block& inner, auto& one) { members(inner, one); };
  head_members(block, result);
  block.object("totals", [&](Block& inner) { members(inner, result.totals); }, JsonLayout::lines);
  functions_member(block, result);
  block.names("sources", result.sources, [](Block& inner, const std::string&, auto& source) { members(inner, source); });
  block.names_if_any("groups", result.groups, [&](Block& inner, const std::string&, auto& group) {
    inner.strings("functions", group.functions);
    inner.boolean("peaks_exact", group.peaks_exact);
    members(inner, group.figures);
    if constexpr (Block::reads) check_group(inner, group, result);
  });
  block.object("cold_start_ratio_by_idle", [&](Block& inner) {
    inner.ratio_or_null("5min", result.cold_start_ratio_by_idle[0]);
    inner.ratio_or_null("10min", result.cold_start_ratio_by_idle[1]);
    inner.ratio_or_null("15min", result.cold_start_ratio_by_idle[2]);
  });
  cold_shares_member(block, "cold_shares_by_function", result.cold_shares_by_function);
  cold_shares_member(block, "cold_shares_by_app", result.cold_shares_by_app);
  block.object("series", [&](Block& inner) { members(inner, result.series); }, JsonLayout::lines);
  block.array_if_any("lanes", result.lanes, own_members);
  bool sound = true;
  if constexpr (Block::reads) {
    sound = block.sound();
    if (sound) check_totals(block, result);
  }
  block.object(
      "cost",
      [&](Block& inner) {
        members(inner, result.cost);
        if constexpr (Block::reads) {
          if (sound && inner.sound()) check_cost(inner, result);
        }
      },
      JsonLayout::lines);
  block.array_if_any("expectations", result.expectations, own_members);
}

}  // namespace

void members(WrittenBlock& block, const Result& result) {
  describe(block, result);
}
void members(SavedBlock& block, Result& result) {
  describe(block, result);
}

}  // namespace thaw
