#include "engine/elementary.hpp"

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "thaw/check.hpp"

namespace thaw {
namespace {

// ln 2 in two parts: the first has trailing zero bits, so that k * ln2_high is exact for any exponent k.
constexpr double ln2_high = 6.93147180369123816490e-01;
constexpr double ln2_low = 1.90821492927058770002e-10;

template <std::size_t n>
double polynomial(const double (&coefficients)[n], double x) {
  double sum = 0;
  for (std::size_t i = n; i-- > 0;) sum = sum * x + coefficients[i];
  return sum;
}

}  // namespace

double natural_log(double x) {
  THAW_CHECK(x >= 0x1p-1022 && x < 0x1p1023);
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
  auto exponent = static_cast<std::int64_t>(bits >> 52) - 1023;
  double m = std::bit_cast<double>((bits & 0x000fffffffffffffULL) | 0x3ff0000000000000ULL);
  if (m > 1.4142135623730951) {
    m *= 0.5;
    ++exponent;
  }
  // ln m = 2 artanh(f) with f = (m - 1)/(m + 1), |f| <= 0.172: thirteen terms reach the last bit.
  const double f = (m - 1) / (m + 1);
  const double square = f * f;
  double series = 0;
  for (int k = 25; k >= 3; k -= 2) series = (series + 1.0 / k) * square;
  const auto e = static_cast<double>(exponent);
  return e * ln2_high + (e * ln2_low + 2 * (f + f * series));
}

double natural_exp(double x) {
  THAW_CHECK(x >= -700 && x <= 700);
  const double scaled = x * 1.4426950408889634;
  const auto k = static_cast<std::int64_t>(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
  const auto whole = static_cast<double>(k);
  const double r = (x - whole * ln2_high) - whole * ln2_low;
  double sum = 1;
  for (int i = 16; i >= 1; --i) sum = 1 + sum * r / i;
  return sum * std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52);
}

double cosine_of_turns(double turns) {
  THAW_CHECK(turns >= 0 && turns <= 1);
  const double folded = turns <= 0.5 ? turns : 1 - turns;  // the second half turn mirrors the first
  const bool negative = folded > 0.25;
  const double quarter = negative ? 0.5 - folded : folded;
  const bool as_sine = quarter > 0.125;
  const double x = 6.283185307179586 * (as_sine ? 0.25 - quarter : quarter);  // at most pi / 4: ten terms reach the last bit
  double sum = 1;
  for (int i = 20; i >= 2; i -= 2) sum = 1 - sum * x * x / (as_sine ? i * (i + 1) : i * (i - 1));
  if (as_sine) sum *= x;
  return negative ? -sum : sum;
}

double normal_quantile(double p) {
  THAW_CHECK(p > 0 && p < 1);
  static constexpr double a[] = {3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3,
                                 1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                 3.3430575583588128105e+4, 2.5090809287301226727e+3};
  static constexpr double b[] = {1.0,
                                 4.2313330701600911252e+1,
                                 6.8718700749205790830e+2,
                                 5.3941960214247511077e+3,
                                 2.1213794301586595867e+4,
                                 3.9307895800092710610e+4,
                                 2.8729085735721942674e+4,
                                 5.2264952788528545610e+3};
  static constexpr double c[] = {1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                                 3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                                 2.27238449892691845833e-2, 7.74545014278341407640e-4};
  static constexpr double d[] = {1.0,
                                 2.05319162663775882187e0,
                                 1.67638483018380384940e0,
                                 6.89767334985100004550e-1,
                                 1.48103976427480074590e-1,
                                 1.51986665636164571966e-2,
                                 5.47593808499534494600e-4,
                                 1.05075007164441684324e-9};
  static constexpr double e[] = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                                 2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                 2.71155556874348757815e-5, 2.01033439929228813265e-7};
  static constexpr double f[] = {1.0,
                                 5.99832206555887937690e-1,
                                 1.36929880922735805310e-1,
                                 1.48753612908506148525e-2,
                                 7.86869131145613259100e-4,
                                 1.84631831751005468180e-5,
                                 1.42151175831644588870e-7,
                                 2.04426310338993978564e-15};
  const double q = p - 0.5;
  if (q >= -0.425 && q <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(a, r) / polynomial(b, r);
  }
  const double r = std::sqrt(-natural_log(q < 0 ? p : 1 - p));
  const double z = r <= 5 ? polynomial(c, r - 1.6) / polynomial(d, r - 1.6) : polynomial(e, r - 5) / polynomial(f, r - 5);
  return q < 0 ? -z : z;
}

}  // namespace thaw
