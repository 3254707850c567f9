// The settings of BigCommerce's abandoned carts (bigcommerce/docs, reference/abandoned_carts.v3.yml): of a store, all of
// them; of a channel those that differ there, null where none does.

const EMAIL = /^[^\s@]+@[^\s@]+$/;
const EMAIL_UNITS_MAX = 254;
const DIGEST_MIN = 2;
const DIGEST_MAX = 1000;

const flag = { is: (value) => typeof value === 'boolean', expected: 'true or false' };
const email = { is: (value) => value === '' || (typeof value === 'string' && value.length <= EMAIL_UNITS_MAX && EMAIL.test(value)), expected: 'an e-mail address, or an empty text for none' };
const frequency = { is: (value) => value === 'digest' || value === 'individual', expected: 'digest or individual' };
const digest = { is: (value) => Number.isInteger(value) && value >= DIGEST_MIN && value <= DIGEST_MAX, expected: `a whole number from ${DIGEST_MIN} to ${DIGEST_MAX}` };

const KINDS = {
  enable_notification: flag,
  email_customer_until_cart_is_recovered: flag,
  marketing_emails_require_customer_consent: flag,
  email_merchant_when_cart_is_converted: flag,
  email_merchant_when_cart_is_abandoned: flag,
  merchant_email_address: email,
  merchant_abandoned_cart_email_frequency_type: frequency,
  merchant_abandoned_cart_digest_email_frequency: digest,
};
const NAMES = Object.keys(KINDS);

/** Of a store that has set none: nobody gets an e-mail. */
const OF_STORE = {
  enable_notification: false,
  email_customer_until_cart_is_recovered: false,
  marketing_emails_require_customer_consent: true,
  email_merchant_when_cart_is_converted: false,
  email_merchant_when_cart_is_abandoned: false,
  merchant_email_address: '',
  merchant_abandoned_cart_email_frequency_type: 'individual',
  merchant_abandoned_cart_digest_email_frequency: 10,
};
const OF_CHANNEL = Object.fromEntries(NAMES.map((name) => [name, null]));

/** The documentation's request calls the first one `enabled`, its answer `enable_notification`: both are taken. */
function renamed({ enabled, ...body }) {
  return enabled === undefined ? body : { enable_notification: enabled, ...body };
}

/**
 * @param {unknown} given a request's body
 * @param {number} channel 0: the store
 * @returns {{ values?: object, errors?: Record<string, string> }} errors: what is wrong, by the name of its field
 */
export function readSettings(given, channel) {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return { errors: { body: 'expected an object of settings' } };
  const body = renamed(given);
  const isRight = (name) => (body[name] === null || body[name] === undefined ? channel !== 0 : KINDS[name].is(body[name]));
  const wrong = NAMES.filter((name) => !isRight(name)).map((name) => [name, `expected ${KINDS[name].expected}`]);
  const unknown = Object.keys(body).filter((name) => !Object.hasOwn(KINDS, name)).map((name) => [name, `no setting has this name; there are ${NAMES.join(', ')}`]);
  if (wrong.length + unknown.length > 0) return { errors: Object.fromEntries([...wrong, ...unknown]) };
  return { values: Object.fromEntries(NAMES.map((name) => [name, body[name] ?? null])) };
}

/** @param {import('libsql').Database} database */
export function createSettings(database) {
  const find = database.prepare('SELECT settings FROM cart_settings WHERE shop = ? AND channel_id = ?');
  const keep = database.prepare(`INSERT INTO cart_settings (shop, channel_id, settings) VALUES (?, ?, ?)
    ON CONFLICT (shop, channel_id) DO UPDATE SET settings = excluded.settings`);
  return {
    read(shop, channel) {
      const [kept] = find.all([shop, channel]);
      return kept ? JSON.parse(kept.settings) : channel === 0 ? OF_STORE : OF_CHANNEL;
    },
    write(shop, channel, values) {
      keep.run([shop, channel, JSON.stringify(values)]);
    },
  };
}
