// The same connection for a shop that loads Kago by script tag. `window.kago` is looked up at each
// call: first it is the stub that keeps the calls, later the SDK itself.

import { watched } from '/qa/watch.js';
import { connectKago } from './tracking.js';

connectKago(watched(() => window.kago));
