// The whole of a status, with what is known of it.

import { owed } from '../store/denial';
import { problems } from './options';
import type { Status } from './types';

export const statusOf = (known: Partial<Status>): Status => ({
  core: known.coreFailure ? 'failed' : 'starting', coreFailure: null, storage: 'indexeddb', storageFailure: null, consent: 'unknown', erasurePending: !!owed(),
  platforms: [], unobserved: [], anonymousId: null, userId: null, cartId: null, tracked: 0, acked: 0, stored: 0, ledger: {},
  failures: 0, retryAt: null, halted: null, problems: [...problems], ...known,
});
