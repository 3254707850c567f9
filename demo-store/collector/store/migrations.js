// The database's schema, version by version. Kysely's migrator runs those that a file hasn't seen, each in a transaction
// of its own. A migration that has been released is never changed.

import { sql } from 'kysely';

const run = (db, ...statements) => statements.reduce((before, text) => before.then(() => sql.raw(text).execute(db)), Promise.resolve());

/** Files of version 0.1 were made without a version: what they have already stays. */
const records = (db) => run(db,
  // AUTOINCREMENT: after a reset the ids go on, so a stream's cursor stays true.
  `CREATE TABLE IF NOT EXISTS records (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    status        TEXT NOT NULL CHECK (status IN ('accepted', 'refused')),
    origin        TEXT NOT NULL CHECK (origin IN ('collector', 'page')),
    event_id      TEXT,
    name          TEXT,
    time          TEXT,
    received_at   TEXT NOT NULL,
    cart_id       TEXT,
    event         TEXT NOT NULL,
    violations    TEXT NOT NULL,
    warnings      TEXT NOT NULL,
    fingerprint   TEXT,
    diagnostic_id TEXT
  )`,
  "CREATE UNIQUE INDEX IF NOT EXISTS accepted_once ON records (event_id) WHERE status = 'accepted'",
  "CREATE UNIQUE INDEX IF NOT EXISTS refused_once ON records (fingerprint) WHERE status = 'refused' AND origin = 'collector'",
  "CREATE UNIQUE INDEX IF NOT EXISTS reported_once ON records (diagnostic_id) WHERE origin = 'page'",
  'CREATE INDEX IF NOT EXISTS records_by_event ON records (event_id)',
  'CREATE INDEX IF NOT EXISTS records_by_cart ON records (cart_id)',
  'CREATE INDEX IF NOT EXISTS records_by_name ON records (name)',
  `CREATE TABLE IF NOT EXISTS mended (
    diagnostic_id TEXT PRIMARY KEY,
    event_id      TEXT NOT NULL,
    warnings      TEXT NOT NULL
  )`,
  'CREATE INDEX IF NOT EXISTS mended_by_event ON mended (event_id)',
  `CREATE TABLE IF NOT EXISTS ledgers (
    reporter    TEXT PRIMARY KEY,
    sent_at     TEXT NOT NULL,
    received_at TEXT NOT NULL,
    counts      TEXT NOT NULL
  )`);

/** Whose an event is, and once in its shop. Events of before are those of the one shop that there was. */
const shops = (db) => run(db,
  "ALTER TABLE records ADD COLUMN shop TEXT NOT NULL DEFAULT 'shop'",
  'DROP INDEX accepted_once',
  "CREATE UNIQUE INDEX accepted_once ON records (shop, event_id) WHERE status = 'accepted'",
  'DROP INDEX refused_once',
  "CREATE UNIQUE INDEX refused_once ON records (shop, fingerprint) WHERE status = 'refused' AND origin = 'collector'",
  'CREATE INDEX records_by_shop ON records (shop, id)');

/** What the events mean, folded by the core (core/insight/): `row` is the core's, kept byte for byte; the rest finds it. */
const foldedRows = (db) => run(db, ...['', '_rebuilt'].flatMap((suffix) => [
  `CREATE TABLE carts${suffix} (
    shop TEXT NOT NULL, id TEXT NOT NULL, row TEXT NOT NULL,
    user_id TEXT, anonymous_id TEXT, changed_at INTEGER, is_open INTEGER NOT NULL, PRIMARY KEY (shop, id)
  )`,
  `CREATE TABLE checkouts${suffix} (
    shop TEXT NOT NULL, id TEXT NOT NULL, row TEXT NOT NULL,
    number INTEGER NOT NULL, cart_id TEXT, user_id TEXT, anonymous_id TEXT, created_at INTEGER, updated_at INTEGER,
    changed_at INTEGER, is_open INTEGER NOT NULL, completed_at INTEGER, PRIMARY KEY (shop, id)
  )`,
  `CREATE TABLE orders${suffix} (
    shop TEXT NOT NULL, id TEXT NOT NULL, row TEXT NOT NULL,
    user_id TEXT, anonymous_id TEXT, placed_at INTEGER, PRIMARY KEY (shop, id)
  )`,
  `CREATE TABLE identities${suffix} (shop TEXT NOT NULL, id TEXT NOT NULL, row TEXT NOT NULL, user_id TEXT, PRIMARY KEY (shop, id))`,
  `CREATE TABLE figures${suffix} (shop TEXT NOT NULL, id TEXT NOT NULL, row TEXT NOT NULL, PRIMARY KEY (shop, id))`,
  `CREATE INDEX checkouts${suffix}_by_cart ON checkouts${suffix} (shop, cart_id)`,
]).concat(
  'CREATE INDEX carts_by_change ON carts (shop, changed_at) WHERE is_open',
  'CREATE INDEX carts_by_user ON carts (shop, user_id)',
  'CREATE INDEX carts_by_browser ON carts (shop, anonymous_id)',
  'CREATE INDEX checkouts_by_number ON checkouts (shop, number)',
  'CREATE INDEX orders_by_user ON orders (shop, user_id)',
  'CREATE INDEX orders_by_browser ON orders (shop, anonymous_id)',
  'CREATE INDEX identities_by_user ON identities (shop, user_id)',
));

