// The one tracker of the page, and the hooks. Paste it; the options are all there is to change.

import { useEffect } from 'react';
import { createKago } from 'kago';

let tracker;

/** Also on the server, where each call resolves to `held` and nothing happens. */
export function useKago() {
  tracker ??= createKago({ collector: globalThis.ENV?.COLLECTOR, writeKey: globalThis.ENV?.WRITE_KEY, currency: 'EUR' });
  return tracker;
}

/** Says that the shopper looks at a product: once a view, however often React runs the effect. */
export function useProductViewed(product) {
  const kago = useKago();
  useEffect(() => {
    if (product) kago.productViewed(product, { once: true });
  }, [kago, product?.variant_id]);
}

/** Says the cart after each change. The same cart again is a duplicate, and so is a cart that was empty before. */
export function useCart(products) {
  const kago = useKago();
  useEffect(() => {
    if (products.length > 0) kago.cartUpdated({ products });
    else kago.cartEmptied();
  }, [kago, products]);
}
