// Random events: right ones, and right ones with one or two things changed.

import fc from 'fast-check';
import { copyOf, isContainer, setMember, toJson } from './json_text.js';
import * as nasty from './nasty.js';
import { DISCOUNT, envelopeOf, EVENTS, isRequired, LINE } from './shapes.js';

const CURRENCIES = ['EUR', 'USD', 'JPY', 'KWD', 'CLF', 'XCG', 'ZWG', 'BYN', 'CHW', 'BGN', 'HRK', 'ANG'];

const two = (number) => String(number).padStart(2, '0');
const time = fc
  .tuple(
    fc.constantFrom('2026-11-22', '2024-02-29', '2000-02-29', '1970-01-01', '0001-01-01', '9999-12-31', '2023-02-28', '2026-04-30'),
    fc.tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }), fc.nat({ max: 59 })).map((parts) => parts.map(two).join(':')),
    fc.constantFrom('', '.4', '.412', '.412999999999999999999999'),
    fc.constantFrom('Z', '+00:00', '-04:00', '+0900', '-23:59', '+23:59'),
  )
  .map(([date, clock, fraction, zone]) => `${date}T${clock}${fraction}${zone}`);

// Keys that Braze reads, with values as shops fill them; then whatever.
const known = fc.record(
  {
    sku: nasty.text, country: nasty.text, market_handle: nasty.url, order_number: fc.nat(), order_status_url: nasty.url,
    tags: fc.array(nasty.anything, { maxLength: 3 }), payment_gateway_names: fc.array(nasty.text, { maxLength: 2 }),
    presentment_currency: fc.record({ code: fc.constantFrom(...CURRENCIES, 'eur'), price: nasty.url }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);
const deep = (levels) => Array.from({ length: levels - 1 }).reduce((inner) => ({ a: inner }), { a: 1 });
const metadata = fc.oneof(
  { weight: 4, arbitrary: nasty.objectOf(nasty.key, nasty.anything) },
  { weight: 4, arbitrary: known },
  { weight: 1, arbitrary: fc.constantFrom(deep(49), deep(50)) },
);

const kinds = {
  text: nasty.text, email: fc.oneof(fc.emailAddress(), fc.constantFrom('a@b', ' "a b"@x ', 'ü@例え.jp', '🧺@🧺', 'a@@\u2028', `${'x'.repeat(253)}@y`)), url: nasty.url, amount: nasty.amount, count: nasty.count, time, metadata,
  currency: fc.constantFrom(...CURRENCIES),
  action: fc.constantFrom('add', 'remove', 'replace'),
  texts: fc.array(fc.oneof(fc.constantFrom('price_drop', 'back_in_stock'), nasty.text), { maxLength: 3 }),
};
kinds.discounts = fc.array(fields(DISCOUNT), { maxLength: 2 });
kinds.products = fc.oneof(
  { weight: 9, arbitrary: fc.array(fields(LINE), { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fields(LINE).map((line) => Array(20).fill(line)) },
);

function fields(shape) {
  const members = Object.entries(shape).map(([name, kind]) => [name, kinds[kind.replace('?', '')]]);
  const requiredKeys = Object.keys(shape).filter((name) => isRequired(shape[name]));
  return fc.record(Object.fromEntries(members), { requiredKeys, noNullPrototype: true });
}

/** An event that every judge has to take. */
const rightEvent = fc.oneof(
  ...Object.entries(EVENTS).map(([name, shape]) =>
    fc.tuple(fields(envelopeOf(name)), fields(shape)).map(([envelope, properties]) => ({ name, ...envelope, properties })),
  ),
);

function containersOf(value) {
  if (!isContainer(value)) return [];
  return [value, ...Object.values(value).flatMap(containersOf)];
}

const anyValue = fc.oneof(nasty.wildText, nasty.wildNumber, nasty.anything, fc.constantFrom(null, true, false, {}, []), objectWithWildKeys());
function objectWithWildKeys() {
  return nasty.objectOf(nasty.wildKey, nasty.wildText);
}

const likeFor = (value) => (typeof value === 'string' ? 'text' : isContainer(value) ? 'value' : 'number');

const changes = {
  remove: (place, name) => (Array.isArray(place) ? place.splice(name, 1) : delete place[name]),
  // Something of the same type: what is wrong with it is more than its type.
  alter: (place, name, other) => setMember(place, name, other[likeFor(place[name])]),
  replace: (place, name, other) => setMember(place, name, other.value),
  add: (place, name, other) => (Array.isArray(place) ? place.push(other.value) : setMember(place, other.key, other.value)),
  repeat: (place, name) => Array.isArray(place) && place.push(place[name]),
  empty: (place) => (Array.isArray(place) ? place.splice(0) : Object.keys(place).forEach((name) => delete place[name])),
};

const mutation = fc.record({
  // Most rules stand near the top, most containers deep in metadata.
  container: fc.oneof(fc.nat({ max: 4 }), fc.nat()), member: fc.nat(),
  change: fc.constantFrom('remove', 'alter', 'alter', 'alter', 'replace', 'replace', 'add', 'repeat', 'empty'),
  other: fc.record({ key: nasty.wildKey, text: nasty.wildText, number: nasty.wildNumber, value: anyValue }),
});

function mutated(event, mutations) {
  const copy = copyOf(event);
  for (const { container, member, change, other } of mutations) {
    const places = containersOf(copy);
    const place = places[container % places.length];
    const names = Object.keys(place);
    if (names.length > 0) changes[change](place, names[member % names.length], other);
  }
  return copy;
}

/** JSON texts of events: every third as it should be, the others changed in one or two places. */
export const eventText = fc
  .tuple(rightEvent, fc.oneof(fc.constant([]), fc.array(mutation, { minLength: 1, maxLength: 2 }), fc.array(mutation, { minLength: 1, maxLength: 1 })))
  .map(([event, mutations]) => toJson(mutations.length ? mutated(event, mutations) : event));

export const rightEventText = rightEvent.map(toJson);
