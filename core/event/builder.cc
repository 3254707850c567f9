#include "core/event/builder.h"

#include "core/base/decimal.h"
#include "core/base/limits.h"
#include "core/base/number_text.h"
#include "core/base/text.h"
#include "core/event/action.h"
#include "core/event/currency.h"
#include "core/event/personal.h"
#include "core/event/total.h"
#include "core/event/validator.h"

namespace kago {
namespace {

// What happens to members that the table doesn't know.
enum class Extras : std::uint8_t { kToMetadata, kLeaveOut };

// Of a group of thousands: its mark and three digits.
constexpr std::size_t kGroupSize = 4;

// Of a number of JSON. Whole ones up to 2^53 - 1 have kept their digits on the way from JavaScript.
bool IsExactInteger(const String& number) {
  std::int64_t value = 0;
  return IsDigit(number[0]) && ParseInteger(number, &value) && value <= static_cast<std::int64_t>(limits::kIntegerMax);
}

class Builder {
 public:
  // `digits`: behind the point of the event's amounts.
  Builder(std::size_t digits, Findings* warnings) : digits_(digits), warnings_(warnings) {}

  void Object(std::span<const Field> fields, Extras extras, Json* object, const Path& path) {
    for (const Field& field : fields) {
      Json* value = object->Find(field.name);
      if (value && !Keep(field, value, {&path, field.name})) object->Remove(field.name);
    }
    MoveExtras(fields, extras, object, path);
  }

 private:
  void Warn(const Path& path, Code code, const Json& found, Sentence done) {
    if (warnings_->size() == limits::kFindingsMax) return;
    AddFinding(path.ToText(), code, Quote(found), done, warnings_);
  }

  // Mends the value; false when it counts as absent.
  bool Keep(const Field& field, Json* value, const Path& path) {
    const bool optional = field.need == Need::kOptional;
    if (value->is_null()) return !optional;
    switch (field.kind) {
      case Kind::kText:
      case Kind::kUrl:
        MendText(field.name, value, path);
        return !optional || KeepOptionalText(field.kind, *value, path);
      case Kind::kAmount:
      case Kind::kCount:
        MendNumber(field.kind, value, path);
        if (field.kind == Kind::kAmount) MendAmount(value, path);
        return true;
      case Kind::kCurrency:
        MendCurrency(value, path);
        return true;
      case Kind::kProducts:
      case Kind::kDiscounts:
        MendList(field.kind, value, path);
        return true;
      default:
        return true;
    }
  }

  void MendText(std::string_view name, Json* value, const Path& path) {
    if (value->is_number() && IsExactInteger(value->text())) {
      Warn(path, Code::kTextFromNumber, *value, "taken as a text");
      value->Assign(Json::Type::kText, value->text());
    }
    RemoveSecret(name, value, path);
    if (name.ends_with("_id") && value->is_text()) value->Assign(Json::Type::kText, GidTail(value->text()));
  }

  void RemoveSecret(std::string_view name, Json* value, const Path& path) {
    const String id(WithoutSecret(value->text()));
    if (name != "cart_id" || id.size() == value->text().size()) return;
    Warn(path, Code::kSecretRemoved, Json::Text(id + "?…"), "sent without what follows the ?");
    value->Assign(Json::Type::kText, id);
  }

  // An optional text that can't be sent isn't worth the event.
  bool KeepOptionalText(Kind kind, const Json& value, const Path& path) {
    if (!value.is_text()) return true;
    if (IsBlank(value.text())) return false;
    const std::size_t units_max = kind == Kind::kUrl ? limits::kUrlUnitsMax : limits::kTextUnitsMax;
    if (Utf16Units(value.text()) <= units_max && !HasControlCharacter(value.text())) return true;
    Warn(path, Code::kLeftOut, value, "left out: too long, or with control characters");
    return false;
  }

  // A text with three digits behind the point may be of a shop that writes 1.299 for 1299.
  bool MayHaveGroups(Kind kind, std::string_view text) const {
    const bool has_so_many_digits = kind == Kind::kAmount && digits_ == kGroupSize - 1;
    return text.size() > kGroupSize && text[text.size() - kGroupSize] == '.' && !has_so_many_digits;
  }

