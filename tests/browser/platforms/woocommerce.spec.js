// A WooCommerce shop with nothing but the tag: its cart's changes are in the collector's database, each
// once, in themes of both kinds.

import { inOneMoment } from '../support/clock.js';
import { expect, observed, realTime, test } from '../support/platform.js';
import { add, BOWL, cartReads, linesOf, MUG, openWoo, remove, THEMES, TRAY } from '../support/woo.js';

const linesIn = async (collector) => (await collector.events()).filter(({ properties }) => properties.products).map(linesOf);

for (const theme of THEMES) {
  test.describe(`in a ${theme} theme`, () => {
    test.extend(realTime)('what is added is a cart_updated', async ({ page, standIn, collector }) => {
      const url = await openWoo(standIn, { theme });
      await page.goto(`${url}/`);
      await add(page, TRAY);
      await expect.poll(collector.names).toEqual(['cart_updated']);
      const [{ properties }] = await collector.events();
      expect(properties).toMatchObject({
        action: 'replace', currency: 'EUR', total_value: 19.9, subtotal_value: 15, tax: 0, shipping: 4.9, source: url,
        products: [{
          product_id: '83', variant_id: '83', product_name: 'Salt & Pepper’s tray', quantity: 1, price: 15,
          product_url: `${url}/product/salt-pepper/`, image_url: `${url}/wp-content/uploads/salt-pepper.svg`, metadata: { sku: 'TRAY-1' },
        }],
      });
      expect(properties.cart_id).toMatch(/^[0-9a-f-]{36}$/);
    });

    test('what is refused says nothing', async ({ page, standIn, collector }) => {
      await page.goto(`${await openWoo(standIn, { theme })}/`);
      for (let i = 1; i <= 3; i++) {
        await add(page, BOWL);
        await expect(page.locator('.cart-count')).toHaveText(String(i));
      }
      await expect.poll(() => linesIn(collector)).toEqual([['81x3']]);
      await add(page, BOWL); // there are three
      if (theme === 'blocks') await expect(page.locator('.is-error')).toBeVisible();
      else await page.waitForURL(/refused/);
      await add(page, MUG);
      await expect.poll(() => linesIn(collector)).toEqual([['81x3'], ['81x3', '77x1']]);
    });

    test('what is removed is a cart_updated, and the last line a cart_emptied (pitfall 8)', async ({ page, standIn, collector }) => {
      await page.goto(`${await openWoo(standIn, { theme })}/`);
      await add(page, MUG);
      await expect(page.locator('.cart-count')).toHaveText('1');
      await add(page, TRAY);
      await expect.poll(() => linesIn(collector)).toEqual([['77x1', '83x1']]);
      await remove(page, theme);
      await expect.poll(() => linesIn(collector)).toEqual([['77x1', '83x1'], ['83x1']]);
      await remove(page, theme);
      await expect.poll(collector.names).toEqual(['cart_updated', 'cart_updated', 'cart_emptied']);
      const ids = (await collector.events()).map(({ properties }) => properties.cart_id);
      expect(new Set(ids).size).toBe(1);
    });

    test('several quick adds are one event', async ({ page, standIn, collector }) => {
      await page.goto(`${await openWoo(standIn, { theme })}/`);
      await inOneMoment(page, async () => {
        for (const id of [MUG, TRAY, MUG, BOWL]) await add(page, id);
        await expect(page.locator('.cart-count')).toHaveText('4');
      });
      await expect.poll(() => linesIn(collector)).toEqual([['77x2', '83x1', '81x1']]);
      await add(page, MUG);
      await expect.poll(() => linesIn(collector)).toEqual([['77x2', '83x1', '81x1'], ['77x3', '83x1', '81x1']]);
    });

    test('the back button says nothing twice', async ({ page, standIn, collector }) => {
      const url = await openWoo(standIn, { theme });
      await page.goto(`${url}/`);
      await add(page, MUG);
      await expect.poll(collector.names).toEqual(['cart_updated']);
      await page.goto(`${url}/product/tea-bowl/`);
      await expect.poll(collector.names).toEqual(['cart_updated', 'product_viewed']);
      await page.goBack();
      await add(page, TRAY);
      await expect.poll(collector.names).toEqual(['cart_updated', 'product_viewed', 'cart_updated']);
    });

    test('two tabs share the cart, and each change is said by one of them (pitfalls 9, 19)', async ({ context, standIn, collector }) => {
      const url = await openWoo(standIn, { theme });
      const [one, other] = [await context.newPage(), await context.newPage()];
      await one.goto(`${url}/`);
      await other.goto(`${url}/`);
      await add(other, MUG);
      await expect.poll(() => linesIn(collector)).toEqual([['77x1']]);
      await one.bringToFront();
      await add(one, TRAY);
      await expect.poll(() => linesIn(collector)).toEqual([['77x1'], ['77x1', '83x1']]);
      await other.bringToFront();
      await other.reload();
      await add(other, TRAY);
      await expect.poll(() => linesIn(collector)).toEqual([['77x1'], ['77x1', '83x1'], ['77x1', '83x2']]);
      expect(new Set((await collector.events()).map(({ properties }) => properties.cart_id)).size).toBe(1);
    });

    test('the page keeps its own functions', async ({ page, standIn, collector }) => {
      await page.addInitScript(() => {
        const own = () => [
          fetch, XMLHttpRequest, XMLHttpRequest.prototype.open, XMLHttpRequest.prototype.send, history.pushState, history.replaceState,
          EventTarget.prototype.addEventListener, EventTarget.prototype.dispatchEvent, navigator.sendBeacon, Document.prototype.createElement,
        ];
        const before = own();
        window.isUntouched = () => own().every((value, i) => value === before[i]);
      });
      await page.goto(`${await openWoo(standIn, { theme })}/`);
      await add(page, MUG);
      await expect.poll(collector.names).toEqual(['cart_updated']);
      expect(await page.evaluate(() => window.isUntouched())).toBe(true);
      if (theme === 'classic') {
        // The same file once more, untouched.
        const differing = await page.evaluate(async () => {
          const kept = window.jQuery;
          await new Promise((onload) => document.head.append(Object.assign(document.createElement('script'), { src: '/wp-includes/jquery.js', onload })));
          return ['on', 'trigger', 'ready', 'triggerHandler'].filter((name) => String(kept.fn[name]) !== String(window.jQuery.fn[name]))
            .concat(String(kept.ajax) === String(window.jQuery.ajax) ? [] : ['ajax']);
        });
        expect(differing).toEqual([]);
      }
    });
  });
}

