// What a shop loads that makes its own calls.

import { filesOf } from './files';

export const own = filesOf({ kago: () => new URL('./kago.wasm', import.meta.url) });
