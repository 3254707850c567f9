// Amounts are integer cents inside the shop; these are the two ways out of it. Adding euros as
// floating point would give 59.97000000000001 sooner or later.

const format = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' });

/** For people: `€19.99`, and `Free` for nothing. */
export function priceText(cents) {
  return cents === 0 ? 'Free' : amountText(cents);
}

/** For sums, where nothing is `€0.00`. */
export function amountText(cents) {
  return format.format(euros(cents));
}

/** For machines: 1999 -> 19.99, which is the nearest number there is. */
export function euros(cents) {
  return cents / 100;
}

export function linesCents(lines) {
  return lines.reduce((sum, { variant, quantity }) => sum + variant.cents * quantity, 0);
}
