// For a page that has the tag or its stub: `import 'kago/global'` tells TypeScript what `kago` and `window.kago` are. At
// run time it is nothing.

import type { Kago } from './api/types.js';

declare global {
  interface Window {
    /** There once the stub or the script has run. */
    kago?: Kago;
  }
  /** As `window.kago`. */
  var kago: Kago | undefined;
}
