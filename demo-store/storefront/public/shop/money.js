// Amounts are whole minor units of their currency inside the shop; these are the two ways out of it. Adding euros as
// floating point would give 59.97000000000001 sooner or later.

import { language, languages, t } from '../i18n/language.js';
import { currency, digitsOf } from './currency.js';

/** For people: `€19.99`, and `Free` for nothing. */
export function priceText(minor, code = currency) {
  return minor === 0 ? t('price.free') : amountText(minor, code);
}

/** For sums, where nothing is `€0.00`. */
export function amountText(minor, code = currency) {
  return new Intl.NumberFormat(languages[language].numbers, { style: 'currency', currency: code }).format(major(minor, code));
}

/** For machines: 1999 cents -> 19.99, which is the nearest number there is. */
export function major(minor, code = currency) {
  return minor / 10 ** digitsOf(code);
}

export function linesMinor(lines) {
  return lines.reduce((sum, { variant, quantity }) => sum + variant.minor * quantity, 0);
}
