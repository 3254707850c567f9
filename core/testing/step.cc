#include "core/base/arena_scope.h"
#include "core/testing/step.h"

#include <utility>

#include <gtest/gtest.h>

#include "core/base/ids.h"
#include "core/base/limits.h"
#include "core/state.h"
#include "core/testing/values.h"
#include "core/tracker.h"

namespace kago::testing {
namespace {

std::vector<std::string> LinesOf(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t end = 0; end != std::string_view::npos;) {
    end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    if (end != std::string_view::npos) text.remove_prefix(end + 1);
  }
  return lines;
}

std::vector<std::string> Reply(const std::string& request) {
  const arena::Scope memory;
  return LinesOf(Step(request));
}

// `tracked = acked + stored + lost`, and the store holds what the books say: all but the rows that a
// lost state has left.
void ExpectBalance(const Origin& origin) {
  const arena::Scope memory;
  const Json state = FromText(origin.state);
  const Json* written = state.Find("delivery");
  const Json books = written ? *written : Json::Object();  // what is zero isn't written
  std::int64_t lost = 0;
  if (const Json* ledger = books.Find("ledger")) {
    for (const Json& reason : ledger->items()) lost += ledger->IntegerAt(reason.key());
  }
  EXPECT_EQ(books.IntegerAt("tracked"), books.IntegerAt("acked") + books.IntegerAt("stored") + lost) << origin.state;
  std::int64_t rows = 0;
  std::int64_t bytes = 0;
  for (const auto& [seq, stored] : origin.rows) {
    if (seq < books.IntegerAt("first_seq")) continue;
    ++rows;
    bytes += std::ssize(stored.text);
  }
  EXPECT_EQ(books.IntegerAt("stored"), rows);
  EXPECT_EQ(books.IntegerAt("stored_bytes"), bytes);
}

// Whatever a step was told, the next one reads what it has written, to the last byte.
void ExpectReadable(const Origin& origin) {
  const arena::Scope memory;
  State state = ReadState(origin.state, origin.now);
  EXPECT_EQ(WriteState(state), origin.state);
}

}  // namespace

std::string Origin::DrawEntropy() {
  ++draws;
  return HexText(Mix(draws)) + HexText(Mix(~draws));
}

std::vector<Json> Origin::Events() const {
  std::vector<Json> events;
  for (const auto& [seq, stored] : rows) events.push_back(FromText(stored.text));
  return events;
}

std::vector<std::string> Request::EventIds() const {
  std::vector<std::string> ids;
  const Json batch = FromText(body);
  for (const Json& event : batch.Find("events")->items()) ids.push_back(event.TextAt("event_id"));
  return ids;
}

std::string AnswerTo(const Request& request, std::string_view status) {
  Json answer = Json::Object();
  Json& results = answer.Set("results", Json::Array());
  for (const std::string& id : request.EventIds()) {
    Json& result = results.Push(Json::Object());
    result.SetText("event_id", id);
    result.SetText("status", status);
  }
  return Dump(answer);
}

Page::Page(Origin* origin)
    : config(FromText(R"({"currency":"EUR","source":"web","collector":"https://collect.example/v1/batch",
                          "writeKey":"key-1","version":"1.2.3"})")),
      origin_(origin),
      id_(origin->DrawEntropy()) {}

Json Page::CallOf(std::string_view type) {
  Json line = Json::Object();
  line.SetText("type", type);
  line.SetInteger("time", origin_->now);
  line.SetText("page", id_);
  line.SetInteger("call", ++calls_);
  return line;
}

std::string Page::ObserveLine(std::string_view from, std::string_view what, const Json& data, std::int64_t view) {
  Json line = CallOf("observe");
  if (view != 0) line.SetInteger("view", view);
  line.SetText("from", from);
  line.SetText("what", what);
  line.SetText("url", url);
  line.Set("data", data);
  return Dump(line);
}

std::string Page::IdentifyLine(std::string_view user_id_json) {
  std::string line = Dump(CallOf("identify"));
  line.pop_back();
  return line + ",\"user_id\":" + std::string(user_id_json) + '}';  // as text: it may be bad JSON
}

std::string Page::TrackLine(std::string_view name, const Json& properties, std::string_view options) {
  Json line = CallOf("track");
  line.SetText("name", name);
  line.Set("options", FromText(options));
  line.Set("properties", properties);
  return Dump(line);
}