  void MendNumber(Kind kind, Json* value, const Path& path) {
    const std::string_view text = Trimmed(value->text());
    if (!value->is_text() || !IsJsonNumber(text) || MayHaveGroups(kind, text)) return;
    Warn(path, Code::kNumberFromText, *value, "taken as a number");
    value->Assign(Json::Type::kNumber, text);
  }

  void MendAmount(Json* value, const Path& path) {
    const auto amount = Decimal::Parse(value->text());
    if (!value->is_number() || !amount || amount->is_negative() || amount->scale() <= digits_) return;
    Warn(path, Code::kExcessDigits, *value, SentenceOf([this] { return IntegerText(static_cast<std::int64_t>(digits_)) + " digits"; }));
    if (amount->IsDustBehind(digits_)) value->Assign(Json::Type::kNumber, amount->Rounded(digits_).ToText());
  }

  void MendCurrency(Json* value, const Path& path) {
    if (!value->is_text()) return;
    const String code = UpperCase(Trimmed(value->text()));
    const CurrencyStatus status = CurrencyStatusOf(code);
    if (status == CurrencyStatus::kUnknown) return;
    if (status == CurrencyStatus::kHistoric) Warn(path, Code::kHistoricCurrency, *value, "a code in use today");
    if (code == value->text()) return;
    Warn(path, Code::kUpperCased, *value, SentenceOf([&code] { return "taken as " + code; }));
    value->Assign(Json::Type::kText, code);
  }

  void MendList(Kind kind, Json* value, const Path& path) {
    if (!value->is_array()) return;
    const bool products = kind == Kind::kProducts;
    for (std::size_t i = 0; i < value->items().size(); ++i) {
      Json& item = value->items()[i];
      if (!item.is_object() || IsMark(item)) continue;
      Object(products ? ProductFields() : DiscountFields(), products ? Extras::kToMetadata : Extras::kLeaveOut, &item,
             {&path, {}, i});
    }
  }

  void MoveExtras(std::span<const Field> fields, Extras extras, Json* object, const Path& path) {
    Json taken = Json::Array();
    EraseIf(object->items(), [&](const Json& item) {
      if (FindField(fields, item.key())) return false;
      taken.items().push_back(item);
      return true;
    });
    for (Json& item : taken.items()) MoveExtra(&item, extras, object, {&path, item.key()});
  }

  void MoveExtra(Json* item, Extras extras, Json* object, const Path& path) {
    if (item->is_null()) return;
    RemoveSecret(item->key(), item, path);
    const Json* metadata = object->Find("metadata");
    const bool has_room = !metadata || (metadata->is_object() && !IsMark(*metadata) && !metadata->Find(item->key()));
    const bool can_move = extras == Extras::kToMetadata && has_room;
    if (!can_move) return Warn(path, Code::kLeftOut, *item, "left out: the event has no such field");
    Warn(path, Code::kMovedToMetadata, *item, "moved to metadata: the event has no such field");
    object->ObjectAt("metadata").Set(item->key(), std::move(*item));
  }

  const std::size_t digits_;
  Findings* warnings_;
};

void FillText(const EventType& type, std::string_view name, std::string_view value, Json* properties) {
  if (value.empty() || !FindField(type.fields, name)) return;
  if (properties->At(name).is_null()) properties->SetText(name, value);
}

}  // namespace

std::string_view WithoutSecret(std::string_view id) { return id.substr(0, id.find('?')); }

std::string_view GidTail(std::string_view id) {
  if (id.starts_with("gid://")) {
    id = WithoutSecret(id);
    id.remove_prefix(id.rfind('/') + 1);
  }
  return IsPlaceholder(id) ? std::string_view() : id;
}

void BuildProperties(const EventType& type, const Defaults& defaults, Json* properties, Findings* warnings) {
  RemovePersonal(defaults.personal, properties, {nullptr, "properties"}, warnings);
  const String& given = properties->TextAt("currency");
  const auto digits = MinorUnitDigits(UpperCase(Trimmed(given.empty() ? defaults.currency : given)));
  Builder(digits, warnings).Object(type.fields, Extras::kToMetadata, properties, {nullptr, "properties"});
  FillText(type, "currency", defaults.currency, properties);
  FillText(type, "source", defaults.source, properties);
  if (type.role == Role::kCart) FillText(type, "action", kReplace, properties);
  FillTotal(type, properties);
  CheckTotal(*properties, warnings);
}

}  // namespace kago