test('ten quick clicks on the stepper are one event', async ({ page, standIn, collector }) => {
  await page.goto(`${await openWoo(standIn, { theme: 'blocks' })}/`);
  await add(page, MUG);
  await expect.poll(() => linesIn(collector)).toEqual([['77x1']]);
  await page.click('.mini-cart-button');
  await inOneMoment(page, async () => {
    for (let i = 0; i < 10; i++) await page.click('.plus');
    await expect(page.locator('.cart-count')).toHaveText('11');
  });
  await expect.poll(() => linesIn(collector)).toEqual([['77x1'], ['77x11']]);
  await page.click('.plus');
  await expect.poll(() => linesIn(collector)).toEqual([['77x1'], ['77x11'], ['77x12']]);
});

test('there and back again on the stepper says nothing', async ({ page, standIn, collector }) => {
  await page.goto(`${await openWoo(standIn, { theme: 'blocks' })}/`);
  await add(page, MUG);
  await expect.poll(() => linesIn(collector)).toEqual([['77x1']]);
  await page.click('.mini-cart-button');
  await inOneMoment(page, async () => {
    await page.click('.plus');
    await page.click('.minus');
    await expect(page.locator('.cart-count')).toHaveText('1');
  });
  await page.goto(page.url()); // whatever was read is said before the page goes
  await add(page, TRAY);
  await expect.poll(() => linesIn(collector)).toEqual([['77x1'], ['77x1', '83x1']]);
});

