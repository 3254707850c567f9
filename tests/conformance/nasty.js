// Values that have broken trackers, as fast-check arbitraries: half a text is a constant that somebody's
// shop has really sent, half is random.

import fc from 'fast-check';
import { num, setMember } from './json_text.js';

const WORDS = [
  '27" Monitor', '"', `O'Neill's "Best" \\ 12″`, '籠 🧺', '\u{1F469}\u200D\u{1F4BB}', '‏עברית‎ \u202Eabc', 'e\u0301', '\u2028\u2029',
  '\u00A0', '\uFEFFx', '\u007F', '\uFFFF', '</script>', '{{ liquid }}', '__proto__', 'constructor', 'null', '-0', '0', '$set', ' x ',
  '12345678901234567890', '9007199254740993', 'gid://shopify/Cart/Z2NwLXVz?key=9f0e', '2026-11-22T09:15:27Z', 'a\\u0000b',
];

// Where a limit lies: in UTF-16 units, which a letter fills once and a basket twice.
const EDGES = [1, 126, 127, 128, 254, 255];
const URL_EDGES = [256, 400, 2047, 2048];

const filled = (units) => ['x'.repeat(units), '🧺'.repeat(units / 2) + 'x'.repeat(units % 2), 'é'.repeat(units)];
const isText = (unitsMax) => (text) => text.length <= unitsMax && !/[\0-\x1F]/.test(text) && /[^ ]/.test(text);

const word = fc.constantFrom(...WORDS);
const anyText = fc.oneof(word, fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ unit: 'grapheme', maxLength: 12 }));

export const text = fc
  .oneof({ weight: 6, arbitrary: anyText }, { weight: 1, arbitrary: fc.constantFrom(...EDGES.flatMap(filled)) })
  .filter(isText(255));

const address = fc.oneof(
  fc.webUrl(),
  fc.constantFrom('https://cdn.example/i.jpg?a="1"', '//cdn.example/ü.png', 'www.image-url.com', '/p/mug?variant=1#"'),
  fc.constantFrom(...[...EDGES, ...URL_EDGES].flatMap(filled)),
);
export const url = address.filter(isText(2048));

const AMOUNTS = ['0', '-0', '0.0', '0.00', '-0.0e5', '0e400', '19.99', '19.990', '1e2', '1E+2', '1.5e-3', '0.1', '0.30000000000000004',
  '9007199254740991', '9007199254740990.5', '123456789.123456789123456789', '0.3333333333333333333333333333333333333333'];
export const amount = fc.oneof(
  fc.constantFrom(...AMOUNTS).map(num),
  fc.nat({ max: 10_000_000 }).map((cents) => num((cents / 100).toFixed(2))),
  fc.maxSafeNat(),
);

const COUNTS = ['0', '-0', '1', '2.0', '1e3', '10e-1', '9007199254740991', '9.007199254740991e15'];
export const count = fc.oneof(fc.constantFrom(...COUNTS).map(num), fc.nat({ max: 99 }), fc.maxSafeNat());

const REFUSED_NUMBERS = ['1e400', '-1e400', '1e-400', '-1e-400', '-1', '-0.01', '0.5', '1e-9', '9007199254740992', '9007199254740991.1',
  '1e16', '5e-324', '1.7976931348623157e308', '123456789012345678901234567890'];
export const wildNumber = fc.oneof(fc.constantFrom(...REFUSED_NUMBERS).map(num), fc.double({ noNaN: true, noDefaultInfinity: true }));

/** Texts with what is refused in most places: control characters, blanks, lone surrogates, too many units. */
export const wildText = fc.oneof(
  { weight: 1, arbitrary: anyText },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '\t\r\n', '\0', 'a\0b', 'a\nb', '\x1F', '\uD800', 'a\uDC00', '\uDC00\uD800') },
  { weight: 1, arbitrary: fc.constantFrom(...[255, 256, 400, 2048, 2049].flatMap(filled)) },
);

const KEYS = ['sku', 'tags', 'gift note', 'a"b', 'ünï', '🧺', 'a.b', 'a[0]', '__proto__', 'constructor', 'hasOwnProperty', 'time', 'event_name',
  'k'.repeat(255), 'x$', 'price', ' ', '\u0001', 'country', 'market_handle', 'presentment_currency', 'payment_gateway_names'];
export const key = fc.oneof(fc.constantFrom(...KEYS), fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }))
  .filter((name) => !name.startsWith('$'));
export const wildKey = fc.oneof(key, fc.constantFrom('', '$', '$kago', '$set', 'k'.repeat(256), '🧺'.repeat(128), 'total', 'quantity'));

export const objectOf = (keys, values, maxLength = 4) =>
  fc.array(fc.tuple(keys, values), { maxLength }).map((members) => {
    const object = {};
    for (const [name, value] of members) setMember(object, name, value);
    return object;
  });

const shortOrLong = fc.oneof(anyText, wildText.filter((value) => value.isWellFormed()));
export const { anything } = fc.letrec((tie) => ({
  scalar: fc.oneof(shortOrLong, amount, wildNumber, fc.boolean(), fc.constant(null)),
  anything: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('scalar'), fc.array(tie('anything'), { maxLength: 3 }), objectOf(key, tie('anything'), 3)),
}));
