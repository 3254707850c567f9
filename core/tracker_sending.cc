// What the tracker does about requests: their beginning, their end, and what is told of them.
#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "core/tracker.h"

namespace kago {
namespace {

constexpr std::string_view kBatchTail = "]}";

std::optional<PageEnd> PageEndOf(const Json& claim) {
  const Json* end = claim.Find("page_end");
  if (!end || !end->is_object()) return std::nullopt;
  return PageEnd{end->IntegerAt("room"), end->TrueAt("last")};
}

}  // namespace

void Tracker::Claim(const Json& input) {
  state_.delivery.NoteStored(context_.rows);
  // No row stood there when the step began, and none was put since.
  if (context_.rows.empty() && rows_.empty()) state_.delivery.LoseStored();
  const Config& config = context_.config;
  std::string head = BatchHead();
  const ClaimCall call{context_.now, UuidV7(context_.now, context_.entropy, IdUse::kLease),
                       HexText(Hash(config.collector + '\n' + config.write_key)), input.TrueAt("flush"), input.TrueAt("online"),
                       PageEndOf(input), std::ssize(head) + std::ssize(kBatchTail)};
  const auto diagnostics = static_cast<std::int64_t>(state_.diagnostics.items().size());
  if (!state_.delivery.Claim(call, rows_, diagnostics)) return;
  commands_.Send(state_.delivery.lease(), std::move(head), std::string(kBatchTail));
}

std::string Tracker::BatchHead() const {
  Json head = Json::Object();
  head.SetText("write_key", context_.config.write_key);
  head.SetText("sent_at", IsoText(context_.now));
  head.SetText("anonymous_id", state_.anonymous_id);  // whose ledger it is, when no event says so
  Json& sdk = head.Set("sdk", Json::Object());
  sdk.SetText("name", "kago");
  sdk.SetText("version", context_.config.sdk_version);
  if (!state_.delivery.ledger().items().empty()) head.Set("ledger", state_.delivery.ledger());
  if (!state_.diagnostics.items().empty()) head.Set("diagnostics", state_.diagnostics);
  std::string text = Dump(head);
  text.pop_back();
  return text + ",\"events\":[";
}

void Tracker::Outcome(const Json& input) {
  const Answer answer{input.TextAt("lease"), input.IntegerAt("status"), input.TextAt("retry_after"), input.TextAt("body")};
  const std::int64_t shown = state_.delivery.lease().diagnostics;
  const Settlement settlement = state_.delivery.Settle(answer, context_.now, context_.entropy);
  if (!settlement.known) return;
  commands_.Delete(settlement.acked);
  commands_.Delete(settlement.lost);
  Free(settlement.acked);
  Free(settlement.lost);
  if (settlement.answered) {
    auto& items = state_.diagnostics.items();
    items.erase(items.begin(), items.begin() + std::clamp<std::int64_t>(shown, 0, std::ssize(items)));
  }
  for (const Row& row : settlement.acked) {
    Json detail = Json::Object();
    detail.SetText("eventId", row.event_id);
    commands_.Notify("sent", std::move(detail));
  }
  for (std::size_t i = 0; i < settlement.lost.size(); ++i) {
    Json detail = Json::Object();
    detail.SetText("eventId", settlement.lost[i].event_id);
    detail.SetText("reason", settlement.reason);
    detail.Set("violations", settlement.findings[i].is_array() ? settlement.findings[i] : Json::Array());
    commands_.Notify("dropped", std::move(detail));
  }
}

// A claim in this step must not send them again.
void Tracker::Free(const std::vector<Row>& rows) {
  for (const Row& row : rows) std::erase_if(rows_, [&](const Row& stored) { return stored.seq == row.seq; });
}

void Tracker::Status(std::size_t index) {
  Json status = Json::Object();
  status.SetText("anonymousId", state_.anonymous_id);
  status.SetTextOrNull("userId", state_.user_id);
  status.SetTextOrNull("cartId", state_.carts.cart_id());
  state_.delivery.DescribeTo(&status);
  commands_.Report(index, std::move(status));
}

}  // namespace kago
