// What the shop sells.

export const CURRENCY = 'EUR';

export const VARIANTS = [
  { id: 44610569208040, productId: 8266836345064, handle: 'furoshiki', product: 'Furoshiki 27" Cloth', title: '50 cm / Indigo', price: 18.99, sku: 'FURO-IND-50' },
  { id: 44610569208041, productId: 8266836345065, handle: 'tea-bowl', product: 'Tea bowl', title: 'Default Title', price: 19.99, sku: null },
];

export const variantOf = (handle) => VARIANTS.find((variant) => variant.handle === handle);
