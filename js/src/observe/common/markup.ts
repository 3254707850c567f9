// In place of what a page tells search engines, the product that it tells of: read by a module of its own
// (core/platform/jsonld.h, `ReadMarkup`), which only pages with such markup load. So the markup is never written down.

import { whenReady } from './owned';
import type { PageData } from './page-data';
import { PRODUCT_WORD } from '../../generated/selections';
import { attempt } from '../../page/attempt';
import { listen } from '../../page/listen';

/** The product, of the markup of the page at that address; `variant`: the chosen one. */
export type ReadMarkup = (page: PageData, variant: unknown, address: string) => unknown;

export class MarkupReader {
  #read?: ReadMarkup;
  #loading?: Promise<void>;
  readonly #waiting: (() => void)[] = [];

  constructor(private readonly load: () => Promise<ReadMarkup>, private readonly failed: (error: unknown) => void) {}

  /** Loads the module once the page is there, if it has markup of a product: some platforms say theirs later. */
  prepare(): void {
    whenReady(listen, () => {
      const jsonld = Array.from(document.querySelectorAll('script[type="application/ld+json"]'), (block) => block.textContent);
      if (isOfProduct({ jsonld })) this.#begin();
    });
  }

  /**
   * Says what was picked at that address, of which a member or the whole has a page's markup; at once where nothing has to
   * be loaded for that. Without the module it has neither: what else is known will do.
   */
  say<R>(picked: any, address: string, say: (data: unknown) => Promise<R>): Promise<R> {
    const page = picked.page ?? picked;
    if (!page.jsonld) return say(picked);
    const put = () => {
      const read = this.#read && (attempt(() => this.#read!(page, picked.variant, address)) ?? null);
      Object.assign(page, { jsonld: undefined, og: undefined, canonical: undefined, read });
      return say(picked);
    };
    if (this.#read || !isOfProduct(page)) return put();
    this.#begin();
    return new Promise((resolve) => this.#waiting.push(() => resolve(put())));
  }

  /** The page is left, or there is no module. */
  goOn(): void {
    for (const go of this.#waiting.splice(0)) go();
  }

  /** Consent is denied: what was seen is nobody's. */
  drop(): void {
    this.#waiting.length = 0;
  }

  /** One that failed is tried again with the next view. */
  #begin(): void {
    this.#loading ??= this.load().then((read) => { this.#read = read; }, (error) => {
      this.#loading = undefined;
      this.failed(error);
    }).then(() => this.goOn());
  }
}

/** Most pages have no word of one. */
export const isOfProduct = ({ jsonld, og }: Partial<PageData>): boolean => JSON.stringify([jsonld, og]).includes(PRODUCT_WORD);
