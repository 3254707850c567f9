// JSON text to Json values: nlohmann::json's lexer, with a grammar of our own on top.
//
// The lexer is the hard part (escapes, surrogates, UTF-8) and well kept. Its SAX parser would do
// the rest, but costs 3 kB brotli in exception classes and error texts that Kago never shows; the
// grammar of JSON is one small state machine. json_test.cc holds both against
// nlohmann::json::accept.
//
// Some of the lexer's functions are specialised for a type of our own. Kago takes a number as its
// text, so strtod, strtoull and localeconv have no part in it: `1e400` stays a readable number, and
// native and Wasm builds behave alike.
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/decimal.h"
#include "core/base/json.h"
#include "core/base/limits.h"
#include "core/base/list.h"
#include "core/base/number_text.h"
#include "core/base/string.h"
#include "core/base/text.h"

namespace {

// A type of our own (by its binary type, which JSON text never uses), so that the specialisations
// touch nobody else's nlohmann::json.
using Basic = nlohmann::basic_json<std::map, std::vector, kago::String, bool, std::int64_t, std::uint64_t, double,
                                   std::allocator, nlohmann::adl_serializer, std::vector<char>>;
using Adapter = nlohmann::detail::iterator_input_adapter<const char*>;
using Lexer = nlohmann::detail::lexer<Basic, Adapter>;
using Token = Lexer::token_type;

}  // namespace

namespace nlohmann::detail {

template <>
char Lexer::get_decimal_point() noexcept {
  return '.';
}

// The lexer writes down each token and counts lines for its messages, of which Kago has none.
template <>
void Lexer::reset() noexcept {
  token_buffer.clear();
}

template <>
int Lexer::get() {
  ++position.chars_read_total;
  if (!next_unget) current = ia.get_character();
  next_unget = false;
  return current;
}

template <>
void Lexer::unget() {
  next_unget = true;
  --position.chars_read_total;
}

template <>
bool Lexer::scan_comment() {
  return false;  // JSON has none
}

template <>
Token Lexer::scan_number() {
  reset();
  do {
    add(current);
    get();
  } while ((current >= '0' && current <= '9') || current == '.' || current == 'e' || current == 'E' ||
           current == '+' || current == '-');
  unget();
  return kago::IsJsonNumber(token_buffer) ? token_type::value_float : token_type::parse_error;
}

}  // namespace nlohmann::detail

namespace kago {
namespace {

class Parser {
 public:
  explicit Parser(std::string_view text)
      : lexer_(Adapter(text.data(), text.data() + text.size())), text_bytes_(text.size()) {}

  ParsedJson Run() && {
    while (expect_ != Expect::kNothing) {
      if (!Take(lexer_.scan())) {
        Fault(JsonFault::Kind::kSyntax);
        break;
      }
    }
    return std::move(parsed_);
  }

 private:
  enum class Expect : std::uint8_t { kValue, kValueOrEnd, kKey, kKeyOrEnd, kColon, kCommaOrEnd, kEndOfText, kNothing };

  // One token; false when the grammar doesn't allow it here.
  bool Take(Token token) {
    switch (expect_) {
      case Expect::kValueOrEnd:
        if (token == Token::end_array) return Close(token);
        return TakeValue(token);
      case Expect::kValue:
        return TakeValue(token);
      case Expect::kKeyOrEnd:
        if (token == Token::end_object) return Close(token);
        return TakeKey(token);
      case Expect::kKey:
        return TakeKey(token);
      case Expect::kColon:
        expect_ = Expect::kValue;
        return token == Token::name_separator;
      case Expect::kCommaOrEnd:
        if (token != Token::value_separator) return Close(token);
        expect_ = brackets_.back() == '{' ? Expect::kKey : Expect::kValue;
        return true;
      default:
        expect_ = Expect::kNothing;
        // A NUL ends the input too for the lexer; behind it there must be nothing.
        return token == Token::end_of_input && lexer_.get_position().chars_read_total > text_bytes_;
    }
  }

