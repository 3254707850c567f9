// What happened, fact after fact, as one outside of the core sees it: the judge reads this and
// nothing else, a person reads it when a seed fails.
#ifndef KAGO_TESTS_SIMULATION_HISTORY_H_
#define KAGO_TESTS_SIMULATION_HISTORY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tests/simulation/clock.h"

namespace kago::simulation {

// The store that all tabs share; a tab without one keeps its own, under its number plus 1.
inline constexpr int kSharedStore = 0;

struct Fact {
  enum class Kind {
    kCalled,      // a tab makes the call `number`; text: its name
    kLeft,        // the call `number` was written down raw, or said last by a page that has ended
    kNotLeft,     // the call `number` could not be written down
    kCarriedOut,  // committed: what became of the call `number`; text: its status, id: its event
    kTold,        // the page hears what became of its call `number`; likewise
    kPut,         // committed: row `number` with the event `id`, whose text is `text`
    kDeleted,     // committed: row `number` is gone
    kBooks,       // committed: the state `text`, with `number` rows in the store
    kClaimed,     // committed: the lease `id` was given
    kSettled,     // committed: the answer `number` to the lease `id`; text: its body, list: Retry-After and `packed`, if its request was
    kReleased,    // committed: the page of the lease `id` is gone
    kPosted,      // request `number` leaves under the lease `id`; list: its events; text: `packed`, if its body is gzip
    kPageEnd,     // likewise, by keepalive at page end; text: ids of events that no commit has confirmed
    kStored,      // the collector has the event `id` of request `number`; text: the event
    kPassedOver,  // the collector kept later events of the request, but not this one
    kHeard,       // a tab hears the answer `number` to the lease `id`; text: its body
    kStorage,     // the tab goes on with a store of its own
    kClock,       // jumps by `number`
    kTab,         // text: what happens to the tab
    kOnline,      // committed: the tab has heard that the network is back
    kWeather,     // text: of network and collector
    kCalm,        // no more faults from here on
    kEnd,         // `number` rows are still stored
  };
  Kind kind;
  int tab = kNoTab;
  int store = kSharedStore;
  std::int64_t number = 0;
  std::string id{};
  std::string text{};
  std::vector<std::string> list{};
  std::int64_t bytes = 0;  // of a request's body
  TimeMs at = -1;          // monotonic
  TimeMs wall = 0;
};

class History {
 public:
  explicit History(const Clock* clock) : clock_(*clock) {}

  // The fact with the time that it is now.
  Fact Now(Fact fact) const;
  // As it stands when it has a time, else it is of now.
  void Add(Fact fact);
  const std::vector<Fact>& facts() const { return facts_; }

 private:
  const Clock& clock_;
  std::vector<Fact> facts_;
};

std::string TextOf(const Fact& fact);

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_HISTORY_H_
