// Who the shopper is, what an origin remembers, and what happens when that is lost.
#include "core/state.h"

#include <string>

#include <gtest/gtest.h>

#include "core/testing/events.h"
#include "core/testing/step.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::AnswerTo;
using testing::CartOf;
using testing::CommandsOf;
using testing::Origin;
using testing::Page;
using testing::Repeated;
using testing::Request;
using testing::Told;
using testing::ValidProperties;

constexpr std::string_view kViewed = "ecommerce.product_viewed";

struct Shop {
  Origin origin;
  Page page{&origin};

  std::string ViewAs() {
    page.Track(kViewed, ValidProperties(kViewed));
    return origin.Events().back().TextAt("user_id");
  }
};

TEST(Identity, RidesOnEachEventFromTheLoginOn) {
  Shop shop;
  EXPECT_EQ(shop.ViewAs(), "");
  EXPECT_EQ(Dump(shop.page.Identify("\"u-901\"")), R"({"status":"accepted"})");
  EXPECT_EQ(shop.ViewAs(), "u-901");
  EXPECT_EQ(shop.origin.Events().at(0).TextAt("user_id"), "") << "a late login rewrites no history";
}

TEST(Identity, IsKnownToEachPageOfTheOrigin) {
  Shop shop;
  shop.page.Identify("\"u-901\"");
  Page other(&shop.origin);
  EXPECT_EQ(other.Status().TextAt("userId"), "u-901");
}

TEST(Identity, IsForgottenByALogOut) {
  Shop shop;
  shop.page.Identify("\"u-901\"");
  EXPECT_EQ(Dump(shop.page.Identify("null")), R"({"status":"accepted"})");
  EXPECT_EQ(shop.ViewAs(), "");
  EXPECT_TRUE(shop.page.Status().Find("userId")->is_null());
}

TEST(Identity, StaysWhenAnotherIsRefused) {
  Shop shop;
  shop.page.Identify("\"u-901\"");
  for (const char* bad : {"901", "\"\"", "{}", R"("a\tb")", R"({"$kago":"NaN"})"}) {
    EXPECT_EQ(shop.page.Identify(bad).TextAt("status"), "refused") << bad;
    EXPECT_EQ(shop.ViewAs(), "u-901") << bad;
  }
}

TEST(Identity, StaysWhenTheNextOneIsNoUnicode) {
  Shop shop;
  shop.page.Identify("\"u-901\"");
  const Json result = shop.page.Identify(R"("\ud800")");
  EXPECT_EQ(result.TextAt("status"), "refused");
  EXPECT_EQ(Told(result.Find("violations")), "user_id bad_text");
  EXPECT_EQ(shop.ViewAs(), "u-901");
}

TEST(Identity, KeepsTheAnonymousIdAcrossPagesLoginAndLogOut) {
  Shop shop;
  const std::string id = shop.page.Status().TextAt("anonymousId");
  EXPECT_EQ(id.size(), 36u);
  shop.page.Identify("\"u-901\"");
  shop.page.Identify("null");
  EXPECT_EQ(Page(&shop.origin).Status().TextAt("anonymousId"), id);
}

TEST(Identity, KeepsTheCartAcrossALogin) {
  Shop shop;
  shop.page.Track("ecommerce.cart_updated", CartOf("mug", "1", "20"));
  const std::string cart_id = shop.page.Status().TextAt("cartId");
  shop.page.Identify("\"u-901\"");
  EXPECT_EQ(shop.page.Status().TextAt("cartId"), cart_id);
}

TEST(State, IsFreshAtTheVeryFirstStep) {
  Shop shop;
  const Json status = shop.page.Status();
  EXPECT_EQ(Dump(*status.Find("ledger")), "{}");
  EXPECT_EQ(status.IntegerAt("tracked"), 0);
}

TEST(State, ThatCannotBeReadIsFreshAndTheLossIsCounted) {
  for (const std::string state :
       {"garbage", "{", "null", "{}", R"({"version":0})", R"({"version":-2,"user_id":"u-901"})", R"({"version":"1"})", "\xFF"}) {
    Shop shop;
    shop.origin.state = state;
    const Json status = shop.page.Status();
    EXPECT_EQ(Dump(*status.Find("ledger")), R"({"state_lost":1})") << state;
    EXPECT_TRUE(status.Find("userId")->is_null()) << state;
    EXPECT_EQ(Dump(*shop.page.Status().Find("ledger")), R"({"state_lost":1})") << "counted once";
  }
}

