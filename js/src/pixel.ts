// The Web Pixel: Shopify's customer events, checkout and order among them, in a sandbox beside the shop
// (shopify.dev/docs/api/web-pixels-api). There may be no document here, no window and no IndexedDB, and
// the end of the page can't be seen: so each event is written down and sent at once.
//
// It listens and hands over; what the events mean is decided in core/platform/shopify_pixel.cc.

import { Gate } from './consent/gate';
import { held } from './consent/words';
import { type Core, loadCore, type Script } from './engine/core';
import { encode, entropy } from './engine/encode';
import { Engine } from './engine/engine';
import { SHOPIFY_PIXEL_EVENT } from './generated/selections';
import { pick } from './observe/common/pick';
import { addressOf, encodeSeen } from './observe/common/seen';
import { guarded } from './page/guard';
import { answer, type AsyncStorage, SandboxDisk } from './store/proxy-disk';
import { Store } from './store/store';
import type { Consent, TrackResult } from './api/types';

export type PixelEventName = 'product_viewed' | 'cart_viewed' | 'checkout_started' | 'checkout_completed';

export interface PixelSettings {
  /** The collector's address, e.g. `https://collect.example/v1/events`. */
  collector: string;
  /** Public key that the collector knows this shop by. */
  writeKey: string;
  /** What is listened to. Default: `checkout_started` and `checkout_completed`; the theme's tag sees the rest. */
  events?: PixelEventName[];
  /** Where `kago-pixel.wasm` is, or its bytes. Default: beside this script. */
  wasm?: string | URL | BufferSource;
  /** Currency of events that name none. */
  currency?: string;
  /** `source` of every event. Default: the shop's origin. */
  source?: string;
  /** Query parameters that product addresses keep; `variant` always stays. */
  urlParameters?: string[];
  /** `platform` (default): Shopify's consent for analytics. `granted`: the shop has asked in another way. */
  consent?: 'platform' | 'granted';
  /** A cart that hasn't changed for so long is forgotten. 1 to 365, default 30. */
  cartLifetimeDays?: number;
  /** Refuse what would otherwise be mended with a warning. */
  strict?: boolean;
  /** Say in the console what was refused or mended, and send it along for the event inspector. */
  debug?: boolean;
}

/** What of Shopify's standard API the pixel uses. */
export interface PixelApi {
  analytics: { subscribe(event: string, listener: (event: PixelEvent) => void): unknown };
  browser?: { localStorage?: AsyncStorage; cookie?: { get(name?: string): Promise<string> } };
  init?: { context?: Context; data?: { cart?: { id?: string } | null }; customerPrivacy?: Privacy };
  customerPrivacy?: { subscribe?(event: string, listener: (event: { customerPrivacy?: Privacy }) => void): unknown };
}

/** One of Shopify's customer events; what it says stands in `data`. */
interface PixelEvent {
  id?: string;
  name: string;
  timestamp?: string;
  context?: Context;
}

interface Context {
  document?: { location?: { href?: string; origin?: string } };
}

interface Privacy {
  analyticsProcessingAllowed: boolean;
}

/** Starts a tracker for this sandbox. Never throws. */
export function startPixel(api: PixelApi, settings: PixelSettings): void {
  try {
    new Pixel(api, settings).start();
  } catch (error) {
    console.error('kago: the pixel did not start', error);
  }
}

/** An answer waits for no further step: nobody sees the end of its page, which its request's lease would outlive. */
const ANSWER_MS = 0;
/** Another tab that wrote in the same moment may have written over an event: what is said again, the core knows, or makes up for. */
const AGAIN_MS = 2_000;

async function loadScript(): Promise<Script> {
  const { build, default: made } = await import(new URL('./observe/kago-pixel.js', import.meta.url).href);
  if (build !== __BUILD__) throw new Error('the script is of another build');
  return made();
}

class Pixel {
  readonly #disk;
  readonly #gate: Gate;
  #core?: Core;
  #isLoading = false;
  readonly #seen = new Set<string>();
  readonly #page = entropy();
  #calls = 0;
  #cartId?: Promise<string>;

