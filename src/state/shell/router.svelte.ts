import { parseRoute, type Route } from './route.ts';

/** Follows the hash of the address, so that links, bookmarks and the back button all work. */
export class Router {
  #route = $state.raw<Route>(parseRoute(location.hash));
  #seen = location.hash;

  constructor() {
    addEventListener('hashchange', () => this.#look());
  }

  get route(): Route {
    return this.#route;
  }

  /** Goes to an address made by the helpers of `route.ts`. */
  go(href: string): void {
    location.hash = href;
  }

  /**
   * Changes the address without a new step for the back button, for filters that are typed. Does
   * nothing while the way to another address is under way.
   */
  replace(href: string): void {
    if (location.hash !== this.#seen) return;
    history.replaceState(null, '', href);
    this.#look();
  }

  #look(): void {
    this.#seen = location.hash;
    this.#route = parseRoute(location.hash);
  }
}
