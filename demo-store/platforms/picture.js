// The pictures of what the stand-ins sell: a shape that fits the name, in a colour of its own.

/** In a square of 100. */
const SHAPES = [
  [/shirt|coat|happi/, 'M36 26l-20 12 7 14 9-4v32h36V48l9 4 7-14-20-12c-4 8-24 8-28 0z'],
  [/linen|cloth|furoshiki/, 'M20 62c14-8 46-8 60 0v16c-14-8-46-8-60 0zM24 46c13-7 39-7 52 0v10c-13-6-39-6-52 0zM28 31c11-6 33-6 44 0v9c-11-5-33-5-44 0z'],
  [/pot|kettle/, 'M34 34c4-8 28-8 32 0 12 4 15 16 12 28-3 14-14 18-28 18s-25-4-28-18l-12-16 4-4 9 8c2-8 5-13 11-16zM46 22h8v7h-8z'],
  [/mug|cup/, 'M24 30h44v8h4c18 0 18 30-2 30h-3c-3 8-9 12-19 12-16 0-24-10-24-26zM68 46v14c8 0 9-14 2-14z'],
  [/tray|set|salt/, 'M12 58h76l-7 12H19zM28 40h18v14H28zM54 34h16v20H54z'],
  [/incense|sencha|course|pdf/, 'M30 24h40v56H30zM37 34v14h26V34z'],
  [/bowl/, 'M16 36h68c0 24-11 36-24 40v5H40v-5C27 72 16 60 16 36z'],
  [/./, 'M42 18h16v12c14 8 20 20 18 32-2 12-10 20-26 20s-24-8-26-20c-2-12 4-24 18-32z'],
];

/** Different names, different colours; the same name's is the same at each start. */
const hueOf = (name) => [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);

export function pictureOf(name, colour = `hsl(${hueOf(name)} 34% 46%)`) {
  const [, shape] = SHAPES.find(([pattern]) => pattern.test(name));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path fill="${colour}" fill-opacity=".14" d="M0 0h100v100H0z"/>
<ellipse cx="50" cy="83" rx="36" ry="5" fill="${colour}" fill-opacity=".22"/><path fill="${colour}" fill-rule="evenodd" d="${shape}"/></svg>`;
}
