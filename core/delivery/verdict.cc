#include "core/delivery/verdict.h"

#include <array>

namespace kago {
namespace {

using enum Verdict;

constexpr std::array<StatusRule, 11> kRules = {{
    //        names  misreads own       otherwise
    {200, 299, true, false, kStranger, kStranger},
    {400, 400, true, true, kSmaller, kStranger},
    {401, 401, false, false, kHalt, kHalt},
    {403, 404, false, false, kHalt, kHalt},
    {408, 408, false, false, kRetry, kRetry},
    {413, 413, true, false, kSmaller, kSmaller},
    {415, 415, true, true, kSmaller, kStranger},
    {422, 422, true, true, kSmaller, kStranger},
    {425, 425, false, false, kRetry, kRetry},
    {429, 429, false, false, kRetry, kRetry},
    {400, 499, true, false, kSmaller, kStranger},
}};
constexpr StatusRule kAnyOther = {0, 0, false, false, kRetry, kRetry};

}  // namespace

std::span<const StatusRule> StatusRules() { return kRules; }

const StatusRule& RuleFor(const Answer& answer) {
  // A redirect may have turned the POST into a GET (Fetch standard): an error to that is about nothing we said.
  if (answer.redirected && answer.http_status >= 400) return kAnyOther;
  for (const StatusRule& rule : kRules) {
    if (answer.http_status >= rule.first && answer.http_status <= rule.last) return rule;
  }
  return kAnyOther;
}

Verdict VerdictOn(const Answer& answer, bool own_error) {
  const StatusRule& rule = RuleFor(answer);
  if (answer.packed && rule.misreads_gzip) return kAsText;
  return own_error ? rule.own : rule.otherwise;
}

}  // namespace kago
