// `kago/page`: for shops on no platform that Kago knows, of which a GA4 dataLayer, JSON-LD or attributes tell.

import type { Kago, KagoOptions } from '../api/types';
import { createWith } from './create';
import { filesOf, markup } from './files';

export type * from '../api/types';

const files = filesOf(
  {
    'kago-page': { wasm: () => new URL('./kago-page.wasm', import.meta.url), script: () => new URL('./observe/kago-page.js', import.meta.url) },
    'kago-markup': markup,
  },
  { page: () => import('../observe/page') },
);

type OfPage = 'html' | 'ga4' | 'jsonld';

/** As of `kago`, with all three of `html`, `ga4` and `jsonld` unless it is said which. */
export function createKago({ platform = ['html', 'ga4', 'jsonld'], ...options }: Omit<KagoOptions, 'platform'> & { platform?: OfPage | OfPage[] }): Kago {
  return createWith({ ...options, platform }, files);
}
