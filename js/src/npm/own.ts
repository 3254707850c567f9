// What a shop loads that makes its own calls.

import { filesOf } from './files';

export const own = filesOf({
  kago: { wasm: () => new URL('./kago.wasm', import.meta.url), script: () => new URL('./observe/kago.js', import.meta.url) },
});
