// Each status once, in each body that it may come with.
#include "core/delivery/verdict.h"

#include <gtest/gtest.h>

namespace kago {
namespace {

Answer Of(std::int64_t status, bool packed = false, bool redirected = false) {
  return {"lease", status, "", "", packed, redirected};
}

TEST(Verdict, OfAnErrorInKagosOwnWordsIsToFindTheEventAtFault) {
  for (const int status : {400, 402, 405, 409, 410, 413, 415, 422, 451, 499}) {
    EXPECT_EQ(VerdictOn(Of(status), true), Verdict::kSmaller) << status;
  }
}

TEST(Verdict, OfAStrangersErrorSaysNothingAboutTheEvents) {
  for (const int status : {200, 201, 202, 204, 299, 400, 402, 405, 406, 407, 409, 410, 415, 422, 451, 499}) {
    EXPECT_EQ(VerdictOn(Of(status), false), Verdict::kStranger) << status;
  }
  EXPECT_EQ(VerdictOn(Of(413), false), Verdict::kSmaller) << "which harms nothing";
}

TEST(Verdict, OfWrongSettingsIsTheSameWhoeverSpeaks) {
  for (const int status : {401, 403, 404}) {
    for (const bool own : {false, true}) EXPECT_EQ(VerdictOn(Of(status), own), Verdict::kHalt) << status;
  }
}

TEST(Verdict, OfAllElseIsToAskLater) {
  for (const int status :
       {0, 100, 199, 300, 302, 304, 399, 408, 425, 429, 500, 502, 503, 504, 511, 599, 600, -1, 2'000'000'000}) {
    for (const bool own : {false, true}) EXPECT_EQ(VerdictOn(Of(status), own), Verdict::kRetry) << status;
    EXPECT_FALSE(RuleFor(Of(status)).names) << status;
  }
}

TEST(Verdict, OnGzipThatIsNotReadIsToSayItAsText) {
  for (const int status : {400, 415, 422}) {
    for (const bool own : {false, true}) EXPECT_EQ(VerdictOn(Of(status, true), own), Verdict::kAsText) << status;
  }
  for (const int status : {200, 401, 405, 413, 500}) EXPECT_NE(VerdictOn(Of(status, true), true), Verdict::kAsText) << status;
}

TEST(Verdict, OfAnotherAddressIsNoneWhenItIsAnError) {
  for (const int status : {400, 401, 403, 404, 405, 413, 415, 422}) {
    EXPECT_EQ(VerdictOn(Of(status, true, true), true), Verdict::kRetry) << status;
    EXPECT_FALSE(RuleFor(Of(status, false, true)).names) << status;
  }
  EXPECT_TRUE(RuleFor(Of(200, false, true)).names);
}

TEST(Rules, AreInAnOrderInWhichNoneIsHidden) {
  for (const StatusRule& rule : StatusRules()) EXPECT_EQ(&RuleFor(Of(rule.last)), &rule) << rule.last;
}

}  // namespace
}  // namespace kago
