// "Add" on the list of products: without leaving the page.
document.addEventListener('click', ({ target }) => {
  if (target.dataset.quick) fetch('/cart/add', { method: 'POST', redirect: 'manual', body: new URLSearchParams({ id: target.dataset.quick, quantity: 1 }) });
});
