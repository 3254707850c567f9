import { useEffect } from 'react';
import { createKago } from 'kago';

let tracker;
// Where events go is for the test's page to say; a shop has its own address here. On the server nothing goes anywhere.
const useKago = () => (tracker ??= createKago(globalThis.window?.OPTIONS ?? { collector: '/v1/events', writeKey: 'pk_shop' }));

export const loader = () => ({ id: 'mug', name: 'A mug' });

export default function Product({ loaderData: { id, name } }) {
  const kago = useKago();
  const product = { product_id: id, product_name: name, variant_id: id, price: 20 };
  useEffect(() => { kago.productViewed(product, { once: true }); });
  return (
    <>
      <h1>{name}</h1>
      <button onClick={() => kago.cartUpdated({ products: [{ ...product, quantity: 1 }] })}>Add to cart</button>
    </>
  );
}
