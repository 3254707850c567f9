#include "core/delivery/sending.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "core/base/limits.h"
#include "core/base/string.h"

namespace kago {
namespace {

constexpr std::string_view kBatchTail = "]}";

std::optional<PageEnd> PageEndOf(const Json& claim) {
  const Json* end = claim.Find("page_end");
  if (!end || !end->is_object()) return std::nullopt;
  return PageEnd{end->IntegerAt("room"), end->TrueAt("last")};
}

// The request up to its first event. The host puts the rows' own texts behind it, byte for byte: what
// is sent twice is the same both times.
String BatchHead(const Work& work) {
  Json head = Json::Object();
  head.SetText("write_key", work.context.config.write_key);
  head.SetText("sent_at", IsoText(work.context.now));
  head.SetText("anonymous_id", work.state.anonymous_id);  // whose ledger it is, when no event says so
  Json& sdk = head.Set("sdk", Json::Object());
  sdk.SetText("name", "kago");
  sdk.SetText("version", work.context.config.sdk_version);
  if (!work.state.delivery.ledger().items().empty()) head.Set("ledger", work.state.delivery.ledger());
  if (!work.state.diagnostics.items().empty()) head.Set("diagnostics", work.state.diagnostics);
  String text = Dump(head);
  text.pop_back();
  return text + ",\"events\":[";
}

// A claim in this step must not send them again.
void Free(const List<Row>& freed, List<Row>* rows) {
  for (const Row& row : freed) EraseIf(*rows, [&](const Row& stored) { return stored.seq == row.seq; });
}

}  // namespace

void Claim(const Json& input, Work* work) {
  const Context& context = work->context;
  Delivery& delivery = work->state.delivery;
  delivery.NoteStored(context.rows);
  // No row stood there when the step began, and none was put since.
  if (context.rows.empty() && work->rows.empty()) delivery.LoseStored();
  delivery.FindAgain(work->rows);
  const Config& config = context.config;
  String head = BatchHead(*work);
  const ClaimCall call{context.now, UuidV7(context.now, context.entropy, IdUse::kLease),
                       HexText(Hash(config.collector + '\n' + config.write_key)), input.TrueAt("flush"), input.TrueAt("online"),
                       PageEndOf(input), std::ssize(head) + std::ssize(kBatchTail)};
  const auto diagnostics = static_cast<std::int64_t>(work->state.diagnostics.items().size());
  if (!delivery.Claim(call, work->rows, diagnostics)) return;
  work->commands.Send(delivery.lease(), std::move(head), String(kBatchTail));
}

void Outcome(const Json& input, Work* work) {
  const Answer answer{input.TextAt("lease"), input.IntegerAt("status"), input.TextAt("retry_after"),
                      input.TextAt("body"),  input.TrueAt("packed"),    input.TrueAt("redirected")};
  Delivery& delivery = work->state.delivery;
  const std::int64_t shown = delivery.lease().diagnostics;
  const Settlement settlement = delivery.Settle(answer, work->context.now, work->context.entropy);
  if (!settlement.known) return;
  Commands& commands = work->commands;
  commands.Delete(settlement.acked);
  commands.Delete(settlement.lost);
  Free(settlement.acked, &work->rows);
  Free(settlement.lost, &work->rows);
  if (settlement.diagnostics_done) {
    auto& items = work->state.diagnostics.items();
    items.erase(items.begin(), items.begin() + std::clamp<std::int64_t>(shown, 0, std::ssize(items)));
  }
  for (const Row& row : settlement.acked) {
    Json detail = Json::Object();
    detail.SetText("eventId", row.event_id);
    commands.Notify("sent", std::move(detail));
  }
  for (std::size_t i = 0; i < settlement.lost.size(); ++i) {
    Json detail = Json::Object();
    detail.SetText("eventId", settlement.lost[i].event_id);
    detail.SetText("reason", settlement.reason);
    detail.Set("violations", settlement.findings[i].is_array() ? settlement.findings[i] : Json::Array());
    commands.Notify("dropped", std::move(detail));
  }
}

void Lost(const Json& input, Work* work) {
  const String& reason = input.TextAt("reason");
  if (reason != "core_failed" && reason != "not_carried_out") return;
  work->state.delivery.CountLost(reason, std::min(input.IntegerAt("count"), limits::kLostCountMax));
}

void Status(std::size_t index, Work* work) {
  const State& state = work->state;
  Json status = Json::Object();
  status.SetText("anonymousId", state.anonymous_id);
  status.SetTextOrNull("userId", state.user_id);
  status.SetTextOrNull("cartId", state.carts.cart_id());
  state.delivery.DescribeTo(&status);
  work->commands.Report(index, std::move(status));
}

}  // namespace kago
