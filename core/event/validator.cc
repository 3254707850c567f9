#include "core/event/validator.h"

#include "core/base/decimal.h"
#include "core/base/limits.h"
#include "core/base/number_text.h"
#include "core/base/text.h"
#include "core/base/time.h"
#include "core/event/action.h"
#include "core/event/currency.h"

namespace kago {
namespace {

constexpr std::string_view kMark = "$kago";
constexpr std::string_view kMembersMax = kWith<"at most # members", limits::kJsonMembersMax>;

class Validator {
 public:
  explicit Validator(Findings* findings) : findings_(findings) {}

  void Properties(const EventType& type, const Json& properties, const Path& path) {
    if (!properties.is_object() || IsMark(properties)) return WrongType(properties, path, "an object of the event's properties");
    delta_ = IsDelta(properties.At("action"));
    Members(type.fields, properties, path);
  }

  void Members(std::span<const Field> fields, const Json& object, const Path& path) {
    for (const Field& field : fields) {
      const Path at{&path, field.name};
      if (const Json* value = object.Find(field.name)) {
        Value(field.kind, *value, at);
      } else if (field.need == Need::kRequired || (field.need == Need::kUnlessDelta && !delta_)) {
        Add(at, Code::kMissing, "nothing", ExpectedOf(field.kind));
      }
    }
    for (const Json& item : object.items()) {
      if (FindField(fields, item.key())) continue;
      Add({&path, item.key()}, Code::kUnknownField, Quote(item), SentenceOf([fields] { return Instead(fields); }));
    }
  }

  void Add(const Path& path, Code code, std::string_view found, Sentence expected) {
    if (findings_->size() == limits::kFindingsMax) return;
    AddFinding(path.ToText(), code, found, expected, findings_);
  }

  void Value(Kind kind, const Json& value, const Path& path) {
    const Sentence expected = ExpectedOf(kind);
    switch (kind) {
      case Kind::kText:
        return Text(value, path, limits::kTextUnitsMax, expected);
      case Kind::kUrl:
        return Text(value, path, limits::kUrlUnitsMax, expected);
      case Kind::kEmail:
        if (value.is_text() && !HasAtInside(value.text())) Add(path, Code::kNotAllowed, Quote(value), expected);
        return Text(value, path, limits::kTextUnitsMax, expected);
      case Kind::kAmount:
      case Kind::kCount:
        return Number(kind, value, path, expected);
      case Kind::kCurrency:
      case Kind::kAction:
      case Kind::kTime:
        return Word(kind, value, path, expected);
      case Kind::kTexts:
      case Kind::kProducts:
      case Kind::kDiscounts:
        return List(kind, value, path, expected);
      case Kind::kMetadata:
        return Metadata(value, path, expected);
    }
  }

 private:
  static String Instead(std::span<const Field> fields) {
    if (FindField(fields, "metadata")) return "nothing here; what is the shop's own goes into metadata";
    String names = "one of";
    for (const Field& field : fields) names.append(" ").append(field.name);
    return names;
  }

  static bool HasAtInside(std::string_view text) {
    const std::size_t at = text.find('@', 1);
    return at != std::string_view::npos && at + 1 < text.size();
  }

  void WrongType(const Json& value, const Path& path, Sentence expected) {
    if (IsMark(value)) return Add(path, Code::kNotSerializable, value.TextAt(kMark), expected);
    Add(path, Code::kWrongType, Quote(value), expected);
  }

  void Text(const Json& value, const Path& path, std::size_t units_max, Sentence expected) {
    if (!value.is_text()) return WrongType(value, path, expected);
    const std::size_t units = Utf16Units(value.text());
    if (IsBlank(value.text())) {
      Add(path, Code::kEmpty, Quote(value), expected);
    } else if (units > units_max) {
      Add(path, Code::kTooLong, IntegerText(static_cast<std::int64_t>(units)) + " characters", expected);
    }
    if (HasControlCharacter(value.text())) Add(path, Code::kControlCharacter, Quote(value), "a text without control characters");
  }

  void Number(Kind kind, const Json& value, const Path& path, Sentence expected) {
    if (!value.is_number()) return WrongType(value, path, expected);
    const auto decimal = Decimal::Parse(value.text());
    if (decimal && decimal->is_negative()) {
      Add(path, Code::kNegative, Quote(value), expected);
    } else if (!decimal || Decimal::Compare(*decimal, *Decimal::Parse(limits::kNumberMax)) > 0) {
      Add(path, Code::kTooLarge, Quote(value), kWith<"a number up to #, of up to # digits", limits::kIntegerMax, limits::kNumberDigitsMax>);
    } else if (kind == Kind::kCount && !decimal->is_integer()) {
      Add(path, Code::kNotInteger, Quote(value), expected);
    }
  }

  void Word(Kind kind, const Json& value, const Path& path, Sentence expected) {
    if (!value.is_text()) return WrongType(value, path, expected);
    const String& text = value.text();
    if (kind == Kind::kCurrency) {
      if (CurrencyStatusOf(text) == CurrencyStatus::kUnknown) Add(path, Code::kUnknownCurrency, Quote(value), expected);
    } else if (kind == Kind::kTime) {
      if (!ParseIso(text)) Add(path, Code::kBadTime, Quote(value), expected);
    } else if (text != kReplace && !IsDelta(value)) {
      Add(path, Code::kNotAllowed, Quote(value), expected);
    }
  }

