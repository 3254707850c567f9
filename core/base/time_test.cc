#include "core/base/time.h"

#include <gtest/gtest.h>

namespace kago {
namespace {

// Read and written again, so that a test shows dates and no milliseconds; empty when refused.
std::string InUtc(std::string_view text) {
  const auto time = ParseIso(text);
  return time ? IsoText(*time) : "";
}

TEST(IsoText, WritesMillisecondsInUtc) {
  EXPECT_EQ(IsoText(0), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(IsoText(1'795'338'927'412), "2026-11-22T09:15:27.412Z");
  EXPECT_EQ(IsoText(-1), "1969-12-31T23:59:59.999Z");
}

TEST(IsoText, KnowsTheFirstAndTheLastYear) {
  EXPECT_EQ(IsoText(kTimeMsMin), "0001-01-01T00:00:00.000Z");
  EXPECT_EQ(IsoText(kTimeMsMax), "9999-12-31T23:59:59.999Z");
}

TEST(IsoText, MovesATimeOutsideItsYearsToTheNearerEnd) {
  EXPECT_EQ(IsoText(kTimeMsMin - 1), IsoText(kTimeMsMin));
  EXPECT_EQ(IsoText(kTimeMsMax + 1), IsoText(kTimeMsMax));
  EXPECT_EQ(IsoText(INT64_MIN), IsoText(kTimeMsMin));
  EXPECT_EQ(IsoText(INT64_MAX), IsoText(kTimeMsMax));
}

TEST(ParseIso, ReadsUtc) { EXPECT_EQ(ParseIso("2026-11-22T09:15:27.412Z"), 1'795'338'927'412); }

TEST(ParseIso, ReadsOffsetsEastAndWest) {
  EXPECT_EQ(InUtc("2022-05-23T13:52:38-04:00"), "2022-05-23T17:52:38.000Z");
  EXPECT_EQ(InUtc("2022-05-23T13:52:38+0900"), "2022-05-23T04:52:38.000Z");
  EXPECT_EQ(InUtc("2022-05-23T13:52:38+05:45"), "2022-05-23T08:07:38.000Z");
  EXPECT_EQ(InUtc("2022-01-01T00:00:00+00:01"), "2021-12-31T23:59:00.000Z");
}

TEST(ParseIso, CutsDigitsPastTheMillisecond) {
  EXPECT_EQ(InUtc("2022-05-23T13:52:38.5Z"), "2022-05-23T13:52:38.500Z");
  EXPECT_EQ(InUtc("2022-05-23T13:52:38.05Z"), "2022-05-23T13:52:38.050Z");
  EXPECT_EQ(InUtc("2022-05-23T13:52:38.999999999999Z"), "2022-05-23T13:52:38.999Z");
}

TEST(ParseIso, RefusesATimeWithoutAZone) {
  EXPECT_FALSE(ParseIso("2022-05-23T13:52:38"));
  EXPECT_FALSE(ParseIso("2022-05-23T13:52:38.123"));
  EXPECT_FALSE(ParseIso("2022-05-23"));
}

TEST(ParseIso, KnowsLeapYears) {
  EXPECT_TRUE(ParseIso("2024-02-29T00:00:00Z"));
  EXPECT_TRUE(ParseIso("2000-02-29T00:00:00Z"));
  EXPECT_FALSE(ParseIso("2023-02-29T00:00:00Z"));
  EXPECT_FALSE(ParseIso("2100-02-29T00:00:00Z"));
  EXPECT_FALSE(ParseIso("2024-02-30T00:00:00Z"));
}

TEST(ParseIso, RefusesDaysThatNoCalendarHas) {
  for (const char* day :
       {"2022-00-10", "2022-13-10", "2022-04-31", "2022-01-00", "2022-01-32", "2022-99-99", "0000-01-01"}) {
    EXPECT_FALSE(ParseIso(std::string(day) + "T00:00:00Z")) << day;
  }
}

TEST(ParseIso, RefusesTimesThatNoClockShows) {
  for (const char* time : {"24:00:00", "23:60:00", "23:59:60", "23:59:61", "9:15:00", "09:15", "-1:00:00"}) {
    EXPECT_FALSE(ParseIso("2022-05-23T" + std::string(time) + "Z")) << time;
  }
}

TEST(ParseIso, RefusesZonesThatNoMapShows) {
  for (const char* zone : {"+24:00", "+00:60", "+9", "+09", "+9:00", "UTC", " Z", "ZZ", "Z ", "z", "-", "+-01:00"}) {
    EXPECT_FALSE(ParseIso("2022-05-23T13:52:38" + std::string(zone))) << zone;
  }
}

TEST(ParseIso, RefusesOtherForms) {
  for (const char* text : {"", "now", "1795338927412", "2022-05-23 13:52:38Z", "2022/05/23T13:52:38Z",
                           "22-05-23T13:52:38Z", "20220523T135238Z", "2022-05-23T13:52:38.Z", "2022-05-23T13:52:38,5Z",
                           "+02022-05-23T13:52:38Z", " 2022-05-23T13:52:38Z", "Mon, 23 May 2022 13:52:38 GMT"}) {
    EXPECT_FALSE(ParseIso(text)) << text;
  }
}

TEST(ParseIso, RefusesEveryTruncation) {
  const std::string_view text = "2022-05-23T13:52:38.123+09:00";
  for (std::size_t size = 0; size < text.size(); ++size) EXPECT_FALSE(ParseIso(text.substr(0, size))) << size;
}

TEST(ParseIso, ReadsTheFirstAndTheLastYear) {
  EXPECT_EQ(ParseIso("0001-01-01T00:00:00.000Z"), kTimeMsMin);
  EXPECT_EQ(ParseIso("9999-12-31T23:59:59.999Z"), kTimeMsMax);
}

TEST(ParseIso, ReadsBackEveryDayOfFourHundredYears) {
  constexpr TimeMs kDayMs = 86'400'000;
  const TimeMs first = *ParseIso("1900-01-01T12:34:56.789Z");
  for (TimeMs day = 0; day < 146'097; ++day) {
    const TimeMs time = first + day * kDayMs;
    ASSERT_EQ(ParseIso(IsoText(time)), time) << IsoText(time);
  }
  EXPECT_EQ(IsoText(first + 146'097 * kDayMs), "2300-01-01T12:34:56.789Z");
}

}  // namespace
}  // namespace kago
