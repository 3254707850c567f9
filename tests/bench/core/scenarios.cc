#include "tests/bench/core/scenarios.h"

#include <utility>

#include "core/base/arena_scope.h"
#include "core/encoding/braze.h"
#include "core/testing/step.h"
#include "core/testing/values.h"
#include "core/tracker.h"

namespace kago::bench {
namespace {

using testing::FromText;
using testing::Origin;
using testing::Page;

constexpr int kWaitingMany = 1'000;
constexpr int kBatch = 100;
constexpr int kAtPageEnd = 10;

std::string Product(int n) {
  const std::string id = std::to_string(n);
  return R"("product_id":"p-)" + id + R"(","product_name":"Furoshiki wrapping cloth, indigo","variant_id":"p-)" + id +
         R"(-50","price":19.99)";
}

std::string View(int n) { return '{' + Product(n) + '}'; }

std::string Cart(int lines) {
  std::string text = R"({"products":[)";
  for (int n = 0; n < lines; ++n) {
    if (n > 0) text += ',';
    text += '{' + Product(n) + R"(,"quantity":2})";
  }
  return text + "]}";
}

// A page whose shopper has been here before, with so many events that wait.
struct Visit {
  explicit Visit(int waiting) {
    page.Track("ecommerce.cart_updated", FromText(Cart(3)));
    while (const auto request = page.Claim()) page.Answer(*request, 200, AnswerTo(*request, "accepted"));
    for (int n = 0; n < waiting; ++n) page.Track("ecommerce.product_viewed", FromText(View(n)));
  }

  Scenario Step(std::string name, const std::vector<std::string>& inputs) {
    return {std::move(name), kago::Step, page.RequestText(inputs)};
  }
  // Only a claim is told the rows (js/src/engine/engine.ts).
  Scenario Call(std::string name, std::string_view event, const std::string& properties) {
    const auto rows = std::exchange(origin.rows, {});
    Scenario call = Step(std::move(name), {page.TrackLine(event, FromText(properties))});
    origin.rows = rows;
    return call;
  }

  Origin origin;
  Page page{&origin};
};

Scenario Outcome() {
  Visit visit(kBatch);
  const auto request = visit.page.Claim();
  return visit.Step("outcome of 100", {testing::OutcomeLine(*request, 200, AnswerTo(*request, "accepted"), {})});
}

Scenario PageEnd() {
  Visit visit(0);
  std::vector<std::string> lines;
  for (int n = 0; n < kAtPageEnd; ++n) lines.push_back(visit.page.TrackLine("ecommerce.product_viewed", FromText(View(n))));
  lines.push_back(testing::ClaimLine(false, true));
  return visit.Step("page end with 10 calls", lines);
}

std::string CartEvent() {
  Visit visit(0);
  visit.page.Track("ecommerce.cart_updated", FromText(Cart(5)));
  return visit.origin.rows.begin()->second.text;
}

}  // namespace

std::size_t Scenario::Run() const {
  const arena::Scope memory;
  return function(input).size();
}

std::vector<Scenario> Scenarios() {
  const arena::Scope memory;
  Visit quiet(0);
  Visit busy(kWaitingMany - 10);
  Visit batch(kBatch);
  const std::string event = CartEvent();
  std::vector<Scenario> all;
  all.push_back(quiet.Call("product view", "ecommerce.product_viewed", View(1)));
  all.push_back(busy.Call("product view, 990 waiting", "ecommerce.product_viewed", View(1)));
  all.push_back(quiet.Call("cart of 5 lines", "ecommerce.cart_updated", Cart(5)));
  all.push_back(busy.Call("cart of 5 lines, 990 waiting", "ecommerce.cart_updated", Cart(5)));
  all.push_back(quiet.Call("cart of 200 lines", "ecommerce.cart_updated", Cart(200)));
  all.push_back(batch.Step("claim of 100", {testing::ClaimLine(true, false)}));
  all.push_back(Outcome());
  all.push_back(PageEnd());
  all.push_back({"judge a cart of 5 lines", Judge, event});
  all.push_back({"encode it for Braze", BrazeText, event});
  return all;
}

}  // namespace kago::bench
