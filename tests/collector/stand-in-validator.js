// A stand-in for the compiled core: just enough rules to make the collector
// accept and refuse. Tests of the real rules are the core's own.

const known = /^(ecommerce\.(product_viewed|cart_updated|checkout_started|order_placed|order_cancelled|order_refunded)|kago\.(cart_emptied|customer_identified))$/;

function violationsOf({ name, properties }) {
  const violations = [];
  if (!known.test(name)) violations.push({ path: 'name', code: 'unknown_event', found: name ?? null, expected: 'an ecommerce.* event' });
  for (const field of ['price', 'total_value']) {
    const value = properties?.[field];
    if (value === undefined || typeof value === 'number') continue;
    violations.push({ path: `properties.${field}`, code: 'unexpected_data_type', found: value, expected: 'a number, 0 or more' });
  }
  return violations;
}

/** @param {string} text */
export function validateStandIn(text) {
  const violations = violationsOf(JSON.parse(text));
  return { valid: violations.length === 0, violations };
}