// The rows stand in a store of their own.
TEST(State, ThatIsLostLeavesTheRowsThatStillGetSent) {
  Shop shop;
  for (int i = 0; i < 150; ++i) shop.page.Track("ecommerce.product_viewed", ValidProperties("ecommerce.product_viewed"));
  shop.origin.state = "garbage";
  const Json begun = shop.page.Run({});
  EXPECT_GT(CommandsOf(begun, "wake").at(0).IntegerAt("at"), 0);
  shop.page.Track("ecommerce.product_viewed", ValidProperties("ecommerce.product_viewed"));
  EXPECT_EQ(shop.origin.rows.size(), 151u) << "no row takes another's number";

  for (const std::size_t expected : {100u, 51u}) {
    const Request request = *shop.page.Claim();
    EXPECT_EQ(request.seqs.size(), expected);
    shop.page.Answer(request, 200, AnswerTo(request, "accepted"));
  }
  EXPECT_TRUE(shop.origin.rows.empty());
  const Json status = shop.page.Status();
  EXPECT_EQ(status.IntegerAt("tracked"), 152);
  EXPECT_EQ(status.IntegerAt("acked"), 151);
  EXPECT_EQ(status.IntegerAt("stored"), 0);
  const Json done = shop.page.Run({testing::ClaimLine(false, false)});
  EXPECT_EQ(CommandsOf(done, "wake").at(0).IntegerAt("at"), 0);
}

// A step reads the first hundred rows: once they are answered for, it doesn't know of the others.
TEST(State, ThatIsLostIsNotOverWithTheFirstRowsThatAreSent) {
  Shop shop;
  for (int i = 0; i < 150; ++i) shop.page.Track("ecommerce.product_viewed", ValidProperties("ecommerce.product_viewed"));
  shop.origin.state = "garbage";
  const Request request = *shop.page.Claim();
  shop.page.Run({testing::OutcomeLine(request, 200, AnswerTo(request, "accepted"), ""), testing::ClaimLine(true, false)});
  const Request rest = *shop.page.Claim();
  EXPECT_EQ(rest.seqs.size(), 50u);
  shop.page.Answer(rest, 200, AnswerTo(rest, "accepted"));
  EXPECT_EQ(shop.page.Status().IntegerAt("tracked"), 151);
  EXPECT_EQ(shop.page.Status().IntegerAt("stored"), 0);
}

TEST(State, IsReadWhateverTheTypesOfItsMembers) {
  Shop shop;
  shop.origin.state =
      R"({"version":1,"anonymous_id":7,"carts":[],"delivery":{"ledger":[1],"lease":"x","stored":"many"},"diagnostics":{}})";
  const Json status = shop.page.Status();
  EXPECT_EQ(status.TextAt("anonymousId").size(), 36u);
  EXPECT_EQ(Dump(*status.Find("ledger")), "{}");
}

TEST(State, TakesALeaseWithImpossibleDiagnostics) {
  Shop shop;
  shop.origin.state = R"({"version":1,"delivery":{"lease":{"id":"l","diagnostics":-5}}})";
  shop.page.Run({R"({"type":"outcome","lease":"l","status":200,"body":"{\"results\":[]}"})"});
  EXPECT_EQ(shop.page.Status().IntegerAt("tracked"), 0);
}

TEST(State, ComesBackAsItWasWritten) {
  Shop shop;
  shop.page.config.Set("debug", Json::Bool(true));
  shop.page.Identify("\"u-901\"");
  shop.page.Track("ecommerce.cart_updated", CartOf("mug", "1", "20"));
  shop.page.Track("ecommerce.cart_updated", Json::Object());
  shop.page.Claim();
  State state = ReadState(shop.origin.state, shop.origin.now);
  EXPECT_EQ(WriteState(state), shop.origin.state);
}

TEST(State, IsReadAsItWasWhereOneWasLostAtTimeZero) {
  State state = ReadState("{", 0);
  const std::string text = WriteState(state);
  State again = ReadState(text, 0);
  EXPECT_EQ(WriteState(again), text);
}

TEST(State, SurvivesARefusedEventThatIsDeeplyNested) {
  for (const std::size_t depth : {50, 59, 60, 61, 62, 63, 64, 100}) {
    Shop shop;
    shop.page.config.Set("debug", Json::Bool(true));
    const std::string deep = Repeated(R"({"a":)", depth) + "1" + Repeated("}", depth);
    shop.page.Run({R"({"type":"track","name":"ecommerce.product_viewed","properties":{"metadata":)" + deep + "}}"});
    EXPECT_EQ(Dump(*shop.page.Status().Find("ledger")), R"({"refused":1})") << depth;
  }
}

TEST(Status, SaysWhatAPageMayShow) {
  Shop shop;
  shop.page.Track("ecommerce.cart_updated", CartOf("mug", "1", "20"), "{}");
  const Json status = shop.page.Status();
  EXPECT_EQ(status.items().size(), 10u);
  EXPECT_EQ(status.IntegerAt("tracked"), 1);
  EXPECT_EQ(status.IntegerAt("stored"), 1);
  EXPECT_EQ(status.TextAt("cartId").size(), 36u);
  EXPECT_TRUE(status.Find("retryAt")->is_null());
}

}  // namespace
}  // namespace kago
