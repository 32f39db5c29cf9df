import { SiteWorkerHandle, type SiteKept } from '#rpc/site-worker-handle.ts';

/** Whether this browser keeps the site itself, so that it starts without a network. */
export class OfflineSite {
  readonly #handle = new SiteWorkerHandle();
  #kept = $state.raw<SiteKept | null>(null);
  #isAsked = false;

  constructor() {
    // Another tab may start a newer version at any time, which takes away what this page has not
    // loaded yet: its project worker, where it stands on the first page.
    if (this.#handle.isKeptAlready) this.keep();
  }

  /** `null` before anybody asked, and while files are being fetched. */
  get kept(): SiteKept | null {
    return this.#kept;
  }

  /**
   * Keeps the site from now on; called when a project is opened, so that somebody who only looks at
   * the first page does not fetch all the others, and at once where it is kept already. While
   * developing nothing is built, so nothing kept.
   */
  keep(): void {
    if (this.#isAsked || !import.meta.env.PROD) return;
    this.#isAsked = true;
    void this.#handle.keep((kept) => {
      this.#kept = kept;
    });
  }

  /** True where loading the page anew would start another version than the one that is shown. */
  get isNewer(): boolean {
    return this.#kept?.kind === 'newer-waits' || this.#kept?.kind === 'replaced';
  }

  useNewVersion(): void {
    this.#handle.useNewVersion();
  }
}