  void List(Kind kind, const Json& value, const Path& path, Sentence expected) {
    if (!value.is_array()) return WrongType(value, path, expected);
    const std::size_t count = value.items().size();
    if (count == 0 && kind == Kind::kProducts) Add(path, Code::kEmpty, "[]", expected);
    if (count > CountMax(kind)) return Add(path, Code::kTooMany, IntegerText(static_cast<std::int64_t>(count)), expected);
    for (std::size_t i = 0; i < count; ++i) Element(kind, value.items()[i], {&path, {}, i});
    if (kind == Kind::kDiscounts && Dump(value).size() > limits::kMetadataBytesMax) {
      Add(path, Code::kTooLarge, "more bytes", kWith<"discounts of up to # bytes", limits::kMetadataBytesMax>);
    }
  }

  static std::size_t CountMax(Kind kind) {
    if (kind == Kind::kProducts) return limits::kProductsMax;
    return kind == Kind::kDiscounts ? limits::kDiscountsMax : limits::kTextsMax;
  }

  void Element(Kind kind, const Json& value, const Path& path) {
    if (kind == Kind::kTexts) return Value(Kind::kText, value, path);
    if (!value.is_object() || IsMark(value)) return WrongType(value, path, "an object");
    Members(kind == Kind::kProducts ? ProductFields() : DiscountFields(), value, path);
  }

  void Metadata(const Json& value, const Path& path, Sentence expected) {
    if (!value.is_object() || IsMark(value)) return WrongType(value, path, expected);
    const std::size_t bytes = Dump(value).size();
    if (bytes > limits::kMetadataBytesMax) {
      Add(path, Code::kTooLarge, IntegerText(static_cast<std::int64_t>(bytes)) + " bytes", expected);
    }
    // Fields moved here on the page can pass what the collector's parser takes.
    if (value.items().size() > limits::kJsonMembersMax) {
      Add(path, Code::kTooMany, IntegerText(static_cast<std::int64_t>(value.items().size())), kMembersMax);
    }
    Nested(value, path, 1);
  }

  void Nested(const Json& value, const Path& path, std::size_t depth) {
    if (depth > limits::kMetadataDepthMax) {
      return Add(path, Code::kTooDeep, "a deeper level", kWith<"metadata of up to # levels", limits::kMetadataDepthMax>);
    }
    for (std::size_t i = 0; i < value.items().size(); ++i) {
      const Json& item = value.items()[i];
      const Path at{&path, item.key(), i};
      if (IsMark(item)) {
        WrongType(item, at, "a value that JSON can say");
        continue;
      }
      if (value.is_object()) Key(item.key(), at);
      if (item.is_array() || item.is_object()) Nested(item, at, depth + 1);
    }
  }

  // platforms.md 1.4, "General custom-event rules".
  void Key(const String& key, const Path& path) {
    if (!key.empty() && key[0] != '$' && Utf16Units(key) <= limits::kTextUnitsMax) return;
    Add(path, Code::kBadKey, Quote(Json::Text(key)),
        kWith<"a key of 1 to # characters that doesn't begin with $", limits::kTextUnitsMax>);
  }

  Findings* findings_;
  bool delta_ = false;
};

}  // namespace

bool IsMark(const Json& value) { return value.items().size() == 1 && value.items()[0].key() == kMark; }

Sentence ExpectedOf(Kind kind) {
  static constexpr std::string_view kTexts[] = {
      kWith<"a text of 1 to # characters", limits::kTextUnitsMax>,
      kWith<"an address of up to # characters", limits::kUrlUnitsMax>,
      "a number >= 0 such as 19.99",
      "a whole number >= 0",
      "an ISO 4217 code such as \"EUR\"",
      "\"add\", \"remove\" or \"replace\"",
      kWith<"an array of up to # texts", limits::kTextsMax>,
      "an ISO 8601 time with a zone such as 2026-11-22T09:15:27.412Z",
      kWith<"an array of 1 to # products", limits::kProductsMax>,
      kWith<"an array of up to # discounts", limits::kDiscountsMax>,
      kWith<"an object of up to # bytes", limits::kMetadataBytesMax>,
      kWith<"an e-mail address of up to # characters, with an @ in it", limits::kTextUnitsMax>,
  };
  return SentenceOf([kind] { return kTexts[static_cast<std::size_t>(kind)]; });
}

Finding UnknownEvent(const String& name) {
  return {"name", Code::kUnknownEvent, Quote(Json::Text(name)), SentenceOf([] {
            String expected = "one of";
            for (const EventType& type : EventTypes()) expected.append(" ").append(type.name);
            return expected;
          })};
}

void ValidateProperties(const EventType& type, const Json& properties, Findings* findings, std::string_view root) {
  Validator(findings).Properties(type, properties, {nullptr, root});
}

void ValidateMembers(std::span<const Field> fields, const Json& object, Findings* findings) {
  Validator(findings).Members(fields, object, {});
}

void ValidateUserId(const Json& id, bool is_needed, Findings* findings) {
  if (id.is_null() && !is_needed) return;
  Validator(findings).Value(Kind::kText, IsPlaceholder(id.text()) ? Json::Text({}) : id, {nullptr, "user_id"});
}

Findings FaultFindings(const ParsedJson& parsed) {
  static constexpr Code kCodes[] = {Code::kBadText, Code::kTooDeep, Code::kTooMany};
  static constexpr std::string_view kFound[] = {"no Unicode text", "a deeper level", "more members"};
  static constexpr std::string_view kExpected[] = {"valid Unicode in valid JSON, no lone surrogate",
                                                   kWith<"at most # levels", limits::kJsonDepthMax>, kMembersMax};
  Findings findings;
  for (const JsonFault& fault : parsed.faults) {
    const auto kind = static_cast<std::size_t>(fault.kind);
    findings.push_back({fault.path, kCodes[kind], kFound[kind], SentenceOf([kind] { return kExpected[kind]; })});
  }
  return findings;
}

}  // namespace kago
