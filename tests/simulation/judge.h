// Judges a history: what must hold of every one, found from facts alone. It has no use for the
// core's own books, except to hold them against what the store and the collector hold.
//
// By the invariants of anchors.md B.3: (1) Told, Deleted, Books, End; (2) Stored; (3) Put, InOrder;
// (5) Posted, Books; (7) Claimed, End; (8) Claimed. Not here: (4), since consent stands in front of
// the engine (js/src/api/kago.ts); (6), since the schema has judges of its own (tests/conformance); (9),
// since native code has no exceptions: the browser's tests see to it.
#ifndef KAGO_TESTS_SIMULATION_JUDGE_H_
#define KAGO_TESTS_SIMULATION_JUDGE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/simulation/history.h"

namespace kago::simulation {

struct Breach {
  std::string what;
  std::size_t fact;   // index in the history
  std::string about;  // an event's id, where it is about one
};

class Judge {
 public:
  // The first thing that is wrong, if any.
  static std::optional<Breach> Verdict(const std::vector<Fact>& facts);

 private:
  struct Event {
    std::int64_t seq = 0;
    int store = kSharedStore;
    std::string text;
  };
  // The last lease that was given, and what came of it.
  struct Turn {
    std::string lease;
    TimeMs at = 0;
    TimeMs clock_offset = 0;
    bool settled = false;
    TimeMs settled_at = 0;
    TimeMs wait_min = 0;  // what was asked for, or what no draw goes below
    TimeMs wait_max = 0;  // what the cause allows
    bool was_silent = false;  // no answer came
    bool clock_jumped = false;  // before it did
    bool as_text = false;  // the next request must not be gzip
  };
  struct Request {
    std::vector<std::string> ids;
    bool page_end = false;
    int store = kSharedStore;
  };

  void Take(const Fact& fact);
  // `about`: an event's id, or nothing.
  void Check(bool holds, const std::string& what, const std::string& about = {});
  void Told(const Fact& fact);
  void Put(const Fact& fact);
  void Deleted(const Fact& fact);
  void Books(const Fact& fact);
  void Claimed(const Fact& fact);
  void Settled(const Fact& fact);
  void Released(const Fact& fact);
  void Posted(const Fact& fact, bool page_end);
  void Stored(const Fact& fact);
  void InOrder(const Fact& fact, const Request& request);
  void Heard(const Fact& fact);
  void End(const Fact& fact);

  void InNoBurst(const Fact& fact);

  bool IsRewritten(const std::string& event_id) const;

  std::string broken_;
  std::string about_;
  std::map<std::pair<int, std::string>, Event> put_;            // by store and event id
  std::map<std::pair<int, std::int64_t>, std::string> rows_;    // event ids by store and number
  std::map<std::pair<int, std::string>, std::string> cart_times_;  // of the last event, by store and cart
  std::map<std::pair<int, std::string>, std::int64_t> cart_calls_;  // likewise the call, by tab and cart
  std::map<std::int64_t, int> tab_of_call_;
  std::set<int> unordered_tabs_;      // a call of theirs could not be written down
  std::set<std::int64_t> left_;       // calls
  std::set<std::int64_t> carried_out_;
  std::map<int, Turn> turns_;         // by store
  std::map<int, std::vector<TimeMs>> in_vain_;  // by store: claims since the collector's last words
  std::set<int> stepped_aside_;       // stores: an event may have
  std::map<std::string, std::vector<std::string>> sent_under_;  // event ids by lease
  std::map<std::string, int> store_of_lease_;
  std::map<std::int64_t, Request> requests_;
  std::set<std::string> drafts_;      // left at page end before a commit confirmed them
  std::set<std::string> accepted_;    // told to a page by a tab on the shared store
  std::set<std::string> freed_;       // the collector's own words were heard
  std::set<std::string> passed_over_;
  std::map<std::string, std::string> held_;  // by the collector, as it came first
  std::map<std::int64_t, std::string> event_of_call_;
  std::map<int, std::int64_t> last_stored_;  // row, by store
  std::map<std::string, std::set<int>> stores_of_;  // of an event
  std::set<int> calm_claims_;  // stores
  TimeMs calm_at_ = -1;
  TimeMs jumped_at_ = INT64_MIN / 2;  // the clock, last
  TimeMs jumped_by_ = 0;
};

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_JUDGE_H_
