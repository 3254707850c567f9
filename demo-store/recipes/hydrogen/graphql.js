// Calls of the Storefront API, with the fields that Kago reads of a cart.

const CART = `fragment Cart on Cart {
  id checkoutUrl totalQuantity
  cost { totalAmount { amount currencyCode } subtotalAmount { amount currencyCode } }
  lines(first: 100) { nodes {
    id quantity
    cost { amountPerQuantity { amount currencyCode } totalAmount { amount currencyCode } }
    merchandise { ... on ProductVariant { id title sku image { url } price { amount currencyCode } product { id title handle onlineStoreUrl } } }
  } }
}`;
const QUERIES = {
  product: 'query product($handle: String!) { product(handle: $handle) { id title handle variants(first: 1) { nodes { id price { amount currencyCode } } } } }',
  cartCreate: `mutation cartCreate($lines: [CartLineInput!]) { cartCreate(input: { lines: $lines }) { cart { ...Cart } userErrors { message } } } ${CART}`,
  cartLinesAdd: `mutation cartLinesAdd($cartId: ID!, $lines: [CartLineInput!]!) { cartLinesAdd(cartId: $cartId, lines: $lines) { cart { ...Cart } userErrors { message } } } ${CART}`,
  cartLinesUpdate: `mutation cartLinesUpdate($cartId: ID!, $lines: [CartLineUpdateInput!]!) { cartLinesUpdate(cartId: $cartId, lines: $lines) { cart { ...Cart } userErrors { message } } } ${CART}`,
};

export async function graphql(name, variables) {
  const answer = await fetch('/api/2026-10/graphql.json', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shopify-storefront-access-token': 'public' },
    body: JSON.stringify({ query: QUERIES[name], variables }),
  });
  const { data } = await answer.json();
  return name === 'product' ? data : data[name];
}
