#include "tests/simulation/reply.h"

#include <algorithm>
#include <utility>

namespace kago::simulation {

using testing::StoredRow;

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t from = 0, end = 0; end != std::string::npos; from = end + 1) {
    end = text.find('\n', from);
    lines.push_back(text.substr(from, end == std::string::npos ? end : end - from));
  }
  return lines;
}

std::vector<std::int64_t> SeqsOf(const Json& command) {
  std::vector<std::int64_t> seqs;
  for (const Json& seq : command.Find("seqs")->items()) seqs.push_back(std::stoll(seq.text()));
  return seqs;
}

std::vector<StoredRow> RowsOf(const Json& send, const std::vector<StoredRow>& rows) {
  const std::vector<std::int64_t> seqs = SeqsOf(send);
  std::vector<StoredRow> found;
  for (const StoredRow& row : rows) {
    if (std::find(seqs.begin(), seqs.end(), row.row.seq) != seqs.end()) found.push_back(row);
  }
  return found;
}

std::string BodyOf(const Json& send, const std::vector<StoredRow>& rows) {
  std::string texts;
  for (const StoredRow& row : rows) texts.append(texts.empty() ? "" : ",").append(row.text);
  return send.TextAt("head") + texts + send.TextAt("tail");
}

Writes WritesOf(std::string state, const std::vector<Json>& commands, const std::vector<std::string>& texts) {
  Writes writes;
  writes.state = std::move(state);
  for (const Json& command : commands) {
    if (command.TextAt("do") == "put") {
      const testing::KeptRow row{command.IntegerAt("seq"), command.IntegerAt("bytes"), command.TextAt("id")};
      writes.put.push_back({row, texts.at(writes.put.size())});
    } else if (command.TextAt("do") == "delete") {
      for (const std::int64_t seq : SeqsOf(command)) writes.deleted.push_back(seq);
    }
  }
  return writes;
}

}  // namespace kago::simulation
