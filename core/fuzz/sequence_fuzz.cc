// Whole visits: calls, answers, repeats, clocks that jump and other tabs, on the simulated origin of
// core/testing/step.h. Its expectations (`tracked = acked + stored + lost`, …) end the run here.
//
// An input is a script of script.h.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/arena_scope.h"
#include "core/base/limits.h"
#include "core/fuzz/check.h"
#include "core/fuzz/script.h"
#include "core/testing/events.h"
#include "core/testing/step.h"

namespace kago::fuzz {
namespace {

using testing::Request;

constexpr std::size_t kLinesMax = 100;
constexpr std::string_view kPlatforms[] = {"shopify", "bigcommerce", "woocommerce shopify-pixel jsonld", "adobe html ga4 jsonld"};

class Visit {
 public:
  Visit() {
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      pages_[i].config.SetText("platform", kPlatforms[i]);
      pages_[i].config.Set("debug", Json::Bool(i % 2));
      pages_[i].config.Set("strict", Json::Bool(i / 2));
    }
  }

  void Run(std::string_view script) {
    for (std::size_t i = 0; i < kLinesMax && !script.empty(); ++i) Take(TakeLine(&script));
    Step();
    Drain();
  }

 private:
  void Take(std::string_view line) {
    const bool waits = line.starts_with('&');
    if (waits) line.remove_prefix(1);
    if (line.empty()) return;
    Do(line[0], line.substr(1));
    if (!waits) Step();
  }

  void Do(char what, std::string_view rest) {
    switch (what) {
      case 'o':
        return Observe(rest);
      case 'O':
        return ObserveAsItStands(rest);
      case 'i':
        return Identify(rest);
      case 'r':
        return Say(std::string(rest));
      case 'a':
        return Again(static_cast<std::size_t>(TakeNumber(&rest)));
      case 'c':
        return inputs_.push_back(testing::ClaimLine(rest.starts_with('f'), rest.starts_with('e')));
      case 'w':
      case 'W':
        return Answer(what == 'w' ? 1 : 2, rest);
      case '+':
      case '-':
        origin_.now += (what == '+' ? 1 : -1) * TakeNumber(&rest);
        return;
      case 'p':
        Step();
        page_ = static_cast<std::size_t>(TakeNumber(&rest)) % pages_.size();
        return;
      default:
        Track(static_cast<std::size_t>(static_cast<unsigned char>(what) - '0') % EventTypes().size(), rest);
    }
  }

  void Identify(std::string_view rest) {
    const ParsedJson said = ParseJson(rest);
    const List<Json>& parts = said.value.items();
    if (!said.ok()) return Say(page().IdentifyLine("null"));
    if (!said.value.is_array() || parts.size() != 2) return Say(page().IdentifyLine(rest));
    Say(page().IdentifyLine(std::string(Dump(parts[0])) + ",\"contact\":" + std::string(Dump(parts[1]))));
  }

  void Track(std::size_t type, std::string_view rest) {
    Json patch = ParseJson(rest).value;
    const Json* options = patch.Find("options");
    const std::string options_text = options ? Dump(*options) : "{}";
    patch.Remove("options");
    Json properties = testing::ValidProperties(EventTypes()[type].name);
    if (!patch.is_null()) LayOver(std::move(patch), &properties);
    Say(page().TrackLine(EventTypes()[type].name, properties, options_text));
  }

  void Observe(std::string_view rest) {
    const bool shopify = page_ % 2 == 0;
    Json cart = CartReply(shopify);
    if (Json patch = ParseJson(rest).value; !patch.is_null()) LayOver(std::move(patch), &cart);
    Say(page().ObserveLine(shopify ? "shopify" : "bigcommerce", "cart", cart, 1));
  }

  void ObserveAsItStands(std::string_view rest) {
    std::string_view words[2];
    for (std::string_view& word : words) {
      word = rest.substr(0, rest.find(' '));
      rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    }
    Say(page().ObserveLine(words[0], words[1], ParseJson(rest).value, 1));
  }

  void Again(std::size_t index) {
    if (!said_.empty()) inputs_.push_back(said_[index % said_.size()]);
  }

  void Say(std::string line) {
    said_.push_back(line);
    inputs_.push_back(std::move(line));
  }

