#include "tests/simulation/network.h"

#include <utility>

namespace kago::simulation {
namespace {

// js/src/engine/sender.ts
constexpr std::int64_t kKeepaliveBytesMax = 60'000;
// Over all keepalive requests that a page has under way (Fetch standard).
constexpr std::size_t kBrowserKeepaliveBytesMax = 65'536;
constexpr TimeMs kPackMsMax = 20;
constexpr TimeMs kUsualDelayMs = 300;
constexpr TimeMs kSlowDelayMs = 60'000;

}  // namespace

std::int64_t Network::Post(int tab, std::string body, TimeMs timeout_ms, bool packs, std::function<void(Answer)> heard) {
  const std::int64_t number = ++requests_;
  const auto request = std::make_shared<Request>();
  request->tab = tab;
  request->body = std::move(body);
  request->heard = std::move(heard);
  request->timeout = browser_.clock.After(timeout_ms, tab, [this, request] { Finish(request, {}); });
  under_way_[number] = request;
  request->packed = packs;
  if (!packs) {
    Begin(number, request);
  } else {
    browser_.clock.After(browser_.random.Between(0, kPackMsMax), tab, [this, number, request] { Begin(number, request); });
  }
  return number;
}

void Network::Begin(std::int64_t number, const Shared& request) {
  if (request->is_over) return;
  request->keepalive = std::ssize(request->body) <= KeepaliveRoom(request->tab);
  const bool fits = !request->keepalive || KeepaliveBytes(request->tab) + request->body.size() <= kBrowserKeepaliveBytesMax;
  request->began = true;
  if (!fits || browser_.random.Chance(browser_.faults.refused)) {
    browser_.clock.After(0, request->tab, [this, request] { Finish(request, {}); });
  } else {
    Send(number, request);
  }
}

bool Network::Outlives(std::int64_t number) const {
  const auto request = under_way_.find(number);
  return request != under_way_.end() && request->second->began && request->second->keepalive;
}

void Network::Send(std::int64_t number, const Shared& request) {
  const bool lost = std::exchange(loses_request_, false) || browser_.random.Chance(browser_.faults.lost_request);
  const int copies = (lost ? 0 : 1) + (browser_.random.Chance(browser_.faults.doubled) ? 1 : 0);
  for (int copy = 0; copy < copies; ++copy) {
    browser_.clock.After(Delay(), kNoTab, [this, number, request] { Arrive(number, request); });
  }
}

void Network::Arrive(std::int64_t number, const Shared& request) {
  // Its body was still on the way when its page died.
  if (!under_way_.contains(number) && !request->keepalive) return;
  Answer answer = collector_.Take(number, request->body, request->packed);
  answer.packed = request->packed;
  if (std::exchange(loses_answer_, false) || browser_.random.Chance(browser_.faults.lost_answer)) return;
  browser_.clock.After(Delay(), kNoTab, [this, number, request, answer] {
    under_way_.erase(number);
    browser_.clock.After(0, request->tab, [this, request, answer] { Finish(request, answer); });
  });
}

void Network::Finish(const Shared& request, const Answer& answer) {
  if (std::exchange(request->is_over, true)) return;
  browser_.clock.Cancel(request->timeout);
  std::erase_if(under_way_, [&](const auto& entry) { return entry.second == request; });
  request->heard(answer);
}

void Network::Kill(int tab) {
  std::erase_if(under_way_, [tab](const auto& entry) { return entry.second->tab == tab; });
}

TimeMs Network::Delay() {
  const bool slow = browser_.random.Chance(browser_.faults.slow);
  return browser_.random.Between(1, slow ? kSlowDelayMs : kUsualDelayMs);
}

std::int64_t Network::KeepaliveRoom(int tab) const { return kKeepaliveBytesMax - static_cast<std::int64_t>(KeepaliveBytes(tab)); }

std::size_t Network::KeepaliveBytes(int tab) const {
  std::size_t bytes = 0;
  for (const auto& [number, request] : under_way_) {
    if (request->tab == tab && request->began && request->keepalive) bytes += request->body.size();
  }
  return bytes;
}

}  // namespace kago::simulation
