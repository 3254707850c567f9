// A collector that stores each event once, by its id, and answers in every way that one can.
#ifndef KAGO_TESTS_SIMULATION_COLLECTOR_H_
#define KAGO_TESTS_SIMULATION_COLLECTOR_H_

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "tests/simulation/browser.h"

namespace kago::simulation {

struct Answer {
  std::int64_t status = 0;  // 0: none
  std::string retry_after;
  std::string body;
  bool packed = false;  // the request was; the network says so
};

class Collector {
 public:
  explicit Collector(Browser* browser) : browser_(*browser) {}

  Answer Take(std::int64_t request, std::string_view body, bool packed);

  // For as long as it lasts every request gets that status and those words; 0: no answer at all.
  void GoDown(TimeMs until, std::int64_t status, std::string_view words);
  // What an answer may hold that isn't the collector's about this request.
  static std::string_view StrangersWords(Random* random);
  static std::int64_t StrangersStatus(Random* random);
  // In a sound state for ever: what it refuses for good reason it refuses still.
  void Recover() { down_until_ = 0; }
  // It or a proxy of its does not, and says so by that status; 0: it does.
  void ReadNoGzip(std::int64_t status) { gzip_status_ = status; }

 private:
  Answer Fault();
  // No answer has no header either.
  Answer Words(std::int64_t status, std::string_view body);
  Answer Store(std::int64_t request, const Json& events);
  bool Keep(std::int64_t request, const Json& event);

  Browser& browser_;
  TimeMs down_until_ = 0;
  std::int64_t down_status_ = 0;
  std::string_view down_words_;
  std::int64_t gzip_status_ = 0;
  std::set<std::string> held_;
};

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_COLLECTOR_H_