  bool TakeKey(Token token) {
    if (token != Token::value_string) return false;
    if (skipped_ == 0) key_ = lexer_.get_string();
    expect_ = Expect::kColon;
    return true;
  }

  bool TakeValue(Token token) {
    switch (token) {
      case Token::begin_object:
        return Open('{', Expect::kKeyOrEnd, Json::Object());
      case Token::begin_array:
        return Open('[', Expect::kValueOrEnd, Json::Array());
      case Token::value_string:
        return Add(Json::Text(lexer_.get_string()));
      case Token::value_float:
        return Add(Json::Number(lexer_.get_string()));
      case Token::literal_true:
        return Add(Json::Bool(true));
      case Token::literal_false:
        return Add(Json::Bool(false));
      case Token::literal_null:
        return Add(Json());
      default:
        return false;
    }
  }

  bool Open(char bracket, Expect next, Json&& container) {
    if (skipped_ > 0) {
      ++skipped_;
    } else if (open_.size() == limits::kJsonDepthMax) {
      Skip(JsonFault::Kind::kTooDeep);
    } else if (Json* placed = Place(std::move(container))) {
      open_.push_back(placed);
    } else {
      Skip(JsonFault::Kind::kTooMany);
    }
    brackets_.push_back(bracket);
    expect_ = next;
    return true;
  }

  bool Close(Token token) {
    if (token != (brackets_.back() == '{' ? Token::end_object : Token::end_array)) return false;
    brackets_.pop_back();
    if (skipped_ > 0) {
      --skipped_;
    } else {
      open_.pop_back();
    }
    return AfterValue();
  }

  bool Add(Json&& value) {
    if (skipped_ == 0 && !Place(std::move(value))) Fault(JsonFault::Kind::kTooMany);
    return AfterValue();
  }

  bool AfterValue() {
    key_.clear();
    expect_ = brackets_.empty() ? Expect::kEndOfText : Expect::kCommaOrEnd;
    return true;
  }

  // Where the value goes, or nullptr when its object is full. `open_` holds pointers into the
  // tree; only its last one's items grow, so the others stay valid.
  Json* Place(Json&& value) {
    if (open_.empty()) return &(parsed_.value = std::move(value));
    Json* parent = open_.back();
    if (parent->is_array()) return &parent->Push(std::move(value));
    if (parent->items().size() == limits::kJsonMembersMax && !parent->Find(key_)) return nullptr;
    Json* placed = &parent->Set(key_, std::move(value));
    key_.clear();
    return placed;
  }

  void Skip(JsonFault::Kind kind) {
    skipped_ = 1;
    Fault(kind);
    Place(Json());
  }

  // The path of the value to come. A container that is open is the last element of its parent.
  void Fault(JsonFault::Kind kind) {
    if (parsed_.faults.size() == limits::kFindingsMax) {
      if (kind != JsonFault::Kind::kSyntax) return;
      parsed_.faults.pop_back();  // that parsing stopped must be said, whatever else was
    }
    String path;
    for (std::size_t i = 0; i < open_.size(); ++i) {
      const bool last = i + 1 == open_.size();
      if (open_[i]->is_array()) {
        const std::size_t index = open_[i]->items().size() - (last ? 0 : 1);
        path.append("[").append(IntegerText(static_cast<std::int64_t>(index))).append("]");
      } else if (const String& key = last ? key_ : open_[i + 1]->key(); !key.empty()) {
        if (!path.empty()) path.append(".");
        path.append(key);
      }
    }
    parsed_.faults.push_back({kind, String(CutAt(path, limits::kPathBytesMax))});
  }

  Lexer lexer_;
  std::size_t text_bytes_;
  ParsedJson parsed_;
  Expect expect_ = Expect::kValue;
  List<char> brackets_;      // of all open containers, skipped ones too
  List<Json*> open_;         // the containers that are kept
  std::size_t skipped_ = 0;  // how many open containers are left out
  String key_;               // of the value to come
};

}  // namespace

ParsedJson ParseJson(std::string_view text) { return Parser(text).Run(); }

}  // namespace kago