std::string Page::RequestText(const std::vector<std::string>& inputs) {
  Json context = Json::Object();
  context.SetInteger("now", origin_->now);
  context.SetText("entropy", origin_->DrawEntropy());
  context.Set("config", config);
  context.Set("fork", Json::Bool(fork));
  Json& rows = context.Set("rows", Json::Array());
  for (const auto& [seq, stored] : origin_->rows) {
    if (rows.items().size() == limits::kBatchEventsMax) break;  // what js/src/engine/engine.ts reads
    Json& row = rows.Push(Json::Array());
    row.Push(Json::Integer(seq));
    row.Push(Json::Integer(stored.row.bytes));
    row.Push(Json::Text(stored.row.event_id));
  }
  std::string text = Dump(context) + '\n' + origin_->state;
  for (const std::string& input : inputs) text.append("\n").append(input);
  return text;
}

Json Page::Run(const std::vector<std::string>& inputs) {
  const std::vector<std::string> lines = Reply(RequestText(inputs));
  if (lines.size() < 2) {
    ADD_FAILURE() << "a reply has two lines at least";
    return Json::Array();
  }
  origin_->state = lines[0];
  const Json commands = FromText(lines[1]);
  CarryOut(commands, {lines.begin() + 2, lines.end()});
  ExpectBalance(*origin_);
  ExpectReadable(*origin_);
  return commands;
}

void Page::CarryOut(const Json& commands, const std::vector<std::string>& texts) {
  std::size_t taken = 0;
  for (const Json& command : commands.items()) {
    const std::string& what = command.TextAt("do");
    if (what == "put") {
      const KeptRow row{command.IntegerAt("seq"), command.IntegerAt("bytes"), command.TextAt("id")};
      EXPECT_FALSE(origin_->rows.contains(row.seq)) << "a sequence number was given out twice";
      origin_->rows[row.seq] = {row, taken < texts.size() ? texts[taken] : ""};
      ++taken;
    } else if (what == "delete") {
      for (const Json& seq : command.Find("seqs")->items()) {
        EXPECT_EQ(origin_->rows.erase(std::stoll(seq.text())), 1u) << "a row that isn't there was deleted";
      }
    }
  }
  EXPECT_EQ(taken, texts.size()) << "one text for each put";
}

Json Page::Track(std::string_view name, const Json& properties, std::string_view options) {
  return ReportOf(Run({TrackLine(name, properties, options)}), 0);
}

Json Page::Identify(std::string_view user_id_json) {
  return ReportOf(Run({IdentifyLine(user_id_json)}), 0);
}

Json Page::Status() { return ReportOf(Run({R"({"type":"status"})"}), 0); }

std::optional<Request> Page::Claim(bool flush, bool page_end) { return RequestOf(Run({ClaimLine(flush, page_end)})); }

std::optional<Request> Page::RequestOf(const Json& commands) const {
  const std::vector<Json> sends = CommandsOf(commands, "send");
  if (sends.empty()) return std::nullopt;
  Request request{sends[0].TextAt("lease"), {}, sends[0].TextAt("head")};
  for (const Json& seq : sends[0].Find("seqs")->items()) {
    if (!request.seqs.empty()) request.body += ',';
    request.seqs.push_back(std::stoll(seq.text()));
    request.body += origin_->rows.at(request.seqs.back()).text;
  }
  request.body += sends[0].TextAt("tail");
  return request;
}

Json Page::Answer(const Request& request, std::int64_t status, std::string_view body, std::string_view retry_after) {
  return Run({OutcomeLine(request, status, body, retry_after)});
}

std::string ClaimLine(bool flush, bool page_end) {
  Json input = Json::Object();
  input.SetText("type", "claim");
  input.Set("flush", Json::Bool(flush));
  if (page_end) input.Set("page_end", Json::Object()).SetInteger("room", kKeepaliveBytesMax);
  return Dump(input);
}

std::string OutcomeLine(const Request& request, std::int64_t status, std::string_view body,
                        std::string_view retry_after, bool packed) {
  Json input = Json::Object();
  input.SetText("type", "outcome");
  input.SetText("lease", request.lease);
  input.SetInteger("status", status);
  input.Set("packed", Json::Bool(packed));
  input.SetText("retry_after", retry_after);
  input.SetText("body", body);
  return Dump(input);
}

std::vector<Json> CommandsOf(const Json& commands, std::string_view what) {
  std::vector<Json> found;
  for (const Json& command : commands.items()) {
    if (command.TextAt("do") == what) found.push_back(command);
  }
  return found;
}

Json ReportOf(const Json& commands, std::int64_t input) {
  for (const Json& report : CommandsOf(commands, "report")) {
    if (report.IntegerAt("input") == input) return *report.Find("result");
  }
  return Json();
}

}  // namespace kago::testing
