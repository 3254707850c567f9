// Hostile bytes at the core's two doors. A fixed seed, so that a failure comes again.
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/json.h"
#include "core/testing/events.h"
#include "core/testing/step.h"
#include "core/testing/values.h"
#include "core/tracker.h"

namespace kago {
namespace {

using testing::CartOf;
using testing::Origin;
using testing::Page;
using testing::ValidProperties;

class Chance {
 public:
  explicit Chance(std::uint32_t seed) : engine_(seed) {}

  std::size_t Below(std::size_t end) { return engine_() % end; }
  char Byte() { return static_cast<char>(Below(256)); }

  // What a mangled text gets: bytes, and the words that mean something to the core.
  std::string Piece() {
    static constexpr std::string_view kPieces[] = {
        "\"", "{", "}", "[", "]", ",", ":", "\n", "null", "-1", "1e400", "999999999999999999", "-999999999999999999",
        "\\ud800", "\xFF", "\"$kago\":", "\"properties\":", "\"type\":\"track\"", "\"claim\"", "\"outcome\"",
        "{\"a\":[[[[", "\"\"", "0", "true"};
    const std::size_t at = Below(std::size(kPieces) + 8);
    return at < std::size(kPieces) ? std::string(kPieces[at]) : std::string(1, Byte());
  }

  // A few bytes cut out, replaced, put in or repeated.
  std::string Mangle(std::string text) {
    for (std::size_t edits = 1 + Below(4); edits > 0; --edits) {
      const std::size_t at = Below(text.size() + 1);
      const std::size_t size = Below(std::min<std::size_t>(text.size() - at, 20) + 1);
      switch (Below(4)) {
        case 0:
          text.erase(at, size);
          break;
        case 1:
          text.replace(at, size, Piece());
          break;
        case 2:
          text.insert(at, Piece());
          break;
        default:
          text.insert(at, text.substr(at, size));
      }
    }
    return text;
  }

 private:
  std::mt19937 engine_;
};

// A reply has a state that the next step takes, commands, and a text for each put.
void ExpectReply(const std::string& request) {
  const std::string reply = Step(request);
  std::vector<std::string> lines;
  for (std::size_t at = 0, end = 0; end != std::string::npos; at = end + 1) {
    end = reply.find('\n', at);
    lines.push_back(reply.substr(at, end == std::string::npos ? end : end - at));
  }
  ASSERT_GE(lines.size(), 2u) << request;
  for (const std::string& line : lines) ASSERT_TRUE(ParseJson(line).ok()) << request << "\n=>\n" << line;
  const ParsedJson commands = ParseJson(lines[1]);
  EXPECT_EQ(testing::CommandsOf(commands.value, "put").size(), lines.size() - 2) << request;
  EXPECT_EQ(testing::CommandsOf(commands.value, "wake").size(), 1u) << request;
}

// A request with a bit of everything, on a state with a bit of everything.
std::string RichRequest() {
  Origin origin;
  Page page(&origin);
  page.config.Set("debug", Json::Bool(true));
  page.Identify("\"u-901\"");
  page.Track("ecommerce.cart_updated", CartOf("mug", "1", "20"));
  page.Track("ecommerce.order_placed", ValidProperties("ecommerce.order_placed"));
  page.Track("ecommerce.product_viewed", Json::Object());
  const auto request = page.Claim();
  return page.RequestText({page.TrackLine("ecommerce.cart_updated", CartOf("plate", "2", "7.50")),
                           page.TrackLine("ecommerce.checkout_started", ValidProperties("ecommerce.checkout_started"),
                                          R"({"buyNow":true})"),
                           R"({"type":"outcome","lease":")" + request->lease +
                               R"(","status":200,"retry_after":"","body":"{\"results\":[]}"})",
                           page.IdentifyLine("null"), R"({"type":"claim","flush":true,"page_end":true})",
                           R"({"type":"status"})"});
}

TEST(Fuzz, StepTakesRandomBytes) {
  Chance chance(1);
  for (int i = 0; i < 1'000; ++i) {
    std::string request;
    for (std::size_t size = chance.Below(200); size > 0; --size) request += chance.Piece();
    ExpectReply(request);
  }
}

TEST(Fuzz, StepTakesMangledRequests) {
  const std::string request = RichRequest();
  ExpectReply(request);
  Chance chance(2);
  for (int i = 0; i < 2'000; ++i) ExpectReply(chance.Mangle(request));
}

TEST(Fuzz, StepTakesEveryTruncationOfARequest) {
  const std::string request = RichRequest();
  for (std::size_t size = 0; size < request.size(); size += 7) ExpectReply(request.substr(0, size));
}

// What a mangled call leaves behind is a state that the books of the next step still balance.
TEST(Fuzz, BooksBalanceAfterMangledCalls) {
  Chance chance(3);
  Origin origin;
  Page page(&origin);
  page.config.Set("debug", Json::Bool(true));
  for (int i = 0; i < 300; ++i) {
    const auto& type = EventTypes()[chance.Below(EventTypes().size())];
    std::string line = chance.Mangle(page.TrackLine(type.name, ValidProperties(type.name)));
    std::erase(line, '\n');
    page.Run({line});
    origin.now += static_cast<TimeMs>(chance.Below(5'000));
    if (const auto request = i % 7 == 0 ? page.Claim() : std::nullopt) {
      page.Answer(*request, i % 3 ? 200 : 503,
                  chance.Mangle(testing::AnswerTo(*request, chance.Below(2) ? "accepted" : "refused")));
    }
  }
}

TEST(Fuzz, JudgeTakesMangledEvents) {
  Chance chance(4);
  for (int i = 0; i < 2'000; ++i) {
    const std::string event = chance.Mangle(Dump(testing::ValidEvent(EventTypes()[chance.Below(EventTypes().size())])));
    const ParsedJson verdict = ParseJson(Judge(event));
    ASSERT_TRUE(verdict.ok()) << event;
    EXPECT_EQ(verdict.value.TrueAt("valid"), verdict.value.Find("violations")->items().empty()) << event;
  }
}

// Whatever a page accepts, the collector finds valid.
TEST(Fuzz, CollectorAcceptsWhatThePageAccepts) {
  Chance chance(5);
  int accepted = 0;
  for (int i = 0; i < 2'000; ++i) {
    Origin origin;
    Page page(&origin);
    const auto& type = EventTypes()[chance.Below(EventTypes().size())];
    std::string line = chance.Mangle(page.TrackLine(type.name, ValidProperties(type.name)));
    std::erase(line, '\n');
    page.Run({line});
    for (const auto& [seq, stored] : origin.rows) {
      ++accepted;
      EXPECT_EQ(Judge(stored.text), R"({"valid":true,"violations":[]})") << line;
    }
  }
  EXPECT_GT(accepted, 100);
}

}  // namespace
}  // namespace kago
