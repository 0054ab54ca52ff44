#include "scenario/region.hpp"

namespace thaw {

const std::vector<std::string_view>& priced_regions() {
  static const std::vector<std::string_view> names = {"us-east-1"};
  return names;
}

const std::vector<std::string_view>& unpriced_regions() {
  static const std::vector<std::string_view> names = {
      "us-east-2",      "us-west-1",      "us-west-2",      "us-gov-east-1",  "us-gov-west-1",  "ca-central-1",   "ca-west-1",
      "mx-central-1",   "sa-east-1",      "eu-central-1",   "eu-central-2",   "eu-west-1",      "eu-west-2",      "eu-west-3",
      "eu-north-1",     "eu-south-1",     "eu-south-2",     "ap-south-1",     "ap-south-2",     "ap-southeast-1", "ap-southeast-2",
      "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ap-northeast-1", "ap-northeast-2",
      "ap-northeast-3", "ap-east-1",      "ap-east-2",      "me-south-1",     "me-central-1",   "il-central-1",   "af-south-1",
      "cn-north-1",     "cn-northwest-1"};
  return names;
}

}  // namespace thaw
