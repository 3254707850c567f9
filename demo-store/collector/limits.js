// Every bound of the collector in one place, each named with its unit.

export const DAY_MS = 86_400_000;

export const limits = Object.freeze({
  // Of one address with one write key. A page sends a few; behind one address there may be an office.
  writesPerMinuteDefault: 6_000,
  // A service asks once an hour.
  grantsPerMinute: 20,
  rateWindowMs: 60_000,
  rateAddresses: 5_000,
  bodyBytesDefault: 1024 * 1024,
  // Read even where less is taken, so that an event that is too large by itself can be named.
  bodyBytesReadMin: 512 * 1024,
  eventsPerRequest: 500,
  textColumnCharacters: 255,
  // A link with two ids of any script, or an id with each byte escaped.
  pathPartCharacters: 8_000,
  // Of a link's token, or of who asks for an access token.
  smallBodyBytes: 16 * 1024,
  refusedEventBytesKept: 128 * 1024,
  // The core takes 64; who shows one has a stack too.
  eventLevelsKept: 70,
  diagnosticsPerRequest: 50,
  diagnosticBytes: 16 * 1024,
  ledgerReasons: 50,
  rebuildEventsPerStep: 200,
  rebuildTries: 10,
  rebuildWaitMs: 500,
  // Of old events, in one transaction; and of one cart with its checkouts and orders.
  retentionEventsPerStep: 200,
  retentionKinMax: 2_000,
  retentionEveryMs: 3_600_000,
  // For so long a page may send an event again (docs/delivery.md): forgotten earlier, it would count anew.
  retentionDaysMin: 30,
  // Without change and without order a cart is gone: Braze's limit of today; seed 002 has 10.
  cartDaysDefault: 30,
  // Without change for so long a cart is abandoned (BigCommerce: one hour).
  abandonedMinutesDefault: 60,
  // Carts that are looked at, and notices that are sent, in one transaction.
  noticesPerStep: 100,
  noticesAtOnce: 8,
  webhookTickMs: 1_000,
  webhookTimeoutMs: 15_000,
  // After each attempt, until the next (BigCommerce: two days in all).
  webhookRetriesS: Object.freeze([60, 180, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 50_400, 86_400]),
  // Standard Webhooks.
  webhookSecretBytesMin: 24,
  accessTokenSeconds: 3600,
  // Of a message: a template's length, its own, that of why it isn't sent, the time and the values of its rendering, and how many wait for theirs.
  templateUnits: 100_000,
  messageUnits: 1_000_000,
  abortUnits: 300,
  templateHeapMb: 64,
  templateMs: 500,
  templateMemory: 1_000_000,
  templatesWaiting: 20,
  // Of lists for marketing, and of days that are counted in one answer; a funnel looks at each event of its days.
  listedDefault: 25,
  listedMax: 100,
  countedDaysMax: 92,
  funnelDaysMax: 31,
  // Of one token: at once, and more of them each second.
  readsAtOnce: 200,
  readsPerSecond: 20,
  previewsAtOnce: 40,
  previewsPerSecond: 2,
  // Posts that were turned away, for QA: the newest, and of each so much.
  turnedAway: 200,
  turnedAwayEvents: 20,
  turnedAwayCharacters: 300,
  turnedAwayKeyCharacters: 4,
  // What pages tell of themselves, for QA: the newest visits, of each the newest entries, and of each so much.
  visits: 500,
  entriesPerVisit: 2_000,
  traceEntries: 500,
  traceEntryCharacters: 24_000,
  traceCharacters: 2_000,
  // Of events: how many a test may expect, with how much it is compared, and for how long.
  expected: 500,
  expectRows: 5_000,
  expectCharacters: 32_000_000,
  expectMs: 5_000,
  differences: 500,
  filterCharacters: 255,
  filterProperties: 10,
  queryRowsDefault: 100,
  queryRowsMax: 500,
  summaryNames: 100,
  streams: 100,
  streamRowsPerRead: 20,
  streamBacklogBytes: 1024 * 1024,
  heartbeatMs: 15_000,
  requestTimeoutMs: 30_000,
  requestsPerCommit: 64,
  databaseCacheKb: 64 * 1024,
  // Of 4 kB: so long a log makes those who store wait until it has been carried over; and so long a one, do it themselves. It
  // grows while somebody reads for long.
  databaseLogPages: 16_000,
  databaseLogPagesMax: 250_000,
  databaseLogMs: 100,
  databaseLogTries: 20,
  databaseBusyMs: 2_000,
  shutdownGraceMs: 1_500,
});