  void Answer(std::size_t back, std::string_view rest) {
    if (requests_.size() < back) return;
    const Request& request = requests_[requests_.size() - back];
    const std::int64_t status = TakeNumber(&rest);
    const std::size_t space = rest.find(' ');
    const std::string_view retry_after = rest.substr(0, space);
    const std::string_view words = space == std::string_view::npos ? "" : rest.substr(space + 1);
    inputs_.push_back(testing::OutcomeLine(request, status, BodyOf(request, words),
                                           retry_after.substr(retry_after.starts_with(';') ? 1 : 0)));
  }

  // One step of all inputs that wait, and what must hold of it beside step.h's own expectations.
  void Step() {
    if (inputs_.empty()) return;
    const Json commands = page().Run(inputs_);
    for (const Json& put : testing::CommandsOf(commands, "put")) CheckPut(put);
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      const Json answer = testing::ReportOf(commands, static_cast<std::int64_t>(i));
      if (answer.Find("status")) CheckCall(inputs_[i], answer);
    }
    if (auto request = page().RequestOf(commands)) {
      CheckBody(request->body);
      requests_.push_back(std::move(*request));
    }
    inputs_.clear();
  }

  static void CheckBody(std::string_view body) {
    const Json batch = CheckedJson(body);
    const Json* diagnostics = batch.Find("diagnostics");
    if (!diagnostics) return;
    for (const Json& diagnostic : diagnostics->items()) {
      CheckFindings(diagnostic.Find("violations"));
      CheckFindings(diagnostic.Find("warnings"));
    }
  }

  // Whatever happened, a collector that accepts gets all that is stored. Twice the longest wait: a
  // clock that was set back can come to the time of a wait for a second time.
  void Drain() {
    for (int wait = 0; wait < 2; ++wait) {
      origin_.now += limits::kRetryAfterMaxMs;
      while (const auto request = page().Claim()) {
        CheckBody(request->body);
        const std::size_t before = origin_.rows.size();
        page().Answer(*request, 200, BodyOf(*request, "a"));
        Check(origin_.rows.size() + request->seqs.size() == before, "an accepted event is freed", request->body);
      }
    }
    Check(origin_.rows.empty(), "no event stays behind", origin_.state);
  }

  void CheckPut(const Json& put) {
    Check(put_.insert(put.TextAt("id")).second, "an event is put once", Dump(put));
    const auto row = origin_.rows.find(put.IntegerAt("seq"));
    if (row != origin_.rows.end()) CheckEvent(row->second.text);
  }

  // A call that comes again gets the answer of the first time.
  void CheckCall(const std::string& line, const Json& answer) {
    CheckAnswer(answer);
    const bool is_full = Dump(answer).find("\"queue_full\"") != std::string::npos;
    const bool accepted = answer.TextAt("status") == "accepted";
    const auto [first, is_new] = answers_.try_emplace(line, answer);
    if (is_new && is_full) answers_.erase(first);
    if (is_new) return;
    Check(accepted == (first->second.TextAt("status") == "accepted"), "a repeated call has the same fate", line);
    if (accepted) Check(answer.TextAt("eventId") == first->second.TextAt("eventId"), "its event keeps its id", line);
  }

  testing::Page& page() { return pages_[page_]; }

  testing::Origin origin_;
  std::array<testing::Page, 4> pages_{testing::Page(&origin_), testing::Page(&origin_), testing::Page(&origin_),
                                      testing::Page(&origin_)};
  std::size_t page_ = 0;
  std::vector<std::string> inputs_;  // of the step to come
  std::vector<std::string> said_;
  std::vector<Request> requests_;
  std::set<std::string> put_;
  std::map<std::string, Json> answers_;  // the first one to each line
};

// An expectation outside of a test is only counted; the fuzzer has to stop at it.
class AbortOnFailure : public ::testing::EmptyTestEventListener {
  void OnTestPartResult(const ::testing::TestPartResult& result) override {
    if (result.failed()) std::abort();
  }
};

}  // namespace
}  // namespace kago::fuzz

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  ::testing::InitGoogleTest(argc, *argv);
  ::testing::UnitTest::GetInstance()->listeners().Append(new kago::fuzz::AbortOnFailure);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const kago::arena::Scope memory;
  kago::fuzz::Visit().Run({reinterpret_cast<const char*>(data), size});
  return 0;
}
