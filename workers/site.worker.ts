import type {} from './site/built-site.ts';
import { SiteCache } from './site/site-cache.ts';

/** The part of the static routing API that is used; not every browser has it. */
interface Routing {
  addRoutes?(rule: {
    readonly condition: { readonly requestMethod: string };
    readonly source: 'network';
  }): Promise<void>;
}

declare const self: ServiceWorkerGlobalScope;

const site = new SiteCache(SEEDBED_SITE, self.registration.scope);

self.addEventListener('install', (event) => {
  const routing: ExtendableEvent & Routing = event;
  // Model calls go straight to the network and never wait for this worker.
  const condition = { requestMethod: 'POST' };
  const routed = routing.addRoutes?.({ condition, source: 'network' });
  event.waitUntil(Promise.all([site.fill(), routed]));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(site.removeOthers());
});

self.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  if (site.serves(event.request)) event.respondWith(site.answer(event.request));
});