/** By which lists of abandoned carts are asked for. */
const cartTimes = (db) => run(db, ...['', '_rebuilt'].flatMap((suffix) => ['created_at', 'updated_at'].map((name) => `ALTER TABLE carts${suffix} ADD COLUMN ${name} INTEGER`)));

/** Whose an event is, so that it can be erased; refused ones of any shape too. */
const owners = (db) => run(db,
  'ALTER TABLE records ADD COLUMN user_id TEXT',
  'ALTER TABLE records ADD COLUMN anonymous_id TEXT',
  `UPDATE records SET user_id = json_extract(event, '$.user_id'), anonymous_id = json_extract(event, '$.anonymous_id') WHERE json_valid(event) AND json_type(event) = 'object'`,
  'CREATE INDEX records_by_user ON records (shop, user_id)',
  'CREATE INDEX records_by_browser ON records (shop, anonymous_id)');

/** Who makes rows anew at present: two would write into one place. */
const rebuilds = (db) => run(db, 'CREATE TABLE rebuilds (token TEXT NOT NULL)');

/** What a page says of an event it says of one of its own shop. */
const mendedOfShops = (db) => run(db, "ALTER TABLE mended ADD COLUMN shop TEXT NOT NULL DEFAULT 'shop'");

/** Of abandoned carts, as a shop's clients have put them; channel 0 is the whole shop. */
const cartSettings = (db) => run(db, `CREATE TABLE cart_settings (
  shop TEXT NOT NULL, channel_id INTEGER NOT NULL, settings TEXT NOT NULL, PRIMARY KEY (shop, channel_id)
)`);

/**
 * What is told of carts, each once: the row is the notice and its place in the outbox. `about`: of which change of the cart,
 * or which order. `judged`: up to which cart, in the order of their changes, each shop's have been looked at.
 */
const notices = (db) => run(db,
  `CREATE TABLE notices (
    id TEXT PRIMARY KEY, shop TEXT NOT NULL, scope TEXT NOT NULL, cart_id TEXT NOT NULL, about TEXT NOT NULL,
    changed_at INTEGER, updated_at INTEGER, token TEXT, body TEXT NOT NULL, created_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'dead', 'withdrawn', 'unsent')),
    attempts INTEGER NOT NULL DEFAULT 0, next_at INTEGER, answer TEXT
  )`,
  'CREATE UNIQUE INDEX notices_once ON notices (shop, cart_id, scope, about)',
  'CREATE INDEX notices_by_token ON notices (shop, token)',
  "CREATE INDEX notices_waiting ON notices (shop, next_at) WHERE state = 'waiting'",
  'CREATE INDEX notices_by_state ON notices (shop, state, created_at)',
  'CREATE TABLE judged (shop TEXT PRIMARY KEY, changed_at INTEGER NOT NULL, cart_id TEXT NOT NULL)');

/** Given out to clients (access/oauth.js): only hashes. */
const accessTokens = (db) => run(db,
  'CREATE TABLE access_tokens (hash TEXT PRIMARY KEY, shop TEXT NOT NULL, scopes TEXT NOT NULL, expires_at INTEGER NOT NULL)',
  'CREATE INDEX access_tokens_by_end ON access_tokens (expires_at)');

/** What the rows of older files lack is made of their events, by whichever process gets there. */
const rebuildDue = (db) => run(db, "INSERT INTO rebuilds (token) SELECT 'due' WHERE EXISTS (SELECT 1 FROM records)");

/** Keys that the collector makes for itself. Rows say since then when a checkout was come back to. */
const recovery = async (db) => {
  await run(db, 'CREATE TABLE secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL)');
  await rebuildDue(db);
};

/** A user is looked for among checkouts too; no question was ever asked of a shop's records in their order. */
const userOfCheckouts = (db) => run(db,
  'CREATE INDEX checkouts_by_user ON checkouts (shop, user_id)',
  'DROP INDEX records_by_shop');

/**
 * Of what only QA looks for: on a tester's machine there are few records, and each event of a shop would write to a page
 * of each of these that was written to by no other for long.
 */
const fewerIndexes = (db) => run(db, ...['event', 'cart', 'name'].map((name) => `DROP INDEX records_by_${name}`));

