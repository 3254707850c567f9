// The one demonstration customer, who can sign in and out. It exists so that a tester can see an
// anonymous visit become a known one.

import { announce } from './events.js';
import { read, write } from './storage.js';

const KEY = 'customer';
const CUSTOMER = { id: 'user-1', name: 'Hana', email: 'hana@shop.example' };

export function currentCustomer() {
  return read(KEY, null);
}

export function signIn() {
  write(KEY, CUSTOMER);
  announce('customer:signed-in', CUSTOMER);
}

export function signOut() {
  write(KEY, null);
}
