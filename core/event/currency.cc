#include "core/event/currency.h"

namespace kago {
namespace {

// Lists of three-letter codes, one behind the other. The index is the number of digits; the last list has those
// that were withdrawn.
constexpr std::string_view kCodes[] = {
    "BIFCLPDJFGNFISKJPYKMFKRWPYGRWFUGXVNDVUVXAFXOFXPF",
    "",
    "AEDAFNALLAMDAOAARSAUDAWGAZNBAMBBDBDTBMDBNDBOBBRLBSDBTNBWPBYNBZDCADCDFCHECHFCHWCNYCOPCRCCUPCVECZKDKKDOPDZD"
    "EGPERNETBEURFJDFKPGBPGELGHSGIPGMDGTQGYDHKDHNLHTGHUFIDRILSINRIRRJMDKESKGSKHRKPWKYDKZTLAKLBPLKRLRDLSLMADMDL"
    "MGAMKDMMKMNTMOPMRUMURMVRMWKMXNMYRMZNNADNGNNIONOKNPRNZDPABPENPGKPHPPKRPLNQARRONRSDRUBSARSBDSCRSDGSEKSGDSHP"
    "SLESOSSRDSSPSTNSVCSYPSZLTHBTJSTMTTOPTRYTTDTWDTZSUAHUSDUYUUZSVEDVESWSTXCDXCGYERZARZMWZWG",
    "BHDIQDJODKWDLYDOMRTND",
    "CLF",
    "ANGBGNBYRCUCEEKHRKLTLLVLMROMTLSKKSLLSTDVEFZMKZWL",
};
constexpr std::size_t kHistoric = std::size(kCodes) - 1;

constexpr bool Contains(std::string_view list, std::string_view code) {
  if (code.size() != 3) return false;
  for (; !list.empty(); list.remove_prefix(3)) {
    if (list.substr(0, 3) == code) return true;
  }
  return false;
}

constexpr std::size_t Count() {
  std::size_t letters = 0;
  for (std::string_view list : kCodes) letters += list.size();
  return letters / 3;
}
static_assert(Count() == 158 + 16);

// Of the list that has the code; past the last one when none has.
constexpr std::size_t IndexOf(std::string_view code) {
  std::size_t index = 0;
  while (index < std::size(kCodes) && !Contains(kCodes[index], code)) ++index;
  return index;
}

}  // namespace

CurrencyStatus CurrencyStatusOf(std::string_view code) {
  const std::size_t index = IndexOf(code);
  if (index > kHistoric) return CurrencyStatus::kUnknown;
  return index < kHistoric ? CurrencyStatus::kActive : CurrencyStatus::kHistoric;
}

std::size_t MinorUnitDigits(std::string_view code) {
  const std::size_t index = IndexOf(code);
  return index < kHistoric ? index : kDigitsUnknown;
}

}  // namespace kago