/** By which what belongs together is found, so that it is forgotten together (kin.js has the indexes). */
const kinships = (db) => run(db,
  ...['checkout_id', 'order_id'].flatMap((name) => [
    `ALTER TABLE records ADD COLUMN ${name} TEXT`,
    `UPDATE records SET ${name} = json_extract(event, '$.properties.${name}') WHERE json_valid(event) AND json_type(event, '$.properties.${name}') = 'text'`,
  ]),
  "ALTER TABLE mended ADD COLUMN received_at TEXT NOT NULL DEFAULT ''");

/** How users are to be reached. No file of before has an event of it. */
const contacts = (db) => run(db, ...['', '_rebuilt'].map((suffix) => `CREATE TABLE contacts${suffix} (
  shop TEXT NOT NULL, id TEXT NOT NULL, row TEXT NOT NULL, email TEXT, PRIMARY KEY (shop, id)
)`));

/** Which client a token was given to. Those of before, an hour's at most, are asked for again. */
const tokenClients = (db) => run(db, 'DELETE FROM access_tokens', "ALTER TABLE access_tokens ADD COLUMN client TEXT NOT NULL DEFAULT ''");

/** A post that was turned away as a whole, as QA sees it: no event, so no index that events write to knows it. */
const turnedAway = (db) => run(db, 'ALTER TABLE records ADD COLUMN request TEXT', 'CREATE INDEX records_turned_away ON records (id) WHERE request IS NOT NULL');

/** Which browser told of warnings, and whose a refused event is that names its user by a number or at length: both are erased with their user. */
const ownersOfRefused = (db) => run(db,
  'ALTER TABLE mended ADD COLUMN anonymous_id TEXT',
  'CREATE INDEX mended_by_browser ON mended (shop, anonymous_id) WHERE anonymous_id IS NOT NULL',
  `UPDATE records SET user_id = json_extract(event, '$.user_id') WHERE status = 'refused' AND user_id IS NULL
    AND CASE WHEN json_valid(event) THEN json_type(event, '$.user_id') IN ('integer', 'text') END`);

/** What pages with `data-debug` tell of themselves (trace/). */
const visits = (db) => run(db,
  `CREATE TABLE visits (
    page TEXT PRIMARY KEY, shop TEXT NOT NULL, tab TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL, origin TEXT NOT NULL,
    sources TEXT NOT NULL, version TEXT NOT NULL, opened_at INTEGER NOT NULL, seen_at INTEGER NOT NULL, status TEXT
  )`,
  'CREATE TABLE visit_entries (page TEXT NOT NULL, n INTEGER NOT NULL, at INTEGER NOT NULL, what TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (page, n)) WITHOUT ROWID',
  'CREATE TABLE visit_events (event_id TEXT NOT NULL, page TEXT NOT NULL, PRIMARY KEY (event_id, page)) WITHOUT ROWID');

/**
 * What lists for marketing go by: how a cart ended, when a checkout was bought and by which order, what became of an order. The
 * indexes grow at their end, with the ends of carts and with orders.
 */
const marketing = async (db) => {
  const columns = { carts: ['ended_at INTEGER', 'order_id TEXT'], checkouts: ['bought_at INTEGER', 'order_id TEXT'], orders: ['cancelled_at INTEGER', 'refunded_at INTEGER'] };
  await run(db, ...['', '_rebuilt'].flatMap((suffix) => Object.entries(columns).flatMap(([table, added]) => added.map((column) => `ALTER TABLE ${table}${suffix} ADD COLUMN ${column}`))),
    'CREATE INDEX carts_emptied ON carts (shop, ended_at) WHERE ended_at IS NOT NULL AND order_id IS NULL',
    'CREATE INDEX checkouts_won_back ON checkouts (shop, completed_at) WHERE completed_at IS NOT NULL',
    'CREATE INDEX checkouts_by_creation ON checkouts (shop, created_at)',
    'CREATE INDEX orders_by_time ON orders (shop, placed_at) WHERE placed_at IS NOT NULL');
  await rebuildDue(db);
};

export const migrations = {
  '001_records': { up: records },
  '002_shops': { up: shops },
  '003_folded_rows': { up: foldedRows },
  '004_cart_times': { up: cartTimes },
  '005_owners': { up: owners },
  '006_rebuilds': { up: rebuilds },
  '007_mended_of_shops': { up: mendedOfShops },
  '008_cart_settings': { up: cartSettings },
  '009_notices': { up: notices },
  '010_access_tokens': { up: accessTokens },
  '011_rebuild_due': { up: rebuildDue },
  '012_recovery': { up: recovery },
  '013_user_of_checkouts': { up: userOfCheckouts },
  '014_fewer_indexes': { up: fewerIndexes },
  '015_kinships': { up: kinships },
  '016_contacts': { up: contacts },
  '017_token_clients': { up: tokenClients },
  '018_turned_away': { up: turnedAway },
  '019_owners_of_refused': { up: ownersOfRefused },
  '020_visits': { up: visits },
  '021_marketing': { up: marketing },
};
