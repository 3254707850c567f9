// Between the tabs and the collector: requests and answers that are lost, late, doubled, out of order.
#ifndef KAGO_TESTS_SIMULATION_NETWORK_H_
#define KAGO_TESTS_SIMULATION_NETWORK_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "tests/simulation/collector.h"

namespace kago::simulation {

class Network {
 public:
  Network(Browser* browser, Collector* collector) : browser_(*browser), collector_(*collector) {}

  // As js/src/engine/sender.ts: never fails, no answer is status 0. Returns the request's number.
  // Packing takes its time.
  std::int64_t Post(int tab, std::string body, TimeMs timeout_ms, bool packs, std::function<void(Answer)> heard);
  // A request of a page goes on without it.
  bool Outlives(std::int64_t number) const;
  // The tab is gone: only what left by keepalive goes on.
  void Kill(int tab);
  // As keepaliveRoom of js/src/engine/sender.ts.
  std::int64_t KeepaliveRoom(int tab) const;
  void LoseNextRequest() { loses_request_ = true; }
  void LoseNextAnswer() { loses_answer_ = true; }

 private:
  struct Request {
    int tab = kNoTab;
    std::string body;
    bool packed = false;
    bool keepalive = false;
    bool began = false;  // it is packed, and leaves
    bool is_over = false;  // for the tab
    Clock::Timer timeout;
    std::function<void(Answer)> heard;
  };
  using Shared = std::shared_ptr<Request>;  // its copies on the way may outlive each other

  void Begin(std::int64_t number, const Shared& request);
  void Send(std::int64_t number, const Shared& request);
  void Arrive(std::int64_t number, const Shared& request);
  void Finish(const Shared& request, const Answer& answer);
  TimeMs Delay();
  std::size_t KeepaliveBytes(int tab) const;

  Browser& browser_;
  Collector& collector_;
  std::map<std::int64_t, Shared> under_way_;
  std::int64_t requests_ = 0;
  bool loses_request_ = false;
  bool loses_answer_ = false;
};

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_NETWORK_H_
