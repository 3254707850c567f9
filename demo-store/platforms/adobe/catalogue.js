// What the stand-in sells: a simple product, one by length, a configurable one, one that is sold out.

const image = (path) => `/media/catalog/product/cache/4a8eac19c3c4fa8ac1e4c1c39d6d2cd6/${path}`;

export const products = [
  { id: '12', sku: 'TEA-BOWL', slug: 'tea-bowl', name: 'Tea Bowl "Yuki" & Saucer', price: 19.99, stock: 20, image: image('t/e/tea_bowl.svg'), colour: '#7a8b99' },
  { id: '31', sku: 'LINEN-NAT', slug: 'linen', name: 'Linen by the Metre', price: 20, stock: 50, image: image('l/i/linen.svg'), colour: '#c8b89a', byLength: true },
  { id: '33', sku: 'INCENSE', slug: 'incense', name: 'Hinoki Incense', price: 9.5, stock: 0, image: image('i/n/incense.svg'), colour: '#8f6b4a' },
  {
    id: '67', sku: 'MH01', slug: 'happi-coat', name: 'Happi Coat', price: 52, image: image('h/a/happi.svg'), colour: '#27406b',
    attributes: [{ id: '144', code: 'size', label: 'Size', options: [{ id: '168', label: 'M', products: ['60'] }, { id: '169', label: 'L', products: ['61'] }] }],
    variants: [
      { id: '60', sku: 'MH01-M-Indigo', price: 52, stock: 5, values: { 144: '168' } },
      { id: '61', sku: 'MH01-L-Indigo', price: 54, stock: 5, values: { 144: '169' } },
    ],
  },
];

export const bySlug = (slug) => products.find((product) => product.slug === slug);
export const byId = (id) => products.find((product) => product.id === id);
