// Any order, any repetition, any cut into requests: the same rows.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "core/base/arena_scope.h"
#include "core/insight/fold.h"
#include "core/insight/lines.h"

namespace kago {
namespace {

constexpr TimeMs kNoon = 1'764'000'000'000;

struct Said {
  std::string text;  // an event of a request
  bool operator==(const Said&) const = default;
};

class History {
 public:
  explicit History(unsigned seed) : random_(seed) {}

  std::vector<Said> Events(int count) {
    std::vector<Said> events;
    for (int seq = 1; seq <= count; ++seq) events.push_back({Event(seq)});
    return events;
  }

  unsigned Roll(unsigned sides) { return static_cast<unsigned>(random_() % sides); }
  std::mt19937& random() { return random_; }

 private:
  std::string Event(int seq) {
    static constexpr const char* kNames[] = {"ecommerce.cart_updated",   "ecommerce.cart_updated",    "ecommerce.checkout_started",
                                             "ecommerce.order_placed",   "ecommerce.order_refunded",  "ecommerce.order_cancelled",
                                             "kago.cart_emptied",        "kago.checkout_recovered",   "ecommerce.product_viewed",
                                             "kago.customer_identified"};
    const std::string name = kNames[Roll(std::size(kNames))];
    const TimeMs time = kNoon + Roll(12) * 1'000;  // often the same moment
    const bool is_known = Roll(3) == 0 || name == kIdentified;  // contact data is of a user
    std::string user = is_known ? R"("user_id":"u)" + std::to_string(Roll(2)) + R"(",)" : "";
    return R"({"seq":)" + std::to_string(seq) + R"(,"received_at":)" + std::to_string(kNoon + seq) + R"(,"event":{"event_id":"e)" +
           std::to_string(seq * 7 % 101) + "-" + std::to_string(seq) + R"(","name":")" + name + R"(","time":")" + std::string(IsoText(time)) +
           R"(","anonymous_id":"a)" + std::to_string(Roll(2)) + R"(",)" + user + R"("properties":)" + Properties(name) + "}}";
  }

  std::string Contact() {
    std::string text;
    for (const char* member : {"email", "first_name", "last_name", "phone"}) {
      if (Roll(2)) text += std::string(text.empty() ? "" : ",") + '"' + member + R"(":"s@)" + std::to_string(Roll(50)) + '"';
    }
    return "{" + text + "}";
  }

  std::string Properties(const std::string& name) {
    if (name == kIdentified) return Contact();
    const std::string id = std::to_string(Roll(2));
    std::string text = "{";
    if (Roll(8) > 0) text += R"("cart_id":"c)" + id + R"(",)";
    text += R"("checkout_id":"k)" + std::to_string(Roll(3)) + R"(","order_id":"o)" + std::to_string(Roll(3)) + R"(",)";
    if (name == "ecommerce.cart_updated" && Roll(2)) text += Roll(2) ? R"("action":"add",)" : R"("action":"remove",)";
    text += std::string(R"("currency":")") + (Roll(4) ? "EUR" : "JPY") + R"(","total_value":)" + std::to_string(Roll(30)) + "." + std::to_string(Roll(9));
    text += R"(,"products":[)";
    const unsigned lines = Roll(3) + 1;
    for (unsigned i = 0; i < lines; ++i) {
      text += std::string(i ? "," : "") + R"({"product_id":"p)" + std::to_string(Roll(3)) + R"(","variant_id":"v","product_name":"P","quantity":)" +
              std::to_string(Roll(4)) + R"(,"price":)" + std::to_string(Roll(5)) + ".5}";
    }
    return text + "]}";
  }

  std::mt19937 random_;
};

// All rows by kind and id, with their columns. A currency that counts nothing is no row.
using Stored = std::map<std::string, std::string>;

// A reply's rows, each as it stands, as the next request has them.
std::string RowsOf(const Json& reply) {
  std::string text;
  for (const Json& kind : reply.items()) {
    std::string rows;
    for (const Json& row : kind.items()) rows += (rows.empty() ? "" : ",") + std::string(row.TextAt("row"));
    text += (text.empty() ? "\"" : ",\"") + std::string(kind.key()) + "\":[" + rows + "]";
  }
  return "{" + text + "}";
}

Stored StoredOf(const Json& reply) {
  Stored stored;
  for (const Json& kind : reply.items()) {
    for (const Json& row : kind.items()) {
      if (!row.TrueAt("is_empty")) stored[std::string(kind.key()) + " " + std::string(row.TextAt("id"))] = Dump(row);
    }
  }
  return stored;
}

