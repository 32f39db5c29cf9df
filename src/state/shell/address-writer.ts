import type { RouteQuery } from './route.ts';

/** Puts fields into the address: as a new step for the back button, or in place of the present one. */
export type Navigate = (fields: RouteQuery, mode: 'push' | 'replace') => void;

// Browsers refuse more than about 100 address changes in 30 s; a key held down makes more.
const pauseMs = 300;

/**
 * Writes a view's state into the address, not more often than browsers allow, and knows its own
 * writing when it comes back as a change of the address.
 */
export class AddressWriter {
  readonly #navigate: Navigate;
  #written = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  constructor(navigate: Navigate) {
    this.#navigate = navigate;
  }

  write(fields: RouteQuery, mode: 'push' | 'replace'): void {
    clearTimeout(this.#timer);
    if (this.#isStopped) return;
    if (mode === 'push') this.#put(fields, mode);
    else this.#timer = setTimeout(() => this.#put(fields, mode), pauseMs);
  }

  /** True for what was written last; for anything else what still waits to be written is dropped. */
  isOwn(fields: RouteQuery): boolean {
    if (JSON.stringify(fields) === this.#written) return true;
    clearTimeout(this.#timer);
    this.#written = '';
    return false;
  }

  /** Writes nothing more: an answer that comes after its page is left must not lead back to it. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #put(fields: RouteQuery, mode: 'push' | 'replace'): void {
    this.#written = JSON.stringify(fields);
    this.#navigate(fields, mode);
  }
}