  constructor(private readonly api: PixelApi, private readonly settings: PixelSettings) {
    // Read when it is needed: a sandbox may lend it late, or not at all.
    this.#disk = new SandboxDisk(() => api.browser!.localStorage!, (error) => this.#warn('erasing failed', error));
    // Shopify tells each page of the visitor's consent, and the engine finds what another tab has erased.
    this.#gate = new Gate({
      engine: () => this.#newEngine(),
      erase: () => this.#disk.erase(),
      denied: () => {},
      allowed: () => {},
      regranted: () => {},
    }, 'unknown');
  }

  start(): void {
    const { collector, writeKey, consent = 'platform', events = ['checkout_started', 'checkout_completed'] } = this.settings;
    if (!collector || !writeKey) console.error('kago: the pixel needs "collector" and "writeKey"');
    if (consent !== 'platform' && consent !== 'granted') {
      console.error(`kago: the pixel's "consent" is "platform" or "granted", not ${encode(consent)}: it counts as "platform"`);
    }
    const isAllowed = this.api.init?.customerPrivacy?.analyticsProcessingAllowed;
    if (consent !== 'granted' && isAllowed === false) this.#setAside();
    // Nothing that fails in a callback is Shopify's to hear of.
    const guard = <T>(work: (event: T) => void) => guarded(work, (error) => this.#warn('an event failed', error));
    for (const name of events) this.api.analytics.subscribe(name, guard((event) => this.#hear(event)));
    if (consent === 'granted') return this.#set('granted');
    if (isAllowed === true) this.#set('granted');
    void this.api.customerPrivacy?.subscribe?.('visitorConsentCollected', guard((event) => {
      this.#set(event?.customerPrivacy?.analyticsProcessingAllowed === true ? 'granted' : 'denied');
    }));
  }

  #set(consent: Consent): void {
    this.#gate.set(consent).catch((error) => this.#warn('an event failed', error));
  }

  /**
   * Declined elsewhere, or not asked yet: Shopify says the same of both. What an earlier visit has stored would leave
   * with a later yes, which may follow a no that nobody heard here. What is heard from now on waits for the answer.
   */
  #setAside(): void {
    this.#set('denied');
    this.#set('unknown');
  }

  #newEngine(): Engine {
    const engine = new Engine(new Store(this.#disk), this.#config(), {
      notify: (what, detail) => {
        if (what === 'dropped') this.#warn('an event was dropped', detail);
      },
      written: () => {},
      erased: (isNew) => this.#gate.erased(isNew),
    }, ANSWER_MS);
    if (this.#core) engine.start(this.#core);
    else void this.#load();
    return engine;
  }

  async #load(): Promise<void> {
    if (this.#isLoading) return;
    this.#isLoading = true;
    try {
      const wasm = this.settings.wasm ?? new URL(this.settings.debug ? './kago-debug.wasm' : './kago-pixel.wasm', import.meta.url);
      this.#core = await loadCore(wasm, __INTEGRITY__, loadScript);
      this.#gate.engine?.start(this.#core);
    } catch (error) {
      // What was heard is written down; the next page sends it.
      this.#warn('loading the core failed', error);
    }
  }

  /** Shopify replays what happened before the pixel was there. */
  #hear(event: PixelEvent | undefined): void {
    if (!event?.id || this.#seen.has(event.id)) return;
    this.#seen.add(event.id);
    const { length } = encode(event);
    this.#gate.pass(length, (engine) => this.#say(engine, event)).catch((error) => this.#warn('an event failed', error));
  }

  async #say(engine: Engine, event: PixelEvent): Promise<TrackResult> {
    const cartId = await (this.#cartId ??= this.#findCartId());
    const line = this.#lineOf(event, cartId);
    const said = engine.submitLine<TrackResult>(line);
    // In the same transaction, without the wait for further events.
    void engine.submit({ type: 'claim', flush: true }).catch(() => {});
    const result = (await said) ?? held('slow');
    this.#answered(result, event.name);
    if (!(await this.#disk.hasLock())) setTimeout(() => void engine.submitLine(line).catch(() => {}), AGAIN_MS);
    return result;
  }

  #lineOf(event: PixelEvent, cartId: string): string {
    const call = {
      type: 'observe',
      time: Date.parse(event.timestamp ?? '') || Date.now(),
      page: this.#page,
      call: ++this.#calls,
      from: 'shopify-pixel',
      what: 'event',
      url: addressOf(String(event.context?.document?.location?.href ?? ''), this.settings.urlParameters),
    };
    return `${encode(call).slice(0, -1)},"data":${encodeSeen(encode, pick({ event, cart_id: cartId }, SHOPIFY_PIXEL_EVENT))}}`;
  }

  /**
   * Of the page, or of the shop's own cookie: a checkout's page may not tell of its cart. What follows a `?`
   * is the cart's key.
   */
  async #findCartId(): Promise<string> {
    try {
      const id = this.api.init?.data?.cart?.id || decodeURIComponent(await answer(this.api.browser!.cookie!.get('cart')));
      return id.split('?')[0];
    } catch {
      return '';
    }
  }

  #answered(result: TrackResult, name: string): void {
    if (result.status === 'refused') this.#warn(`${name} was refused`, result.violations);
    if (result.status === 'accepted' && result.warnings.length > 0) this.#warn(`${name} has remarks`, result.warnings);
  }

  #warn(what: string, detail: unknown): void {
    if (this.settings.debug) console.warn(`kago: ${what}`, detail);
  }

  #config() {
    const { collector, writeKey, currency, urlParameters, cartLifetimeDays, strict, debug } = this.settings;
    const source = this.settings.source ?? this.api.init?.context?.document?.location?.origin ?? '';
    return {
      version: __VERSION__, platform: 'shopify-pixel', collector: String(collector), writeKey, currency, source,
      urlParameters: urlParameters?.join(' '), cartLifetimeDays, strict, debug,
    };
  }
}
