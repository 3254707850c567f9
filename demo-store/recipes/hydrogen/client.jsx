import { StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';

import { App } from './app.jsx';
import { useKago } from './kago.js';

window.kago = useKago(); // for the console of whoever tries it
hydrateRoot(document.querySelector('#root'), <StrictMode><App data={window.DATA} /></StrictMode>);
