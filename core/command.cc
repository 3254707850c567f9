#include "core/command.h"

#include <utility>

#include "core/base/limits.h"

namespace kago {
namespace {

Json SeqsOf(const List<Row>& rows) {
  Json seqs = Json::Array();
  for (const Row& row : rows) seqs.Push(Json::Integer(row.seq));
  return seqs;
}

}  // namespace

Json& Commands::Add(std::string_view what) {
  Json& command = list_.Push(Json::Object());
  command.SetText("do", what);
  return command;
}

void Commands::Put(const Row& row, String text) {
  Json& command = Add("put");
  command.SetInteger("seq", row.seq);
  command.SetInteger("bytes", row.bytes);
  command.SetText("id", row.event_id);
  texts_.push_back(std::move(text));
}

void Commands::Delete(const List<Row>& rows) {
  if (!rows.empty()) Add("delete").Set("seqs", SeqsOf(rows));
}

void Commands::Send(const Lease& lease, String head, String tail) {
  Json& command = Add("send");
  command.SetText("lease", lease.id);
  command.Set("seqs", SeqsOf(lease.rows));
  command.SetText("head", std::move(head));
  command.SetText("tail", std::move(tail));
  command.SetInteger("timeout", limits::kRequestMs);
  command.Set("pack", Json::Bool(lease.pack));
}

void Commands::SetWake(const Wake& wake) {
  Json& command = Add("wake");
  command.SetInteger("at", wake.at);
  command.SetInteger("then", wake.then);
}

void Commands::Report(std::size_t input, Json&& result) {
  Json& command = Add("report");
  command.SetInteger("input", static_cast<std::int64_t>(input));
  command.Set("result", std::move(result));
}

void Commands::Notify(std::string_view event, Json&& detail) {
  Json& command = Add("notify");
  command.SetText("event", event);
  command.Set("detail", std::move(detail));
}

String Commands::ToLines() const {
  String lines = Dump(list_);
  for (const String& text : texts_) lines.append("\n").append(text);
  return lines;
}

}  // namespace kago
