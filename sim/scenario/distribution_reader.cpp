#include "scenario/distribution_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "engine/elementary.hpp"
#include "scenario/empirical_reader.hpp"
#include "scenario/map_reader.hpp"
#include "scenario/quantity.hpp"
#include "scenario/text_file.hpp"

namespace thaw {
namespace {

constexpr double z99 = 2.3263478740408408;  // normal quantile of 0.99, as the contract writes it
constexpr double largest_sigma = 10;

std::optional<Duration> read_one_time(const YamlNode& node, const ReadContext& context) {
  return read_quantity(node, "a time", context.faults, read_time);
}

/// A time that must be there and above 0.
std::optional<double> read_positive_ns(const MapReader& map, std::string_view key, const ReadContext& context) {
  const YamlNode* node = map.value(key);
  if (node == nullptr) {
    if (!map.has(key))
      context.faults.add(map.node().place, fmt::format("{} is missing", quoted(map.path_of(key))), "write a time such as 45ms");
    return std::nullopt;
  }
  const auto time = read_one_time(*node, context);
  if (!time) return std::nullopt;
  if (time->ns == 0) {
    context.faults.add(node->place, fmt::format("{} must be above 0", quoted(map.path_of(key))),
                       "a constant 0 is written 0ms alone");
    return std::nullopt;
  }
  return static_cast<double>(time->ns);
}

std::optional<double> read_plain(const MapReader& map, std::string_view key, double least, double most,
                                 const ReadContext& context) {
  const YamlNode* node = map.value(key);
  if (node != nullptr) return read_quantity(*node, "a plain number", context.faults, read_number, least, most);
  if (!map.has(key))
    context.faults.add(map.node().place, fmt::format("{} is missing", quoted(map.path_of(key))), "write a plain number");
  return std::nullopt;
}

std::optional<Distribution> read_exponential(const YamlNode& node, const std::string& path, const ReadContext& context) {
  const MapReader map(node, path, schema_of(Keys::exponential), context.faults);
  if (node.kind != YamlNode::Kind::map) return std::nullopt;
  const auto mean_ns = read_positive_ns(map, "mean", context);
  if (!mean_ns) return std::nullopt;
  return Exponential{*mean_ns};
}

/// A lognormal whose spread is none is a constant, which every sampler takes for what it is.
std::optional<Distribution> make_lognormal(double median_ns, double sigma, const YamlNode& node, const ReadContext& context) {
  if (sigma > largest_sigma) {
    context.faults.add(node.place, fmt::format("this lognormal has sigma {:.3f}, beyond {}", sigma, largest_sigma),
                       "its times would span more than 40 powers of ten");
    return std::nullopt;
  }
  if (sigma == 0) return Constant{Duration{std::llround(median_ns)}};
  return Lognormal{median_ns, sigma};
}

std::optional<Distribution> read_lognormal_quantiles(const MapReader& map, const ReadContext& context) {
  const auto p50_ns = read_positive_ns(map, "p50", context);
  const auto p99_ns = read_positive_ns(map, "p99", context);
  if (!p50_ns || !p99_ns) return std::nullopt;
  if (*p99_ns < *p50_ns) {
    context.faults.add(map.node().place, "p99 is below p50", "99 of 100 times are below p99, 50 below p50");
    return std::nullopt;
  }
  return make_lognormal(*p50_ns, lognormal_through(*p50_ns, *p99_ns).sigma, map.node(), context);
}

std::optional<Distribution> read_lognormal_moments(const MapReader& map, const ReadContext& context) {
  const auto mean_ns = read_positive_ns(map, "mean", context);
  const auto sd_ns = read_positive_ns(map, "sd", context);
  if (!mean_ns || !sd_ns) return std::nullopt;
  const double ratio = *sd_ns / *mean_ns;
  const double spread = 1 + ratio * ratio;
  return make_lognormal(*mean_ns / std::sqrt(spread), std::sqrt(natural_log(spread)), map.node(), context);
}

std::optional<Distribution> read_lognormal_logarithms(const MapReader& map, const ReadContext& context) {
  const auto mu = read_plain(map, "mu", -20, 19.5, context);  // of seconds: 2 ns to 9 years
  const auto sigma = read_plain(map, "sigma", 0, largest_sigma, context);
  if (!mu || !sigma) return std::nullopt;
  return make_lognormal(natural_exp(*mu) * 1e9, *sigma, map.node(), context);
}

std::optional<Distribution> read_lognormal(const YamlNode& node, const std::string& path, const ReadContext& context) {
  const MapReader map(node, path, schema_of(Keys::lognormal), context.faults);
  if (node.kind != YamlNode::Kind::map) return std::nullopt;
  const bool quantiles = map.has("p50") || map.has("p99");
  const bool moments = map.has("mean") || map.has("sd");
  const bool logarithms = map.has("mu") || map.has("sigma");
  if (int{quantiles} + int{moments} + int{logarithms} != 1) {
    context.faults.add(node.place, "a lognormal is given by one pair of parameters",
                       "write {p50: 45ms, p99: 300ms}, {mean: 60ms, sd: 40ms} or {mu: -3, sigma: 0.5}");
    return std::nullopt;
  }
  if (quantiles) return read_lognormal_quantiles(map, context);
  return moments ? read_lognormal_moments(map, context) : read_lognormal_logarithms(map, context);
}

std::optional<Distribution> read_gamma(const YamlNode& node, const std::string& path, const ReadContext& context) {
  const MapReader map(node, path, schema_of(Keys::gamma), context.faults);
  if (node.kind != YamlNode::Kind::map) return std::nullopt;
  const auto shape = read_plain(map, "shape", 0.05, 10'000, context);
  const auto mean_ns = read_positive_ns(map, "mean", context);
  if (!shape || !mean_ns) return std::nullopt;
  return Gamma{*shape, *mean_ns};
}

std::optional<Distribution> read_weibull(const YamlNode& node, const std::string& path, const ReadContext& context) {
  const MapReader map(node, path, schema_of(Keys::weibull), context.faults);
  if (node.kind != YamlNode::Kind::map) return std::nullopt;
  const auto shape = read_plain(map, "shape", 0.1, 1'000, context);
  const auto scale_ns = read_positive_ns(map, "scale", context);
  if (!shape || !scale_ns) return std::nullopt;
  return Weibull{*shape, *scale_ns};
}

std::optional<Distribution> read_pareto(const YamlNode& node, const std::string& path, const ReadContext& context) {
  const MapReader map(node, path, schema_of(Keys::pareto), context.faults);
  if (node.kind != YamlNode::Kind::map) return std::nullopt;
  const auto shape = read_plain(map, "shape", 0.1, 1'000, context);
  const auto min_ns = read_positive_ns(map, "min", context);
  if (!shape || !min_ns) return std::nullopt;
  return Pareto{*shape, nanoseconds(static_cast<std::int64_t>(*min_ns))};
}

/// Two exponentials, each with half of the mean ("balanced means"): what is usual where only mean and cv are known.
std::optional<Distribution> read_hyperexponential(const YamlNode& node, const std::string& path, const ReadContext& context) {
  const MapReader map(node, path, schema_of(Keys::hyperexponential), context.faults);
  if (node.kind != YamlNode::Kind::map) return std::nullopt;
  const auto mean_ns = read_positive_ns(map, "mean", context);
  const auto cv = read_plain(map, "cv", 1, 100, context);
  if (!mean_ns || !cv) return std::nullopt;
  if (*cv == 1) return Exponential{*mean_ns};
  const double square = *cv * *cv;
  const double rare = 1 / ((square + 1) * (1 + std::sqrt((square - 1) / (square + 1))));
  const double long_ns = *mean_ns / (2 * rare);
  if (long_ns > static_cast<double>(longest_time.ns)) {
    context.faults.add(node.place,
                       fmt::format("the longer times of this hyperexponential have a mean beyond {}", time_text(longest_time)),
                       "about the mean times the square of cv: make one of them smaller");
    return std::nullopt;
  }
  return Mixture{{{1 - rare, Exponential{*mean_ns / (2 * (1 - rare))}}, {rare, Exponential{long_ns}}}};
}

std::optional<Distribution> read_uniform(const YamlNode& node, const ReadContext& context) {
  if (node.kind != YamlNode::Kind::list || node.items.size() != 2) {
    context.faults.add(node.place, "uniform takes a list of two times", "write {uniform: [5min, 7min]}");
    return std::nullopt;
  }
  const auto low = read_one_time(node.items[0], context);
  const auto high = read_one_time(node.items[1], context);
  if (!low || !high) return std::nullopt;
  if (*high < *low) {
    context.faults.add(node.place, "the second time of uniform is below the first", "write the shorter time first");
    return std::nullopt;
  }
  if (*low == *high) return Constant{*low};
  return Uniform{*low, *high};
}

std::optional<Distribution> read_preset(const YamlNode& node, const ReadContext& context) {
  const auto name = read_word(node, "a keep-alive preset", {"aws-2017", "aws-2019h1", "aws-2020", "aws-2021"}, {}, context.faults);
  if (!name) return std::nullopt;
  constexpr std::int64_t minute = 60;
  if (*name == "aws-2017") return Uniform{seconds(45 * minute), seconds(60 * minute)};
  if (*name == "aws-2019h1") return Uniform{seconds(25 * minute), seconds(65 * minute)};
  if (*name == "aws-2020") return Constant{seconds(10 * minute)};
  return Constant{seconds(380)};
}

std::optional<Distribution> read_law(const std::string& name, const YamlNode& value, const std::string& path,
                                     const ReadContext& context);

std::size_t samples_of(const Empirical& empirical) {
  return empirical.samples.size();
}

template <class Law>
std::size_t samples_of(const Law&) {
  return 0;
}

std::size_t samples_of(const Mixture& mixture) {
  std::size_t sum = 8 * mixture.parts.size();  // a part takes the room of so many
  for (const Mixture::Part& part : mixture.parts) sum += std::visit([](const auto& law) { return samples_of(law); }, part.law);
  return sum;
}

/// The parts of one mixture while they are read; a part that is a mixture itself is taken for its parts.
class MixtureReader {
 public:
  MixtureReader(const std::string& path, const ReadContext& context) : path_(path), context_(context) {}

  std::optional<Distribution> read(const YamlNode& node) {
    if (node.kind != YamlNode::Kind::list || node.items.size() < 2) {
      context_.faults.add(node.place, "mixture takes a list of two parts or more",
                          "write {mixture: [{weight: 0.9, fixed: 45ms}, {weight: 0.1, lognormal: {p50: 1s, p99: 3s}}]}");
      return std::nullopt;
    }
    bool good = true;
    for (std::size_t i = 0; i < node.items.size() && !too_large(); ++i) {
      good = read_part(node.items[i], fmt::format("{}[{}]", path_, i)) && good;
    }
    if (too_large()) {
      context_.faults.add(node.place,
                          fmt::format("{} has more than {} parts, or more than {} samples in all", path_, max_parts, max_samples),
                          "join parts, or write {empirical: file.csv}");
      return std::nullopt;
    }
    if (!good) return std::nullopt;
    return std::move(mixture_);
  }

 private:
  static constexpr std::size_t max_parts = 64;
  static constexpr std::string_view example = "write {weight: 0.9, lognormal: {p50: 45ms, p99: 300ms}}";

  [[nodiscard]] bool too_large() const { return mixture_.parts.size() > max_parts || samples_ > max_samples; }

  bool read_part(const YamlNode& node, const std::string& path) {
    const MapReader map(node, path, schema_of(Keys::mixture), context_.faults);
    if (node.kind != YamlNode::Kind::map) return false;
    const auto weight = read_weight(map);
    const std::size_t named = node.entries.size() - (map.has("weight") ? 1 : 0);
    if (named != 1) {
      context_.faults.add(node.place, fmt::format("{} takes one distribution beside its weight, here are {}", path, named),
                          std::string(example));
    }
    const auto entry = std::find_if(node.entries.begin(), node.entries.end(), [](const YamlEntry& e) { return e.key != "weight"; });
    if (named != 1 || !is_law(entry->key)) return false;
    const YamlNode* value = map.value(entry->key);
    const auto law = value == nullptr ? std::nullopt : read_law(entry->key, *value, map.path_of(entry->key), context_);
    if (!weight || !law) return false;
    const double share = *weight;
    std::visit([&](const auto& read) { add(share, read); }, *law);
    return true;
  }

  [[nodiscard]] std::optional<double> read_weight(const MapReader& map) const {
    const YamlNode* node = map.value("weight");
    if (node != nullptr) {
      return read_quantity(*node, "a plain number", context_.faults, read_number, smallest_weight, largest_weight);
    }
    if (!map.has("weight"))
      context_.faults.add(map.node().place, fmt::format("{} has no `weight`", map.path()), std::string(example));
    return std::nullopt;
  }

  static bool is_law(std::string_view key) {
    const std::vector<std::string_view>& keys = schema_of(Keys::mixture).keys;
    return key != "weight" && std::find(keys.begin(), keys.end(), key) != keys.end();
  }

  template <class Law>
  void add(double weight, const Law& law) {
    samples_ += samples_of(law);
    mixture_.parts.push_back({weight, law});
  }

  void add(double weight, const Mixture& inner) {
    double total = 0;
    for (const Mixture::Part& part : inner.parts) total += part.weight;
    samples_ += samples_of(inner);
    for (const Mixture::Part& part : inner.parts) mixture_.parts.push_back({weight * part.weight / total, part.law});
  }

  static constexpr double smallest_weight = 1e-6, largest_weight = 1e6;
  const std::string& path_;
  const ReadContext& context_;
  Mixture mixture_;
  std::size_t samples_ = 0;
};

std::optional<Distribution> read_law(const std::string& name, const YamlNode& value, const std::string& path,
                                     const ReadContext& context) {
  if (name == "exponential") return read_exponential(value, path, context);
  if (name == "lognormal") return read_lognormal(value, path, context);
  if (name == "uniform") return read_uniform(value, context);
  if (name == "gamma") return read_gamma(value, path, context);
  if (name == "weibull") return read_weibull(value, path, context);
  if (name == "pareto") return read_pareto(value, path, context);
  if (name == "empirical") return read_empirical(value, context);
  if (name == "mixture") return MixtureReader(path, context).read(value);
  if (name == "hyperexponential") return read_hyperexponential(value, path, context);
  if (name == "preset") return read_preset(value, context);
  const auto fixed = read_one_time(value, context);
  if (!fixed) return std::nullopt;
  return Constant{*fixed};
}

/// Tells once where there are too many.
void count_shapes(const Distribution& law, const YamlNode& node, const ReadContext& context) {
  static_assert(max_shapes * QuantileTable::stored_bytes <= std::size_t{200} << 20U);
  const bool told = context.shapes.size() > max_shapes;
  for (const auto& shape : table_shapes(law)) context.shapes.insert(shape);
  if (told || context.shapes.size() <= max_shapes) return;
  context.faults.add(node.place, fmt::format("the scenario has laws of more than {} shapes", max_shapes),
                     "laws share a shape if they differ in scale only: round `shape` or `sigma` to two digits");
}

std::optional<Distribution> read_named(const YamlNode& node, const std::string& path, const Schema& schema,
                                       const ReadContext& context) {
  if (node.kind == YamlNode::Kind::scalar) {
    const auto time = read_one_time(node, context);
    if (!time) return std::nullopt;
    return Constant{*time};
  }
  if (node.kind != YamlNode::Kind::map) {
    context.faults.add(node.place, fmt::format("a time or a distribution is expected, not {}", kind_name(node)),
                       "write 45ms, or {lognormal: {p50: 45ms, p99: 300ms}}");
    return std::nullopt;
  }
  const MapReader map(node, path, schema, context.faults);
  if (node.entries.size() != 1) {
    context.faults.add(node.place, fmt::format("{} takes one distribution, here are {}", path, node.entries.size()),
                       "write one key, such as {lognormal: {p50: 45ms, p99: 300ms}}");
    return std::nullopt;
  }
  const std::string& name = node.entries[0].key;
  const YamlNode* value = std::find(schema.keys.begin(), schema.keys.end(), name) == schema.keys.end() ? nullptr : map.value(name);
  if (value == nullptr) return std::nullopt;
  auto law = read_law(name, *value, map.path_of(name), context);
  if (law) count_shapes(*law, node, context);
  return law;
}

}  // namespace

std::string path_of_file(const YamlNode& node, const ReadContext& context) {
  return node.place.setting == Place::document ? resolved_path(context.folder, node.text) : node.text;
}

std::optional<Distribution> read_distribution(const YamlNode& node, const std::string& path, const ReadContext& context,
                                              Keys keys) {
  return read_named(node, path, schema_of(keys), context);
}

std::size_t samples_in(const Distribution& distribution) {
  return std::visit([](const auto& law) { return samples_of(law); }, distribution);
}

Lognormal lognormal_through(double p50_ns, double p99_ns) {
  return {p50_ns, natural_log(p99_ns / p50_ns) / z99};
}

}  // namespace thaw
