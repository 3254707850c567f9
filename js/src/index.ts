// The npm entry: importing it does nothing but define; it also runs on a server.

import { create } from './api/kago';
import type { Kago, KagoOptions } from './api/types';
import { files } from './npm-files';
import { taking } from './taken';

export type * from './api/types';

/** Starts a tracker for this page. One is enough; several share the browser's one queue. */
export function createKago(options: KagoOptions): Kago {
  return create(options, taking(files)).api;
}
