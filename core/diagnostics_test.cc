// What a tester sees of refused and mended events in debug mode, on its way to the inspector.
#include <string>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/testing/events.h"
#include "core/testing/step.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::AnswerTo;
using testing::FromText;
using testing::Origin;
using testing::Page;
using testing::Request;
using testing::ValidProperties;

constexpr std::string_view kViewed = "ecommerce.product_viewed";

struct Shop {
  Origin origin;
  Page page{&origin};

  Shop() { page.config.Set("debug", Json::Bool(true)); }

  void View() { page.Track(kViewed, ValidProperties(kViewed)); }
  void Refuse() { page.Track(kViewed, Json::Object()); }
  // What became of the calls that the inspector is shown by that request.
  static std::string Shown(const Request& request) {
    const Json batch = FromText(request.body);
    const Json* diagnostics = batch.Find("diagnostics");
    return diagnostics ? testing::MembersOf(*diagnostics, "status") : "";
  }
};

TEST(Diagnostics, TravelInDebugModeWithTheNextRequest) {
  Shop shop;
  shop.Refuse();
  Json mended = ValidProperties(kViewed);
  mended.SetText("color", "blue");
  shop.page.Track(kViewed, mended);
  shop.View();
  const Json batch = FromText(shop.page.Claim()->body);
  const Json* diagnostics = batch.Find("diagnostics");
  ASSERT_TRUE(diagnostics);
  EXPECT_EQ(testing::MembersOf(*diagnostics, "status"), "refused, accepted");
  const Json& refused = diagnostics->items()[0];
  EXPECT_EQ(refused.TextAt("id").size(), 36u);
  EXPECT_EQ(refused.TextAt("name"), kViewed);
  EXPECT_EQ(refused.TextAt("time"), "2026-11-22T09:15:27.412Z");
  EXPECT_FALSE(refused.Find("violations")->items().empty());
  EXPECT_TRUE(refused.Find("properties")->is_object());
  EXPECT_EQ(testing::Told(diagnostics->items()[1].Find("warnings")), "properties.color moved_to_metadata");
}

TEST(Diagnostics, NameAMendOnceWhenAStrictPageRefusesIt) {
  Shop shop;
  shop.page.config.Set("strict", Json::Bool(true));
  Json mended = ValidProperties(kViewed);
  mended.SetText("color", "blue");
  shop.page.Track(kViewed, mended);
  const Json batch = FromText(shop.page.Claim()->body);
  const Json& refused = batch.Find("diagnostics")->items()[0];
  EXPECT_EQ(testing::Told(refused.Find("violations")), "properties.color moved_to_metadata");
  EXPECT_EQ(testing::Told(refused.Find("warnings")), "");
}

TEST(Diagnostics, AreNeverKeptOutsideDebugMode) {
  Shop shop;
  shop.page.config.Remove("debug");
  shop.Refuse();
  shop.View();
  EXPECT_EQ(Shop::Shown(*shop.page.Claim()), "");
}

TEST(Diagnostics, TravelEvenWhenNoEventWaits) {
  Shop shop;
  shop.Refuse();
  const auto request = shop.page.Claim();
  ASSERT_TRUE(request);
  EXPECT_TRUE(request->seqs.empty());
  EXPECT_EQ(Shop::Shown(*request), "refused");
}

TEST(Diagnostics, AreClearedByTheCollectorsOwnWordsOnly) {
  // 200 without a word: a hotel's log-in page.
  for (const int status : {0, 200, 302, 400, 401, 429, 500}) {
    Shop shop;
    shop.Refuse();
    shop.View();
    shop.page.Answer(*shop.page.Claim(), status);
    shop.origin.now += limits::kHaltMs;
    const Request again = *shop.page.Claim();
    EXPECT_EQ(Shop::Shown(again), "refused") << status;
    shop.page.Answer(again, 200, AnswerTo(again, "accepted"));
    EXPECT_FALSE(shop.page.Claim()) << status;
  }
}

TEST(Diagnostics, ThatCameWhileARequestWasOnItsWayStay) {
  Shop shop;
  shop.Refuse();
  const Request request = *shop.page.Claim();
  Json mended = ValidProperties(kViewed);
  mended.SetText("color", "blue");
  shop.page.Track(kViewed, mended);
  shop.page.Answer(request, 200, R"({"results":[]})");
  EXPECT_EQ(Shop::Shown(*shop.page.Claim()), "accepted");
}

TEST(Diagnostics, AreBounded) {
  Shop shop;
  for (std::size_t i = 0; i < limits::kDiagnosticsMax + 10; ++i) shop.Refuse();
  const Json batch = FromText(shop.page.Claim()->body);
  EXPECT_EQ(batch.Find("diagnostics")->items().size(), limits::kDiagnosticsMax);
}

TEST(Diagnostics, LeaveLargePropertiesOut) {
  Shop shop;
  Json large = Json::Object();
  large.SetText("product_name", testing::Repeated("x", limits::kDiagnosticBytesMax));
  shop.page.Track(kViewed, large);
  const Json batch = FromText(shop.page.Claim()->body);
  EXPECT_EQ(batch.Find("diagnostics")->items()[0].Find("properties"), nullptr);
}

}  // namespace
}  // namespace kago
