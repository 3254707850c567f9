// Offers that refer to each other: what is read, and where reading ends.
#include <string>

#include <gtest/gtest.h>

#include "core/testing/product_page.h"

namespace kago {
namespace {

using testing::ProductPage;

// A product whose offers are the node of that id.
std::string Referring(std::string_view id, std::string_view offers) {
  return std::string(R"({"@type":"Product","name":"A","@id":")").append(id).append(R"(","offers":)").append(offers) + "}";
}

TEST(OffersThatReferToEachOther, MayGoRoundInACircle) {
  for (const std::string& block :
       {Referring("#p", R"({"@id":"#p"})"), Referring("#p", R"([{"@id":"#p"},{"@id":"#p"},{"@id":"#p"}])"),
        '[' + Referring("#p", R"({"@id":"#q"})") + ',' + Referring("#q", R"({"@id":"#p"})") + ']',
        Referring("#p", R"({"offers":{"offers":[[{"@id":"#p"}]]}})"),
        std::string(R"({"@type":"ProductGroup","@id":"#g","name":"G","hasVariant":[{"offers":{"@id":"#g"}}],"offers":{"@id":"#g"}})")}) {
    EXPECT_EQ(ProductPage{.blocks = {block}}.Refusal(), "no price") << block;
  }
}

TEST(OffersThatReferToEachOther, AreReadUpToTheOneThatHasAPrice) {
  EXPECT_EQ((ProductPage{.blocks = {'[' + Referring("#p", R"([{"@id":"#o"},{"@id":"#p"}])") +
                                    R"(,{"@id":"#o","@type":"Offer","price":5}])"}}
                 .Says({"product_name", "price"})),
            "A 5");
}

TEST(OffersThatReferToEachOther, MayBeAChainOrALatticeWithoutEnd) {
  for (const std::string_view next : {R"({"@id":"#%"})", R"([{"@id":"#%"},{"@id":"#%"},{"@id":"#%"},{"@id":"#%"}])"}) {
    std::string block = "[";
    for (int i = 0; i < 3'000; ++i) {
      std::string offers(next);
      for (std::size_t at = offers.find('%'); at != std::string::npos; at = offers.find('%')) {
        offers.replace(at, 1, std::to_string(i + 1));
      }
      block.append(i == 0 ? "" : ",").append(Referring("#" + std::to_string(i), offers));
    }
    EXPECT_NE(ProductPage{.blocks = {block + "]"}}.Refusal(), "none") << next;
  }
}

TEST(ProductFromPage, SaysNothingOfAPageWithMoreOffersThanItReads) {
  std::string offers = R"({"price":1})";
  for (int i = 0; i < 6'000; ++i) offers.append(R"(,{"price":2})");
  EXPECT_EQ(ProductPage{.blocks = {R"({"@type":"Product","name":"A","offers":[)" + offers + "]}"}}.Refusal(), "no price");
}

}  // namespace
}  // namespace kago