// In requests of some events each, with the rows written down and read again between them.
Stored Folded(const std::vector<Said>& events, History* history) {
  const arena::Scope scope;
  std::string rows = "{}";
  Stored stored;
  for (std::size_t at = 0; at < events.size();) {
    const arena::Scope request_scope;
    const std::size_t end = std::min(events.size(), at + 1 + history->Roll(7));
    std::string list;
    for (; at < end; ++at) list += (list.empty() ? "" : ",") + events[at].text;
    const Json reply = ParseJson(FoldText(R"({"events":[)" + list + R"(],"rows":)" + rows + "}")).value;
    rows = RowsOf(reply);
    stored = StoredOf(reply);
  }
  return stored;
}

TEST(FoldProperty, AnyOrderAnyRepetitionAndAnyCutMakeTheSameRows) {
  for (unsigned seed = 1; seed <= 120; ++seed) {
    History history(seed);
    const std::vector<Said> events = history.Events(2 + static_cast<int>(seed % 40));
    const Stored expected = Folded(events, &history);
    for (int round = 0; round < 6; ++round) {
      std::vector<Said> other = events;
      for (unsigned more = history.Roll(10); more > 0; --more) other.push_back(events[history.Roll(events.size())]);
      std::shuffle(other.begin(), other.end(), history.random());
      ASSERT_EQ(Folded(other, &history), expected) << "seed " << seed;
    }
  }
}

// The events that don't name an order, and its row among all.
std::vector<Said> WithoutOrder(const std::vector<Said>& events, const std::string& order_id) {
  std::vector<Said> left;
  for (const Said& said : events) {
    if (said.text.find(R"("order_id":")" + order_id + "\"") == std::string::npos) left.push_back(said);
  }
  return left;
}

std::string FiguresIn(const Stored& stored) {
  std::string text;
  for (const auto& [id, row] : stored) {
    if (id.starts_with("figures ")) text += (text.empty() ? "" : ",") + std::string(ParseJson(row).value.TextAt("row"));
  }
  return "[" + text + "]";
}

TEST(FoldProperty, AnOrderThatIsGoneCountsAsIfItHadNeverCome) {
  for (unsigned seed = 1; seed <= 120; ++seed) {
    const arena::Scope scope;
    History history(seed);
    const std::vector<Said> events = history.Events(2 + static_cast<int>(seed % 40));
    const Stored all = Folded(events, &history);
    for (const std::string order_id : {"o0", "o1", "o2"}) {
      const auto order = all.find("orders " + order_id);
      if (order == all.end()) continue;
      const std::string row(ParseJson(order->second).value.TextAt("row"));
      const std::string request = R"({"events":[],"rows":{"figures":)" + FiguresIn(all) + R"(},"gone":[)" + row + "]}";
      EXPECT_EQ(FiguresIn(StoredOf(ParseJson(FoldText(request)).value)), FiguresIn(Folded(WithoutOrder(events, order_id), &history))) << "seed " << seed;
    }
  }
}

TEST(FoldProperty, WhichRefundsAreKeptOfTooManyDoesNotDependOnTheirOrder) {
  std::vector<Said> events;
  for (int n = 1; n <= 260; ++n) {
    const std::string text = std::to_string(n);
    events.push_back({R"({"seq":)" + text + R"(,"received_at":)" + std::to_string(kNoon) + R"(,"event":{"event_id":"e)" + text + R"(","name":"ecommerce.order_refunded","time":")" +
                      std::string(IsoText(kNoon + n)) + R"(","properties":{"order_id":"o","currency":"EUR","total_value":1}}})"});
  }
  History history(7);
  const Stored expected = Folded(events, &history);
  EXPECT_NE(expected.at("figures EUR").find(R"(\"refunded\":200,)"), std::string::npos);
  std::shuffle(events.begin(), events.end(), history.random());
  EXPECT_EQ(Folded(events, &history), expected);
}

TEST(FoldProperty, WhichChangesFitDoesNotDependOnTheirOrder) {
  for (const int whole_at : {0, 5, 20, 36, 40}) {  // the n-th is a whole content
    std::vector<Said> events;
    for (int n = 1; n <= 40; ++n) {
      const std::string text = std::to_string(n);
      events.push_back({R"({"seq":)" + text + R"(,"received_at":)" + std::to_string(kNoon + n) + R"(,"event":{"event_id":"e)" + text +
                        R"(","name":"ecommerce.cart_updated","time":")" + std::string(IsoText(kNoon + n)) + R"(","properties":{"cart_id":"c",)" +
                        (n == whole_at ? "" : R"("action":"add",)") + R"("currency":"EUR","metadata":{"note":")" + std::string((n * 7919) % 28'000, 'x') +
                        R"("},"products":[{"product_id":"p)" + text + R"(","variant_id":"v","quantity":1,"price":1}]}}})"});
    }
    History history(3);
    const Stored expected = Folded(events, &history);
    EXPECT_EQ(expected.at("carts c").find("\\\"p1\\\""), std::string::npos);
    EXPECT_NE(expected.at("carts c").find("\\\"p40\\\""), std::string::npos);
    for (int round = 0; round < 4; ++round) {
      std::shuffle(events.begin(), events.end(), history.random());
      EXPECT_TRUE(Folded(events, &history) == expected) << "whole at " << whole_at;
    }
  }
}

