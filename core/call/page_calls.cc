#include "core/call/page_calls.h"

#include <algorithm>

#include "core/base/limits.h"

namespace kago {
namespace {

constexpr std::int64_t kBits = 32;  // so that they fit into a number of JSON

bool Has(std::int64_t bits, std::int64_t at) { return (bits >> at & 1) != 0; }

// Makes room for the numbers up to the one that is so far ahead.
std::int64_t Moved(std::int64_t bits, std::int64_t ahead) {
  return ahead < kBits ? (bits << ahead) & ((std::int64_t{1} << kBits) - 1) : 0;
}

}  // namespace

PageCalls::Fate PageCalls::FateOf(const CallMark& call) const {
  for (const Page& page : pages_) {
    if (page.id != call.page) continue;
    const std::int64_t back = page.last - call.number;
    if (back >= kBits) return Fate::kNotAccepted;
    if (back < 0 || !Has(page.came, back)) return Fate::kUnknown;
    return Has(page.accepted, back) ? Fate::kAccepted : Fate::kNotAccepted;
  }
  return Fate::kUnknown;
}

void PageCalls::Add(const CallMark& call, Fate fate) {
  Page page{call.page, call.number};
  Page* found = std::find_if(pages_.begin(), pages_.end(), [&](const Page& one) { return one.id == call.page; });
  if (found != pages_.end()) {
    page = *found;
    pages_.erase(found);
  } else if (pages_.size() == limits::kPagesMax) {
    pages_.erase(pages_.begin());
  }
  const std::int64_t ahead = std::max<std::int64_t>(call.number - page.last, 0);
  page.last += ahead;
  page.came = Moved(page.came, ahead);
  page.accepted = Moved(page.accepted, ahead);
  const std::int64_t back = page.last - call.number;
  if (back < kBits) {
    page.came |= std::int64_t{1} << back;
    if (fate == Fate::kAccepted) page.accepted |= std::int64_t{1} << back;
  }
  pages_.push_back(page);
}

}  // namespace kago
