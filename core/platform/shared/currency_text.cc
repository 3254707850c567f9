#include "core/platform/shared/currency_text.h"

#include "core/base/text.h"
#include "core/event/currency.h"

namespace kago {
namespace {

// A code and its sign, with a space behind: of the currencies that most shops sell in.
constexpr std::string_view kSigns =
    "EUR€ GBP£ USD$ CAD$ AUD$ NZD$ MXN$ BRLR$ JPY¥ CNY¥ KRW₩ INR₹ IDRRp SEKkr NOKkr DKKkr CHFFr. PLNzł CZKKč HUFFt RONlei TRY₺ "
    "UAH₴ ILS₪ ZARR ";

bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// `code` may be empty: of any currency.
bool HasSign(std::string_view code, std::string_view sign) {
  for (std::string_view rest = kSigns; !rest.empty();) {
    const std::string_view one = rest.substr(0, rest.find(' '));
    if (one.substr(3) == sign && one.starts_with(code)) return true;
    rest.remove_prefix(one.size() + 1);
  }
  return false;
}

}  // namespace

String CurrencyCode(std::string_view text, std::string_view of_shop) {
  text = Trimmed(text);
  const String code = UpperCase(text);
  if (CurrencyStatusOf(code) != CurrencyStatus::kUnknown) return code;
  const bool is_like_a_code = text.size() == 3 && IsAscii(text[0]) && code == text;
  const bool is_anothers = HasSign({}, text) && !HasSign(of_shop, text);
  return is_like_a_code || is_anothers || of_shop.empty() ? text : of_shop;
}

bool IsSignOf(std::string_view code, std::string_view sign) {
  return !code.empty() && (UpperCase(sign) == code || HasSign(code, sign));
}

}  // namespace kago