test('opening the drawer says nothing', async ({ page, standIn, collector }) => {
  await page.goto(`${await openWoo(standIn, { theme: 'blocks' })}/`);
  const reads = cartReads(page);
  await page.click('.mini-cart-button');
  await expect.poll(() => reads.length).toBe(1); // the theme's own
  await add(page, MUG);
  await expect.poll(() => linesIn(collector)).toEqual([['77x1']]);
  expect(reads.length).toBe(2);
});

test('the cart page of a classic theme: quantities, then the last line', async ({ page, standIn, collector }) => {
  const url = await openWoo(standIn);
  await page.goto(`${url}/`);
  await add(page, MUG);
  await expect.poll(() => linesIn(collector)).toEqual([['77x1']]);
  await page.goto(`${url}/cart/`);
  await page.fill('.qty', '4');
  await page.click('button[name=update_cart]');
  await expect.poll(() => linesIn(collector)).toEqual([['77x1'], ['77x4']]);
  await page.click('.woocommerce-cart-form .remove');
  await expect.poll(collector.names).toEqual(['cart_updated', 'cart_updated', 'cart_emptied']);
});

test('writes that a block theme sends in one batch are heard', async ({ page, standIn, collector }) => {
  const url = await openWoo(standIn, { theme: 'blocks', batches: true });
  await page.goto(`${url}/`);
  await add(page, MUG);
  await expect.poll(() => linesIn(collector)).toEqual([['77x1']]);
  await remove(page, 'blocks');
  await expect.poll(collector.names).toEqual(['cart_updated', 'cart_emptied']);
});

test('a form without ajax', async ({ page, standIn, collector }) => {
  const url = await openWoo(standIn, { theme: 'blocks' });
  await page.goto(`${url}/product/mug/`);
  await page.fill('.qty', '2');
  await page.click('button[name=add-to-cart]');
  await expect(page.locator('.woocommerce-message')).toBeVisible();
  await expect.poll(() => linesIn(collector)).toEqual([['77x2']]);
});

// A change that only the event can tell of: the request isn't the page's, and what a page reads by itself
// is over.
async function changeElsewhere(page, url, collector) {
  await add(page, MUG);
  await expect.poll(() => linesIn(collector)).toEqual([['77x1']]);
  await page.request.post(`${url}/?wc-ajax=add_to_cart`, { form: { product_id: '77' } });
}

test('jQuery that an optimiser holds back until the first touch', async ({ page, standIn, collector }) => {
  const url = await openWoo(standIn, { delayed: true });
  await page.goto(`${url}/`);
  await page.waitForFunction(() => !window.jQuery);
  await observed(page);
  const refreshed = page.waitForResponse(/get_refreshed_fragments/);
  await page.mouse.move(100, 100);
  await page.mouse.move(120, 120);
  await refreshed;
  await changeElsewhere(page, url, collector);
  await page.evaluate(() => jQuery(document.body).trigger('added_to_cart', [{}, '', jQuery()]));
  await expect.poll(() => linesIn(collector)).toEqual([['77x1'], ['77x2']]);
});

test("each of jQuery's events alone is a hint", async ({ page, standIn, collector }) => {
  const url = await openWoo(standIn);
  await page.goto(`${url}/`);
  await changeElsewhere(page, url, collector);
  const told = [['77x1']];
  for (const type of ['added_to_cart', 'removed_from_cart', 'updated_cart_totals', 'updated_wc_div', 'wc_fragments_refreshed', 'updated_checkout']) {
    await page.evaluate((name) => jQuery(document.body).trigger(name, [{}]), type);
    told.push([`77x${told.length + 1}`]);
    await expect.poll(() => linesIn(collector), { message: type }).toEqual(told);
    await page.request.post(`${url}/?wc-ajax=add_to_cart`, { form: { product_id: '77' } });
  }
});

