#include "core/delivery/verdict.h"

namespace kago {

Verdict VerdictOf(std::int64_t http_status) {
  struct Range {
    std::int64_t first;
    std::int64_t last;
    Verdict verdict;
  };
  // The first row that fits counts.
  static constexpr Range kTable[] = {
      {200, 299, Verdict::kAnswered}, {401, 401, Verdict::kHalt},     {403, 404, Verdict::kHalt},
      {408, 408, Verdict::kRetry},    {413, 413, Verdict::kTooLarge}, {425, 425, Verdict::kRetry},
      {429, 429, Verdict::kRetry},    {400, 499, Verdict::kCulprit},
  };
  for (const Range& range : kTable) {
    if (http_status >= range.first && http_status <= range.last) return range.verdict;
  }
  return Verdict::kRetry;
}

}  // namespace kago