// What a reader of the whole history would say, one event after the other in the order of their stamps, from the events'
// own words and without a row.
struct Told {
  std::string content;  // of the cart c0, as JSON
  std::string bought;   // the order that bought the checkout k0
  std::int64_t placed = 0, cancelled = 0;
  Decimal paid, refunded;  // in EUR
  std::map<std::string, std::string> contact;  // of the user u0
};

Told ToldBy(const std::vector<Said>& events) {
  std::vector<HeardEvent> heard;
  for (const Said& said : events) heard.push_back(*ReadHeard(ParseJson(said.text).value));
  std::sort(heard.begin(), heard.end(), [](const HeardEvent& a, const HeardEvent& b) { return a.stamp < b.stamp; });
  Told told;
  Json content = Json::Object();
  std::string cart_of_k0;
  std::map<std::string, HeardEvent> placed, cancelled;
  for (const HeardEvent& event : heard) {
    const std::string order = event.properties.TextAt("order_id");
    const std::string cart = event.properties.TextAt("cart_id");
    const Role role = event.type->role;
    if (role == Role::kIdentified && event.user_id == "u0") {
      for (const Json& member : event.properties.items()) told.contact[std::string(member.key())] = member.text();
    }
    const bool is_k0 = role == Role::kCheckout && event.properties.TextAt("checkout_id") == "k0";
    if (is_k0) cart_of_k0 = cart, told.bought = "";
    if (role == Role::kOrder && !cart.empty() && cart == cart_of_k0 && told.bought.empty()) told.bought = order;
    if (role == Role::kOrder) placed.insert_or_assign(order, event);
    if (role == Role::kCancelled) cancelled.insert_or_assign(order, event);
    if (role == Role::kRefunded && event.properties.TextAt("currency") == "EUR") {
      told.refunded = Decimal::Plus(told.refunded, *Decimal::Parse(event.properties.Find("total_value")->text()));
    }
    if (cart != "c0") continue;
    const Json* action = event.properties.Find("action");
    if (role == Role::kOrder || role == Role::kEmptied) content = Json::Object();
    if (role == Role::kCheckout || (role == Role::kCart && !action)) content = ContentOf(event.properties);
    if (role == Role::kCart && action) Apply(ContentOf(event.properties), action->text() == "remove", &content);
  }
  for (const auto& [order, event] : placed) {
    if (event.properties.TextAt("currency") != "EUR") continue;
    ++told.placed;
    told.paid = Decimal::Plus(told.paid, *Decimal::Parse(event.properties.Find("total_value")->text()));
  }
  for (const auto& [order, event] : cancelled) {
    const auto known = placed.find(order);
    told.cancelled += (known == placed.end() ? event : known->second).properties.TextAt("currency") == "EUR";
  }
  told.content = Dump(content);
  return told;
}

TEST(FoldProperty, RowsSayWhatTheWholeHistorySays) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    const arena::Scope scope;
    History history(seed);
    std::vector<Said> events = history.Events(2 + static_cast<int>(seed % 40));
    const Told told = ToldBy(events);
    std::shuffle(events.begin(), events.end(), history.random());
    Rows rows;
    for (const Said& said : events) Fold(*ReadHeard(ParseJson(said.text).value), &rows);
    EXPECT_EQ(Dump(rows.carts.At("c0").Content()), told.content) << "seed " << seed;
    EXPECT_EQ(std::string(rows.checkouts.At("k0").order_id()), told.bought) << "seed " << seed;
    std::map<std::string, std::string> contact;
    const Json said = rows.contacts.At("u0").ToJson();
    for (const Json& member : said.items()) {
      if (!member.is_null()) contact[std::string(member.key())] = member.text();
    }
    EXPECT_EQ(contact, told.contact) << "seed " << seed;
    Figure figure;
    for (const Figure& one : rows.figures) {
      if (one.currency == "EUR") figure = one;
    }
    EXPECT_EQ(figure.orders, told.placed) << "seed " << seed;
    EXPECT_EQ(figure.cancelled, told.cancelled) << "seed " << seed;
    EXPECT_EQ(figure.placed.ToText(), told.paid.ToText()) << "seed " << seed;
    EXPECT_EQ(figure.refunded.ToText(), told.refunded.ToText()) << "seed " << seed;
  }
}

}  // namespace
}  // namespace kago
