// A browser around the core, simulated: what an origin stores, and pages that run steps on it.
//
// It does what js/src/engine/engine.ts does: one step is one transaction, commands are carried out in
// their order. After each step it checks what must hold after every step: the reply is lines of
// JSON, the rows in the store are the rows that the books know, `tracked = acked + stored + lost`.
// Time stands still unless a test moves it.
#ifndef KAGO_CORE_TESTING_STEP_H_
#define KAGO_CORE_TESTING_STEP_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/time.h"
#include "core/delivery/delivery.h"

namespace kago::testing {

inline constexpr TimeMs kStart = 1'795'338'927'412;  // 2026-11-22T09:15:27.412Z
// What js/src/engine/sender.ts says is left at page end.
inline constexpr std::int64_t kKeepaliveBytesMax = 60'000;

// As core/delivery/row.h has it, for longer than a call.
struct KeptRow {
  std::int64_t seq = 0;
  std::int64_t bytes = 0;
  std::string event_id;
};

struct StoredRow {
  KeptRow row;
  std::string text;
};

// One origin in one browser, shared by its pages.
struct Origin {
  TimeMs now = kStart;
  std::string state;
  std::map<std::int64_t, StoredRow> rows;  // by sequence number
  std::uint64_t draws = 0;                 // of entropy so far

  std::string DrawEntropy();
  // The events that wait, oldest first.
  std::vector<Json> Events() const;
};

struct Request {
  std::string lease;
  std::vector<std::int64_t> seqs;
  std::string body;

  std::vector<std::string> EventIds() const;
};

// A collector's answer that has the same status for every event of the request.
std::string AnswerTo(const Request& request, std::string_view status);

class Page {
 public:
  explicit Page(Origin* origin);

  Json config;
  std::string url = "https://shop.example/products/mug?utm_source=mail";
  bool fork = false;  // the next steps begin with a state of another store

  // Input lines, with the time of the moment and the page's next number.
  std::string TrackLine(std::string_view name, const Json& properties, std::string_view options = "{}");
  std::string ObserveLine(std::string_view from, std::string_view what, const Json& data, std::int64_t view = 0);
  std::string IdentifyLine(std::string_view user_id_json);
  // The whole text of a step's request.
  std::string RequestText(const std::vector<std::string>& inputs);

  // Runs one step, carries out its commands in the store and returns them.
  Json Run(const std::vector<std::string>& inputs);

  // One input each; what the page gets as the answer.
  Json Track(std::string_view name, const Json& properties, std::string_view options = "{}");
  Json Identify(std::string_view user_id_json);
  Json Status();
  std::optional<Request> Claim(bool flush = true, bool page_end = false);
  // What a step's commands say is to be sent.
  std::optional<Request> RequestOf(const Json& commands) const;
  // The commands that followed.
  Json Answer(const Request& request, std::int64_t status, std::string_view body = {},
              std::string_view retry_after = {});

 private:
  Json CallOf(std::string_view type);
  void CarryOut(const Json& commands, const std::vector<std::string>& texts);

  Origin* origin_;
  std::string id_;
  std::int64_t calls_ = 0;
};

// The input lines of a claim, and of an answer that came or didn't (status 0).
std::string ClaimLine(bool flush, bool page_end);
std::string OutcomeLine(const Request& request, std::int64_t status, std::string_view body,
                        std::string_view retry_after, bool packed = false);

// The commands of one kind (`put`, `send`, …).
std::vector<Json> CommandsOf(const Json& commands, std::string_view what);
// The answer to the n-th input; null when there was none.
Json ReportOf(const Json& commands, std::int64_t input);

}  // namespace kago::testing

#endif  // KAGO_CORE_TESTING_STEP_H_
