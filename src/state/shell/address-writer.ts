import type { RouteQuery } from './route.ts';

/** Puts fields into the address: as a new step for the back button, or in place of the present one. */
export type Navigate = (fields: RouteQuery, mode: 'push' | 'replace') => void;

// Browsers refuse more than about 100 address changes in 30 s; a key held down makes more. A change
// keeps a page busy for milliseconds, so that even a step waits until its answer was drawn.
const pauseMs = { push: 100, replace: 300 } as const;

interface Waiting {
  readonly fields: RouteQuery;
  readonly mode: 'push' | 'replace';
}

/**
 * Writes a view's state into the address, not more often than browsers allow, and knows its own
 * writing when it comes back as a change of the address.
 */
export class AddressWriter {
  readonly #navigate: Navigate;
  #written = '';
  #waiting: Waiting | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  constructor(navigate: Navigate) {
    this.#navigate = navigate;
  }

  /** Writes soon; what comes meanwhile goes with it, and is no step of its own. */
  write(fields: RouteQuery, mode: 'push' | 'replace'): void {
    if (this.#isStopped) return;
    if (this.#waiting?.mode === 'push') {
      this.#waiting = { fields, mode: 'push' };
      return;
    }
    clearTimeout(this.#timer);
    this.#waiting = { fields, mode };
    this.#timer = setTimeout(() => this.#put(), pauseMs[mode]);
  }

  /** True for what was written last; for anything else what still waits to be written is dropped. */
  isOwn(fields: RouteQuery): boolean {
    if (JSON.stringify(fields) === this.#written) return true;
    this.#drop();
    this.#written = '';
    return false;
  }

  /** Writes nothing more: an answer that comes after its page is left must not lead back to it. */
  stop(): void {
    this.#isStopped = true;
    this.#drop();
  }

  #put(): void {
    const waiting = this.#waiting;
    this.#drop();
    if (waiting === null) return;
    this.#written = JSON.stringify(waiting.fields);
    this.#navigate(waiting.fields, waiting.mode);
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#waiting = null;
  }
}
