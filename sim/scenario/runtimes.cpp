#include "scenario/runtimes.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace thaw {
namespace {

// clang-format off: one measured cell a line.
constexpr std::array<RuntimeInit, 86> table = {{
    {"c++", Package::image, Architecture::arm64, 560, 42.5, 86.2, 128.0, 580.0, 0.2194},
    {"c++", Package::image, Architecture::x86_64, 556, 50.0, 101.1, 154.9, 597.8, 0.3533},
    {"c++", Package::zip, Architecture::arm64, 560, 49.3, 59.9, 105.9, 152.3, 0.0555},
    {"c++", Package::zip, Architecture::x86_64, 560, 64.9, 77.9, 127.9, 170.7, 0.0696},
    {"dotnet10", Package::image, Architecture::arm64, 560, 383.1, 733.2, 853.6, 908.4, 0.2044},
    {"dotnet10", Package::image, Architecture::x86_64, 559, 392.0, 688.3, 850.0, 1051.5, 0.2047},
    {"dotnet10", Package::zip, Architecture::arm64, 558, 253.2, 590.9, 726.2, 753.9, 0.1568},
    {"dotnet10", Package::zip, Architecture::x86_64, 560, 255.9, 568.7, 711.5, 764.1, 0.1806},
    {"dotnet8", Package::image, Architecture::arm64, 557, 452.3, 730.8, 869.0, 917.9, 0.2023},
    {"dotnet8", Package::image, Architecture::x86_64, 560, 403.7, 668.5, 869.3, 940.5, 0.1819},
    {"dotnet8", Package::zip, Architecture::arm64, 560, 308.9, 637.0, 734.5, 800.3, 0.1729},
    {"dotnet8", Package::zip, Architecture::x86_64, 560, 256.1, 343.4, 666.1, 759.4, 0.1201},
    {"dotnet8-aot", Package::image, Architecture::arm64, 559, 56.1, 101.2, 146.6, 343.4, 0.2132},
    {"dotnet8-aot", Package::image, Architecture::x86_64, 560, 62.8, 110.7, 169.8, 560.6, 0.2675},
    {"dotnet8-aot", Package::zip, Architecture::arm64, 560, 77.8, 83.1, 103.7, 108.7, 0.0530},
    {"dotnet8-aot", Package::zip, Architecture::x86_64, 560, 87.0, 94.6, 117.0, 154.5, 0.0442},
    {"go", Package::image, Architecture::arm64, 559, 40.3, 81.8, 108.6, 132.8, 0.2353},
    {"go", Package::image, Architecture::x86_64, 560, 47.6, 91.5, 125.1, 136.4, 0.3161},
    {"go", Package::zip, Architecture::arm64, 560, 42.9, 44.4, 46.4, 52.7, 0.0355},
    {"go", Package::zip, Architecture::x86_64, 560, 49.9, 52.8, 62.8, 74.4, 0.0256},
    {"graalvm-java21", Package::image, Architecture::arm64, 560, 78.2, 152.9, 279.8, 480.9, 0.1939},
    {"graalvm-java21", Package::image, Architecture::x86_64, 560, 90.2, 196.3, 324.1, 1378.8, 0.2615},
    {"graalvm-java21", Package::zip, Architecture::arm64, 560, 128.7, 135.4, 162.6, 172.7, 0.0436},
    {"graalvm-java21", Package::zip, Architecture::x86_64, 560, 151.4, 164.1, 194.6, 237.0, 0.0407},
    {"java11", Package::image, Architecture::arm64, 560, 338.2, 690.0, 768.4, 811.0, 0.2180},
    {"java11", Package::image, Architecture::x86_64, 559, 359.8, 633.9, 803.2, 871.8, 0.1634},
    {"java11", Package::zip, Architecture::arm64, 560, 286.6, 534.2, 579.7, 619.1, 0.1544},
    {"java11", Package::zip, Architecture::x86_64, 559, 279.0, 338.5, 584.7, 772.8, 0.0604},
    {"java17", Package::image, Architecture::arm64, 559, 321.9, 468.9, 591.0, 764.5, 0.1865},
    {"java17", Package::image, Architecture::x86_64, 559, 334.7, 602.5, 733.4, 806.1, 0.2684},
    {"java17", Package::zip, Architecture::arm64, 560, 219.8, 234.9, 543.1, 646.1, 0.0642},
    {"java17", Package::zip, Architecture::x86_64, 560, 205.9, 232.2, 594.6, 720.2, 0.0571},
    {"java21", Package::image, Architecture::arm64, 560, 351.1, 651.5, 775.0, 840.5, 0.2865},
    {"java21", Package::image, Architecture::x86_64, 560, 358.0, 662.9, 825.7, 959.3, 0.2438},
    {"java21", Package::zip, Architecture::arm64, 560, 250.1, 270.7, 589.5, 666.4, 0.1505},
    {"java21", Package::zip, Architecture::x86_64, 560, 239.9, 277.4, 614.7, 746.3, 0.0622},
    {"java25", Package::image, Architecture::arm64, 556, 250.1, 430.7, 532.9, 651.6, 0.2111},
    {"java25", Package::image, Architecture::x86_64, 558, 241.6, 464.7, 616.8, 918.9, 0.1489},
    {"java25", Package::zip, Architecture::arm64, 560, 199.8, 247.6, 444.8, 520.5, 0.1057},
    {"java25", Package::zip, Architecture::x86_64, 560, 190.5, 283.4, 475.6, 531.5, 0.1112},
    {"llrt", Package::image, Architecture::arm64, 559, 48.8, 98.3, 144.0, 947.0, 0.2228},
    {"llrt", Package::image, Architecture::x86_64, 559, 59.2, 122.9, 203.1, 251.2, 0.3492},
    {"llrt", Package::zip, Architecture::arm64, 560, 62.9, 69.4, 73.7, 93.1, 0.1953},
    {"llrt", Package::zip, Architecture::x86_64, 560, 67.6, 73.3, 83.7, 88.3, 0.0868},
    {"nodejs20.x", Package::image, Architecture::arm64, 556, 230.1, 257.7, 691.7, 1054.5, 0.0765},
    {"nodejs20.x", Package::image, Architecture::x86_64, 556, 264.5, 568.0, 784.3, 859.6, 0.2614},
    {"nodejs20.x", Package::zip, Architecture::arm64, 560, 132.3, 139.9, 157.3, 223.5, 0.0628},
    {"nodejs20.x", Package::zip, Architecture::x86_64, 560, 141.9, 159.7, 199.2, 269.4, 0.0682},
    {"nodejs22.x", Package::image, Architecture::arm64, 559, 241.2, 679.8, 789.7, 839.9, 0.3051},
    {"nodejs22.x", Package::image, Architecture::x86_64, 558, 295.2, 570.4, 807.9, 1046.4, 0.2969},
    {"nodejs22.x", Package::zip, Architecture::arm64, 560, 129.8, 137.6, 157.7, 240.6, 0.0699},
    {"nodejs22.x", Package::zip, Architecture::x86_64, 560, 140.4, 159.9, 191.0, 220.0, 0.0667},
    {"nodejs24.x", Package::image, Architecture::arm64, 560, 229.3, 640.1, 742.8, 795.2, 0.2293},
    {"nodejs24.x", Package::image, Architecture::x86_64, 557, 268.7, 541.3, 731.1, 836.4, 0.2624},
    {"nodejs24.x", Package::zip, Architecture::arm64, 560, 123.0, 132.2, 160.4, 208.9, 0.1262},
    {"nodejs24.x", Package::zip, Architecture::x86_64, 560, 135.1, 155.0, 183.7, 211.2, 0.0762},
    {"python3.12", Package::image, Architecture::arm64, 559, 134.8, 295.9, 375.0, 391.3, 0.2523},
    {"python3.12", Package::image, Architecture::x86_64, 559, 153.4, 302.2, 417.8, 526.8, 0.2724},
    {"python3.12", Package::zip, Architecture::arm64, 557, 81.5, 87.1, 106.7, 152.7, 0.1329},
    {"python3.12", Package::zip, Architecture::x86_64, 560, 84.6, 99.5, 135.2, 168.6, 0.0786},
    {"python3.13", Package::image, Architecture::arm64, 560, 132.6, 267.4, 342.6, 361.9, 0.2953},
    {"python3.13", Package::image, Architecture::x86_64, 560, 161.3, 310.9, 381.6, 418.9, 0.3172},
    {"python3.13", Package::zip, Architecture::arm64, 560, 80.4, 86.3, 103.8, 165.6, 0.1316},
    {"python3.13", Package::zip, Architecture::x86_64, 560, 84.2, 98.8, 119.7, 143.4, 0.0767},
    {"python3.14", Package::image, Architecture::arm64, 560, 161.1, 296.7, 361.3, 397.0, 0.2291},
    {"python3.14", Package::image, Architecture::x86_64, 559, 174.4, 343.6, 441.4, 491.4, 0.2398},
    {"python3.14", Package::zip, Architecture::arm64, 560, 101.5, 110.8, 138.0, 245.5, 0.0819},
    {"python3.14", Package::zip, Architecture::x86_64, 560, 106.4, 130.6, 229.1, 273.1, 0.0827},
    {"python3.9", Package::image, Architecture::arm64, 558, 128.8, 265.4, 318.3, 335.6, 0.3014},
    {"python3.9", Package::image, Architecture::x86_64, 559, 143.3, 273.2, 361.2, 418.4, 0.2243},
    {"python3.9", Package::zip, Architecture::arm64, 560, 74.4, 93.9, 190.5, 216.4, 0.0712},
    {"python3.9", Package::zip, Architecture::x86_64, 559, 76.5, 90.8, 107.2, 125.0, 0.0754},
    {"quarkus", Package::image, Architecture::x86_64, 560, 127.3, 259.5, 487.6, 2277.1, 0.1924},
    {"quarkus", Package::zip, Architecture::x86_64, 560, 241.6, 260.1, 302.5, 365.2, 0.0427},
    {"ruby3.3", Package::image, Architecture::arm64, 556, 287.5, 352.8, 453.7, 1396.7, 0.1109},
    {"ruby3.3", Package::image, Architecture::x86_64, 560, 276.4, 389.0, 490.7, 747.2, 0.1470},
    {"ruby3.3", Package::zip, Architecture::arm64, 560, 244.0, 293.1, 414.0, 434.4, 0.0974},
    {"ruby3.3", Package::zip, Architecture::x86_64, 560, 232.5, 371.8, 439.2, 577.5, 0.1415},
    {"ruby3.4", Package::image, Architecture::arm64, 560, 273.6, 352.6, 450.0, 550.5, 0.0986},
    {"ruby3.4", Package::image, Architecture::x86_64, 560, 260.9, 377.7, 480.7, 687.6, 0.1392},
    {"ruby3.4", Package::zip, Architecture::arm64, 560, 239.3, 397.0, 423.4, 442.3, 0.1852},
    {"ruby3.4", Package::zip, Architecture::x86_64, 560, 221.1, 359.0, 424.3, 494.9, 0.1469},
    {"rust", Package::image, Architecture::arm64, 558, 31.1, 62.3, 98.0, 224.6, 0.1968},
    {"rust", Package::image, Architecture::x86_64, 559, 36.9, 73.4, 108.1, 134.4, 0.3112},
    {"rust", Package::zip, Architecture::arm64, 559, 13.9, 15.4, 44.2, 47.0, 0.0621},
    {"rust", Package::zip, Architecture::x86_64, 560, 15.8, 20.0, 49.9, 68.9, 0.0650},
}};
// clang-format on

// AWS identifiers without a measurement here: a function may carry the name beside its own `init`.
constexpr std::array<std::string_view, 24> unmeasured = {
    "python3.6",     "python3.7",  "python3.8", "python3.10", "python3.11", "nodejs10.x", "nodejs12.x",   "nodejs14.x",
    "nodejs16.x",    "nodejs18.x", "java8",     "java8.al2",  "dotnet5.0",  "dotnet6",    "dotnet7",      "dotnetcore2.1",
    "dotnetcore3.1", "dotnet9",    "ruby2.5",   "ruby2.7",    "ruby3.2",    "go1.x",      "provided.al2", "provided.al2023"};

constexpr std::array<std::string_view, 7> custom = {"c++", "dotnet8-aot", "go", "graalvm-java21", "llrt", "quarkus", "rust"};

}  // namespace

std::span<const RuntimeInit> runtime_table() {
  return table;
}

const RuntimeInit* find_runtime(std::string_view name, Package package, Architecture architecture) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const RuntimeInit& row) {
    return row.runtime == name && row.package == package && row.architecture == architecture;
  });
  return found == table.end() ? nullptr : &*found;
}

std::vector<std::string_view> runtime_names() {
  std::vector<std::string_view> names;
  for (const RuntimeInit& row : table) {
    if (names.empty() || names.back() != row.runtime) names.push_back(row.runtime);
  }
  return names;
}

bool is_unmeasured_runtime(std::string_view name) {
  return std::find(unmeasured.begin(), unmeasured.end(), name) != unmeasured.end();
}

bool is_custom_runtime(std::string_view name) {
  return name.starts_with("provided") || std::find(custom.begin(), custom.end(), name) != custom.end();
}

Quantiles init_quantiles(const RuntimeInit& row) {
  // Rounded to whole nanoseconds, since a tenth of a millisecond is no binary fraction.
  const auto ns = [](double ms) { return std::round(ms * 1e6); };
  return {ns(row.p50_ms), ns(row.p90_ms), ns(row.p99_ms), ns(row.max_ms), row.sigma};
}

}  // namespace thaw
