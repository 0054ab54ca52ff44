#include "report/law_members.hpp"

#include <array>
#include <cmath>
#include <concepts>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace thaw {

namespace {

constexpr RealRange any_ms = {0, 1e18};  // a mean may be beyond what is drawn of its law
constexpr RealRange any_sigma = {0, 10};
constexpr RealRange any_gamma_shape = {0.05, 10'000};
constexpr RealRange any_power_shape = {0.1, 1'000};  // of Weibull's law and Pareto's
constexpr RealRange any_weight = {0, 1e13};
constexpr RealRange any_mb = {0, 102'400};             // of a run's peak
constexpr std::size_t max_saved_samples = 10'000'000;  // of empirical laws, in all: as many as a scenario may have

// ---- parameters that are doubles: nanoseconds of which a fraction is noise; they are shown as they are

void ms_member(WrittenBlock& block, std::string_view name, double ns) {
  block.real(name, ns / 1e6, any_ms);
}

// Of the few doubles near the product one gives the same digits again.
void ms_member(SavedBlock& block, std::string_view name, double& ns) {
  double ms = 0;
  block.real(name, ms, any_ms);
  ns = ms * 1e6;
  double below = ns;
  double above = ns;
  for (int i = 0; i < 4; ++i) {
    for (const double near : {below, above}) {
      if (near / 1e6 != ms) continue;
      ns = near;
      return;
    }
    below = std::nextafter(below, -HUGE_VAL);
    above = std::nextafter(above, HUGE_VAL);
  }
}

// ---- the parameters of each law; `T` is the law, const where it is written

template <class Law, class T>
concept Of = std::same_as<std::remove_const_t<Law>, T>;

template <class Block, Of<Constant> Law>
void parameters(Block& block, Law& law) {
  block.milliseconds_of("value_ms", law.value);
}

template <class Block, Of<Exponential> Law>
void parameters(Block& block, Law& law) {
  ms_member(block, "mean_ms", law.mean_ns);
}

template <class Block, Of<Lognormal> Law>
void parameters(Block& block, Law& law) {
  ms_member(block, "median_ms", law.median_ns);
  block.real("sigma", law.sigma, any_sigma);
}

template <class Block, Of<Uniform> Law>
void parameters(Block& block, Law& law) {
  block.milliseconds_of("low_ms", law.low);
  block.milliseconds_of("high_ms", law.high);
}

template <class Block, Of<Quantiles> Law>
void parameters(Block& block, Law& law) {
  ms_member(block, "p50_ms", law.p50_ns);
  ms_member(block, "p90_ms", law.p90_ns);
  ms_member(block, "p99_ms", law.p99_ns);
  ms_member(block, "max_ms", law.max_ns);
  block.real("sigma", law.sigma, any_sigma);
}

template <class Block, Of<Gamma> Law>
void parameters(Block& block, Law& law) {
  block.real("shape", law.shape, any_gamma_shape);
  ms_member(block, "mean_ms", law.mean_ns);
}

template <class Block, Of<Weibull> Law>
void parameters(Block& block, Law& law) {
  block.real("shape", law.shape, any_power_shape);
  ms_member(block, "scale_ms", law.scale_ns);
}

template <class Block, Of<Pareto> Law>
void parameters(Block& block, Law& law) {
  block.real("shape", law.shape, any_power_shape);
  block.milliseconds_of("min_ms", law.min);
}

void parameters(WrittenBlock& block, const Empirical& law) {
  block.count("samples", law.samples.size());
  if (law.samples.empty()) return;
  block.milliseconds_of("min_ms", law.samples.front());
  block.milliseconds_of("max_ms", law.samples.back());
}

void parameters(SavedBlock& block, Empirical& law) {
  std::size_t size = 0;
  std::size_t& samples = block.document().samples();
  block.whole("samples", size, max_saved_samples - samples);
  if (size == 0 && block.sound()) return;
  Duration least, greatest;
  block.milliseconds_of("min_ms", least);
  block.milliseconds_of("max_ms", greatest);
  if (greatest < least || (size == 1 && greatest != least)) block.contradiction("the greatest sample is not the greatest");
  if (!block.sound()) return;
  samples += size;
  law.samples.assign(size, least);
  law.samples.back() = greatest;
}

// ---- which law it is

template <class Law>
void law_members(WrittenBlock& block, const Law& law);
template <class Law>
void law_members(SavedBlock& block, Law& law);

template <class Block, Of<Mixture> Law>
void parameters(Block& block, Law& law) {
  const auto part_members = [](Block& inner, auto& part) {
    inner.real("weight", part.weight, any_weight);
    law_members(inner, part.law);
  };
  block.array("parts", law.parts, part_members, JsonLayout::compact);
}

template <class Law>
void law_members(WrittenBlock& block, const Law& law) {
  block.string("kind", name_of(law));
  std::visit([&block](const auto& one) { parameters(block, one); }, law);
}

/// One of each kind of law, to be found by its name.
template <class Law, std::size_t... I>
std::array<Law, sizeof...(I)> each_kind(std::index_sequence<I...> /*kinds*/) {
  return {Law(std::in_place_index<I>)...};
}

template <class Law>
void law_members(SavedBlock& block, Law& law) {
  const auto kind = block.member("kind");
  const auto name = kind ? block.document().string(*kind, block.path_of("kind")) : std::nullopt;
  std::vector<std::string_view> known;
  for (Law& one : each_kind<Law>(std::make_index_sequence<std::variant_size_v<Law>>())) {
    known.push_back(name_of(one));
    if (known.back() != name) continue;
    std::visit([&block](auto& of_kind) { parameters(block, of_kind); }, one);
    law = std::move(one);
    return;
  }
  block.pass_over_others();
  if (name) block.refuse_word(*kind, "kind", *name, known);
}

}  // namespace

void members(WrittenBlock& block, const Distribution& law) {
  law_members(block, law);
}
void members(SavedBlock& block, Distribution& law) {
  law_members(block, law);
}

// Sizes are laws of bytes, of which only three kinds are built. Quotients by a power of two, so that the same digits come out
// again.
constexpr double bytes_per_mb = 1'048'576;

void members(WrittenBlock& block, const Sizes& sizes) {
  const auto mb = [&](std::string_view name, double bytes) { block.real(name, bytes / bytes_per_mb, any_mb); };
  block.string("kind", name_of(sizes.bytes));
  if (const auto* constant = std::get_if<Constant>(&sizes.bytes)) {
    mb("value_mb", static_cast<double>(constant->value.ns));
  } else if (const auto* uniform = std::get_if<Uniform>(&sizes.bytes)) {
    mb("low_mb", static_cast<double>(uniform->low.ns));
    mb("high_mb", static_cast<double>(uniform->high.ns));
  } else if (const auto* lognormal = std::get_if<Lognormal>(&sizes.bytes)) {
    mb("median_mb", lognormal->median_ns);
    block.real("sigma", lognormal->sigma, any_sigma);
  }
}

void members(SavedBlock& block, Sizes& sizes) {
  const auto bytes_of = [&](std::string_view name) {
    double mb = 0;
    block.real(name, mb, any_mb);
    return mb * bytes_per_mb;
  };
  const auto size_of = [&](std::string_view name) { return Duration{static_cast<std::int64_t>(bytes_of(name))}; };
  const auto member = block.member("kind");
  const auto kind = member ? block.document().string(*member, block.path_of("kind")) : std::nullopt;
  const std::vector<std::string_view> known = {name_of(Distribution(Constant{})), name_of(Distribution(Uniform{})),
                                               name_of(Distribution(Lognormal{}))};
  if (kind == known[0]) {
    sizes.bytes = Constant{size_of("value_mb")};
  } else if (kind == known[1]) {
    const Duration low = size_of("low_mb");
    sizes.bytes = Uniform{low, size_of("high_mb")};
  } else if (kind == known[2]) {
    Lognormal law{bytes_of("median_mb"), 0};
    block.real("sigma", law.sigma, any_sigma);
    sizes.bytes = law;
  } else {
    block.pass_over_others();
    if (kind) block.refuse_word(*member, "kind", *kind, known);
  }
}

}  // namespace thaw
