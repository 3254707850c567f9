import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';

import { App } from './app.jsx';
import { useKago } from './kago.js';

export const render = (data) => renderToString(<StrictMode><App data={data} /></StrictMode>);

/** What a call on the server amounts to. */
export const sayOnServer = () => useKago().productViewed({ product_id: '1', variant_id: '1', product_name: 'x', price: 1, currency: 'EUR' });
