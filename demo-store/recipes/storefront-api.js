// As much of Shopify's Storefront API as the recipe calls (platforms.md 2.10): ids are gids, amounts are
// texts, a refusal is a `userErrors` with no cart.

const money = (amount) => ({ amount: amount.toFixed(2), currencyCode: 'EUR' });
const STOCK = 3;

const PRODUCTS = ['bowl', 'mug', 'tray'].map((handle, i) => ({ handle, id: 880 + i, title: `A ${handle}`, price: 10.5 + i }));

export class StorefrontApi {
  #carts = new Map();
  handles = PRODUCTS.map(({ handle }) => handle);

  product(handle) {
    const { id, title, price } = PRODUCTS.find((product) => product.handle === handle);
    return {
      id: `gid://shopify/Product/${id}`, title, handle,
      variants: { nodes: [{ id: `gid://shopify/ProductVariant/${id}00`, price: money(price) }] },
    };
  }

  answer({ query, variables }, origin) {
    const [name] = /(?<=(query|mutation) )\w+/.exec(query);
    if (name === 'product') return { product: this.product(variables.handle) };
    const cart = this.#carts.get(variables.cartId) ?? this.#create();
    for (const { id, merchandiseId, quantity } of variables.lines) {
      const key = id ?? merchandiseId;
      const next = id ? quantity : (cart.lines.get(key) ?? 0) + quantity;
      if (next > STOCK) return { [name]: { cart: null, userErrors: [{ message: 'The merchandise is sold out.' }] } };
      if (next > 0) cart.lines.set(key, next);
      else cart.lines.delete(key);
    }
    return { [name]: { cart: this.#told(cart, origin), userErrors: [] } };
  }

  #create() {
    const id = `gid://shopify/Cart/c${this.#carts.size + 1}?key=private-key`;
    this.#carts.set(id, { id, lines: new Map() });
    return this.#carts.get(id);
  }

  #told({ id, lines }, origin) {
    const nodes = [...lines].map(([variantId, quantity]) => {
      const { handle, title, price, id: productId } = PRODUCTS.find((product) => variantId.endsWith(`/${product.id}00`));
      return {
        id: variantId, quantity,
        cost: { amountPerQuantity: money(price), totalAmount: money(price * quantity) },
        merchandise: {
          id: variantId, title: 'Default Title', sku: handle.toUpperCase(), image: null, price: money(price),
          product: { id: `gid://shopify/Product/${productId}`, title, handle, onlineStoreUrl: `${origin}/products/${handle}` },
        },
      };
    });
    const total = money(nodes.reduce((sum, { cost }) => sum + Number(cost.totalAmount.amount), 0));
    return {
      id, checkoutUrl: `${origin}/checkouts/c1?key=private-key`, totalQuantity: nodes.reduce((sum, { quantity }) => sum + quantity, 0),
      cost: { totalAmount: total, subtotalAmount: total }, lines: { nodes },
    };
  }
}