test('each block event alone is a hint', async ({ page, standIn, collector }) => {
  const url = await openWoo(standIn, { theme: 'blocks' });
  await page.goto(`${url}/`);
  await changeElsewhere(page, url, collector);
  const told = [['77x1']];
  for (const type of ['wc-blocks_added_to_cart', 'wc-blocks_removed_from_cart', 'wc-blocks_store_sync_required']) {
    await page.evaluate((name) => {
      const target = name.includes('sync') ? window : document.body;
      target.dispatchEvent(new CustomEvent(name, { bubbles: true }));
    }, type);
    told.push([`77x${told.length + 1}`]);
    await expect.poll(() => linesIn(collector), { message: type }).toEqual(told);
    await page.request.post(`${url}/?wc-ajax=add_to_cart`, { form: { product_id: '77' } });
  }
});

test('requests alone are a hint, whatever the theme tells (pitfall 12)', async ({ page, standIn, collector }) => {
  const url = await openWoo(standIn, { theme: 'blocks' });
  await page.goto(`${url}/`);
  await add(page, MUG);
  await expect.poll(() => linesIn(collector)).toEqual([['77x1']]);
  const send = (path) => page.evaluate(async (address) => {
    const headers = { 'content-type': 'application/json', Nonce: 'private-nonce' };
    await (await fetch(address, { method: 'POST', body: '{"id":77,"quantity":1}', headers })).text();
  }, path);
  await send('/wp-json/wc/store/v1/cart/add-item');
  await expect.poll(() => linesIn(collector)).toEqual([['77x1'], ['77x2']]);
  await send('/index.php?rest_route=/wc/store/v1/cart/add-item');
  await expect.poll(() => linesIn(collector)).toEqual([['77x1'], ['77x2'], ['77x3']]);
  await page.evaluate(() => new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/?wc-ajax=add_to_cart');
    request.setRequestHeader('content-type', 'application/x-www-form-urlencoded');
    request.onload = resolve;
    request.send('product_id=77');
  }));
  await expect.poll(() => linesIn(collector)).toEqual([['77x1'], ['77x2'], ['77x3'], ['77x4']]);
});

test('an idle page reads the cart once, and not at all before there was one', async ({ page, standIn, collector }) => {
  const url = await openWoo(standIn);
  const reads = cartReads(page);
  await page.goto(`${url}/product/mug/`);
  await expect.poll(collector.names).toEqual(['product_viewed']);
  await page.goto(`${url}/`);
  expect(reads).toEqual([]);
  await add(page, MUG);
  await expect.poll(collector.names).toEqual(['product_viewed', 'cart_updated']);
  expect(reads.length).toBe(1);
  await page.goto(`${url}/product/tea-bowl/`);
  await expect.poll(() => reads.length).toBe(2);
  await page.goto(`${url}/product/mug/`);
  await expect.poll(collector.names).toEqual(['product_viewed', 'cart_updated', 'product_viewed', 'product_viewed']);
  await expect.poll(() => reads.length).toBe(3);
});

for (const options of [{ folder: '/shop' }, { plain: true }, { folder: '/shop', plain: true }]) {
  test(`the API is found: ${JSON.stringify(options)}`, async ({ page, standIn, collector }) => {
    const url = await openWoo(standIn, { theme: 'blocks', ...options });
    await page.goto(`${url}/`);
    await add(page, MUG);
    await expect.poll(() => linesIn(collector)).toEqual([['77x1']]);
  });
}

test('the API is found in a folder whose pages hide its address', async ({ page, standIn, collector }) => {
  const url = await openWoo(standIn, { folder: '/shop' });
  await page.addInitScript(() => new MutationObserver(() => document.querySelector('link[rel="https://api.w.org/"]')?.remove())
    .observe(document, { childList: true, subtree: true }));
  await page.goto(`${url}/`);
  await add(page, MUG);
  await expect.poll(() => linesIn(collector)).toEqual([['77x1']]);
});

test('data-platform="auto" finds it', async ({ page, standIn, collector }) => {
  const url = await openWoo(standIn, {}, { platform: 'auto' });
  await page.goto(`${url}/`);
  await add(page, MUG);
  await expect.poll(() => linesIn(collector)).toEqual([['77x1']]);
  expect(await page.evaluate(() => kago.getStatus())).toMatchObject({ platforms: ['woocommerce'], consent: 'granted' });
});
