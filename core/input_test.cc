#include "core/input.h"

#include <string>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::FromText;

std::int64_t LifetimeDays(std::string_view config) {
  return ReadContext(FromText(R"({"config":)" + std::string(config) + "}")).config.cart_lifetime_ms / limits::kDayMs;
}

TEST(Context, HasTheSettingsOfThePage) {
  const Config config =
      ReadContext(FromText(R"({"config":{"currency":"EUR","source":"web","collector":"https://c.example",
                                                 "writeKey":"key","version":"1.2.3","strict":true,"debug":true}})"))
          .config;
  EXPECT_EQ(config.defaults.currency, "EUR");
  EXPECT_EQ(config.defaults.source, "web");
  EXPECT_EQ(config.collector, "https://c.example");
  EXPECT_EQ(config.write_key, "key");
  EXPECT_EQ(config.sdk_version, "1.2.3");
  EXPECT_TRUE(config.strict);
  EXPECT_TRUE(config.debug);
}

TEST(Context, IsNeitherStrictNorDebugUnlessAsked) {
  for (const char* config : {"{}", R"({"strict":"true","debug":1})", "null"}) {
    const Context context = ReadContext(FromText(R"({"config":)" + std::string(config) + "}"));
    EXPECT_FALSE(context.config.strict) << config;
    EXPECT_FALSE(context.config.debug) << config;
  }
}

TEST(Context, LetsACartLiveForThirtyDaysOrAsTheShopSays) {
  EXPECT_EQ(LifetimeDays("{}"), 30);
  EXPECT_EQ(LifetimeDays(R"({"cartLifetimeDays":10})"), 10);
}

TEST(Context, KeepsTheLifetimeOfACartWithinItsBounds) {
  EXPECT_EQ(LifetimeDays(R"({"cartLifetimeDays":0})"), 1);
  EXPECT_EQ(LifetimeDays(R"({"cartLifetimeDays":-5})"), 1);
  EXPECT_EQ(LifetimeDays(R"({"cartLifetimeDays":999999999999999999})"), limits::kCartLifetimeDaysMax);
  EXPECT_EQ(LifetimeDays(R"({"cartLifetimeDays":"10"})"), 30);
}

TEST(Context, KeepsTheClockWithinTheYearsThatCanBeWritten) {
  EXPECT_EQ(ReadContext(FromText(R"({"now":1795338927412})")).now, 1'795'338'927'412);
  EXPECT_EQ(ReadContext(FromText(R"({"now":-5})")).now, 0);
  EXPECT_EQ(ReadContext(FromText(R"({"now":999999999999999999})")).now, kTimeMsMax);
  EXPECT_EQ(ReadContext(FromText("null")).now, 0);
}

TEST(Context, HasTheRowsThatWait) {
  const Context context = ReadContext(FromText(R"({"rows":[[7,500,"e7"],[8,600,"e8"]]})"));
  ASSERT_EQ(context.rows.size(), 2u);
  EXPECT_EQ(context.rows[1].seq, 8);
  EXPECT_EQ(context.rows[1].bytes, 600);
  EXPECT_EQ(context.rows[1].event_id, "e8");
}

TEST(Context, TakesRowsThatAreNone) {
  for (const Row& row : ReadContext(FromText(R"({"rows":[[],[1],["a","b","c"],[1,"b","c"],null,7]})")).rows) {
    EXPECT_EQ(row.seq, 0);
    EXPECT_EQ(row.event_id, "");
  }
}

}  // namespace
}  // namespace kago
