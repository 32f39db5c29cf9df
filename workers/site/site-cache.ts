import type { BuiltSite } from './built-site.ts';

const PREFIX = 'seedbed:site:';

/** The files of one version of the site, as this browser keeps them. */
export class SiteCache {
  readonly #site: BuiltSite;
  readonly #root: URL;

  /** `root` is the address that the site stands under, ending in a slash. */
  constructor(site: BuiltSite, root: string) {
    this.#site = site;
    this.#root = new URL(root);
  }

  get #name(): string {
    return PREFIX + this.#site.version;
  }

  /** Fetches every file of this version: whole or not at all. */
  async fill(): Promise<void> {
    const cache = await caches.open(this.#name);
    // Past the HTTP cache, which may hold files of another version under the same name.
    const requests = this.#site.files.map(
      (file) => new Request(new URL(file, this.#root), { cache: 'reload' }),
    );
    await cache.addAll(requests);
  }

  /** Removes what earlier versions left. */
  async removeOthers(): Promise<void> {
    const names = await caches.keys();
    const others = names.filter((name) => name.startsWith(PREFIX) && name !== this.#name);
    await Promise.all(others.map((name) => caches.delete(name)));
  }

  /** Whether a request is for a file of the site, which `answer` should give. */
  serves({ method, url, mode }: Request): boolean {
    if (method !== 'GET') return false;
    const { origin, pathname } = new URL(url);
    if (origin !== this.#root.origin || !pathname.startsWith(this.#root.pathname)) return false;
    return mode === 'navigate' ? this.#isPage(pathname) : this.#isFile(pathname);
  }

  /** The file from this version's cache; large ones that are not kept yet are fetched and kept. */
  async answer(request: Request): Promise<Response> {
    const cache = await caches.open(this.#name);
    const { pathname } = new URL(request.url);
    const key = this.#isPage(pathname) ? new URL('index.html', this.#root) : request.url;
    const kept = await cache.match(key, { ignoreSearch: true });
    if (kept !== undefined) return this.#withHeaders(kept);
    const fetched = await fetch(request);
    if (fetched.ok && pathname.endsWith('.wasm')) await cache.put(request.url, fetched.clone());
    return this.#withHeaders(fetched);
  }

  #isPage(pathname: string): boolean {
    return pathname === this.#root.pathname || pathname === `${this.#root.pathname}index.html`;
  }

  /** Only what the build made: the root may have other things beside it. */
  #isFile(pathname: string): boolean {
    const file = pathname.slice(this.#root.pathname.length);
    return this.#site.files.includes(file) || /^assets\/[\w.-]+\.wasm$/.test(file);
  }

  /** Hosts that send no headers of their own leave workers without a policy, and WASM threads out. */
  #withHeaders({ body, status, statusText, headers }: Response): Response {
    const all = new Headers(headers);
    for (const [name, value] of Object.entries(this.#site.headers)) all.set(name, value);
    return new Response(body, { status, statusText, headers: all });
  }
}
