// An app of another company, older than fetch: XMLHttpRequest with a form's encoding, and the theme is told
// nothing but the sections.
document.addEventListener('click', ({ target }) => {
  if (!target.closest('upsell-app')) return;
  const request = new XMLHttpRequest();
  request.open('POST', `${routes.root}cart/add.js`);
  request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
  request.setRequestHeader('Accept', 'application/json');
  request.onload = () => {
    if (request.status === 200) publish(PUB_SUB_EVENTS.cartUpdate, { source: 'upsell', sections: JSON.parse(request.responseText).sections });
  };
  request.send(new URLSearchParams({ id: '44610569208070', quantity: '1', sections: 'cart-drawer,cart-icon-bubble' }).toString());
});
