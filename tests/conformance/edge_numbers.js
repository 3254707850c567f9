// Edge cases of amounts and quantities: what they say, the event, and the core's codes for it.

import { cart, viewed } from './edge_events.js';
import { num } from './json_text.js';

const price = (digits) => viewed('price', num(digits));
const quantity = (digits) => cart('products.0.quantity', num(digits));

export const numberCases = [
  ['a price of nothing is taken', price('0')],
  ['a price of -0 is taken', price('-0')],
  ['a price of -0.00 is taken', price('-0.00')],
  ['a price with an exponent is taken', price('1.5e-3')],
  ['a price with a capital exponent and a plus is taken', price('1E+2')],
  ['zero with a large exponent is taken', price('0e400')],
  ['a price with many decimals is taken', price('0.3333333333333333333333333333333333333333')],
  ['a price of 2^53 - 1 is taken', price('9007199254740991')],
  ['a price of 2^53 is too large', price('9007199254740992'), 'too_large'],
  ['a price just past 2^53 - 1 is too large', price('9007199254740991.25'), 'too_large'],
  ['a price of 1e16 is too large', price('1e16'), 'too_large'],
  ['a price of 1e400 is too large', price('1e400'), 'too_large'],
  ['a price of 1e-64 is taken', price('1e-64')],
  ['a price of 1e-65 has more digits than are kept', price('1e-65'), 'too_large'],
  ['a price of 5e-324 has more digits than are kept', price('5e-324'), 'too_large'],
  ['a negative price is refused', price('-0.01'), 'negative'],
  ['a price of -1e400 is refused', price('-1e400'), 'too_large'],
  ['a price as a text is refused on the wire', viewed('price', '19.99'), 'wrong_type'],
  ['true for a price is refused', viewed('price', true), 'wrong_type'],
  ['null for a price is refused', viewed('price', null), 'wrong_type'],
  ['null for an optional amount is refused on the wire', cart('tax', null), 'wrong_type'],
  ['NaN, as the page marks it, is refused', viewed('price', { $kago: 'NaN' }), 'not_serializable'],

  ['a quantity of 0 is taken', quantity('0')],
  ['a quantity of 2^53 - 1 is taken', quantity('9007199254740991')],
  ['a quantity of 2^53 is too large', quantity('9007199254740992'), 'too_large'],
  ['a quantity of 2.0 is whole and taken', quantity('2.0')],
  ['a quantity of 1e3 is whole and taken', quantity('1e3')],
  ['a quantity of 10e-1 is whole and taken', quantity('10e-1')],
  ['a quantity of -0 is taken', quantity('-0')],
  ['a quantity with a fraction is refused', quantity('0.5'), 'not_integer'],
  ['a quantity with the smallest fraction is refused', quantity('1.00000000000000000001'), 'not_integer'],
  ['a negative quantity is refused', quantity('-1'), 'negative'],
  ['a negative quantity with a fraction is refused as negative', quantity('-0.5'), 'negative'],
  ['a quantity as a text is refused on the wire', cart('products.0.quantity', '2'), 'wrong_type'],
];
