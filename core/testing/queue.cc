#include "core/testing/queue.h"

#include <gtest/gtest.h>

#include "core/base/archive.h"
#include "core/testing/values.h"

namespace kago::testing {

void Queue::Enqueue(std::size_t count, std::int64_t bytes, bool are_urgent) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::string id = "e" + std::to_string(++events_);
    rows.push_back({delivery_.Enqueue({bytes}, now, are_urgent), bytes, id});
    if (rows.size() > 1) {
      EXPECT_LT(rows[rows.size() - 2].seq, rows.back().seq);
    }
  }
  ExpectBalance();
}

void Queue::CountLost(std::string_view reason) {
  delivery_.CountLost(reason);
  ExpectBalance();
}

std::int64_t Queue::Claim(bool flush, std::optional<PageEnd> page_end) {
  const std::string before = lease();
  if (rows.empty()) delivery_.LoseStored();
  delivery_.FindAgain(rows);
  const ClaimCall call{now, "lease-" + std::to_string(++claims_), target, flush, online, page_end, frame_bytes};
  const bool claimed = delivery_.Claim(call, rows, diagnostics);
  EXPECT_EQ(claimed, lease() == call.lease_id);
  EXPECT_TRUE(claimed || rows.empty() || lease() == before) << "what isn't claimed stays as it was";
  ExpectBalance();
  return claimed ? std::ssize(delivery_.lease().rows) : -1;
}

Settlement Queue::Answer(std::int64_t status, std::string_view body, std::string_view retry_after, bool packed) {
  return AnswerTo(lease(), status, body, retry_after, packed);
}

Settlement Queue::AnswerTo(std::string_view lease, std::int64_t status, std::string_view body,
                           std::string_view retry_after, bool packed) {
  const kago::Answer answer{std::string(lease), status, std::string(retry_after), std::string(body), packed, false};
  ++draws_;
  const Settlement settlement = delivery_.Settle(answer, now, {Mix(draws_), Mix(~draws_)});
  for (const auto* gone : {&settlement.acked, &settlement.lost}) {
    for (const Row& row : *gone) {
      EXPECT_EQ(EraseIf(rows, [&](const Row& stored) { return stored.seq == row.seq; }), 1u) << row.event_id;
    }
  }
  EXPECT_EQ(settlement.lost.size(), settlement.findings.size());
  ExpectBalance();
  return settlement;
}

Settlement Queue::AnswerAll(std::string_view result) {
  std::string results;
  for (const Row& row : delivery_.lease().rows) {
    results.append(results.empty() ? "" : ", ").append(row.event_id).append(" ").append(result);
  }
  return Answer(200, Results(results));
}

void Queue::Reload() {
  Json stored = Json::Object();
  Archive writer(&stored);
  delivery_.Visit(writer);
  const Json read = FromText(Dump(stored));
  delivery_ = Delivery();
  Archive reader(read);
  delivery_.Visit(reader);
  ExpectBalance();
}

std::int64_t Queue::WakeAt() const { return delivery_.WakeAt(diagnostics > 0, now).at; }

std::int64_t Queue::WakeThen() const { return delivery_.WakeAt(diagnostics > 0, now).then; }

Json Queue::Status() const {
  Json status = Json::Object();
  delivery_.DescribeTo(&status);
  return status;
}

std::int64_t Queue::Lost(std::string_view reason) const { return delivery_.ledger().IntegerAt(reason); }

std::string Queue::Leased() const { return IdsOf(delivery_.lease().rows); }

std::string Queue::Waiting() const { return IdsOf(rows); }

void Queue::ExpectBalance() const {
  const Json status = Status();
  std::int64_t lost = 0;
  for (const Json& reason : status.Find("ledger")->items()) lost += status.Find("ledger")->IntegerAt(reason.key());
  EXPECT_EQ(status.IntegerAt("tracked"), status.IntegerAt("acked") + status.IntegerAt("stored") + lost) << Dump(status);
  EXPECT_EQ(status.IntegerAt("stored"), std::ssize(rows));
}

std::string Results(std::string_view results) {
  Json answer = Json::Object();
  Json& list = answer.Set("results", Json::Array());
  while (!results.empty()) {
    const std::size_t space = results.find(' ');
    const std::size_t comma = results.find(',');
    Json& result = list.Push(Json::Object());
    result.SetText("event_id", results.substr(0, space));
    result.SetText("status", results.substr(space + 1, comma == std::string_view::npos ? comma : comma - space - 1));
    results = comma == std::string_view::npos ? "" : results.substr(comma + 2);
  }
  return Dump(answer);
}

std::string IdsOf(const List<Row>& rows) {
  std::string ids;
  for (const Row& row : rows) ids.append(ids.empty() ? "" : " ").append(row.event_id);
  return ids;
}

}  // namespace kago::testing
