/** What became of keeping the site in this browser. */
export type SiteKept =
  /** This browser has no service workers here: an old one, or an address without https. */
  | { readonly kind: 'unsupported' }
  /** Kept whole; it starts without a network from the next load on. */
  | { readonly kind: 'kept' }
  /** A newer version is kept too, and waits until `useNewVersion`. */
  | { readonly kind: 'newer-waits' }
  /** A newer version runs already: what this page has not loaded of its own yet may be gone. */
  | { readonly kind: 'replaced' }
  | { readonly kind: 'failed'; readonly message: string };

const replaced: SiteKept = { kind: 'replaced' };
const lookAgainMs = 60 * 60 * 1000;

/** Keeps the site's files in this browser, by a service worker that also adds the site's headers. */
export class SiteWorkerHandle {
  #registration: ServiceWorkerRegistration | null = null;
  #isReloading = false;

  /** True where this page came from the kept files, so that keeping the site fetches no more. */
  get isKeptAlready(): boolean {
    return (container()?.controller ?? null) !== null;
  }

  /** Keeps the site, and calls `listener` with what became of it, again whenever that changes. */
  async keep(listener: (kept: SiteKept) => void): Promise<void> {
    const workers = container();
    if (workers === undefined) {
      listener({ kind: 'unsupported' });
      return;
    }
    // Whose files this page is made of; a page that was there before any worker takes the first.
    let first = workers.controller;
    try {
      // Beside the page, so that its scope is the whole site, under whatever path it stands.
      const registration = await workers.register('./site.worker.js', { updateViaCache: 'none' });
      this.#registration = registration;
      const tell = (): void => {
        const { active } = registration;
        first ??= active;
        // Where no tab had the older one for its controller, a newer one waits for nobody.
        const isReplaced = first !== null && active !== first;
        const kept = isReplaced ? replaced : keptBy(registration);
        if (kept !== null && !(isReplaced && this.#isReloading)) listener(kept);
      };
      registration.waiting?.addEventListener('statechange', tell);
      this.#follow(registration, tell, listener);
      registration.addEventListener('updatefound', () =>
        this.#follow(registration, tell, listener),
      );
      this.#lookAgainWhenSeen(registration);
      tell();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      listener({ kind: 'failed', message });
    }
  }

  /** Lets the newer version take over, if it has not yet, and loads the page anew. */
  useNewVersion(): void {
    this.#isReloading = true;
    const waiting = this.#registration?.waiting ?? null;
    if (waiting === null) {
      location.reload();
      return;
    }
    // A page that was there before the first worker has no controller that could change.
    waiting.addEventListener('statechange', () => {
      if (waiting.state === 'activated') location.reload();
    });
    waiting.postMessage('take-over');
  }

  /** A browser looks for a newer version when a page is loaded, which a tab may not be for weeks. */
  #lookAgainWhenSeen(registration: ServiceWorkerRegistration): void {
    let lookedAt = Date.now();
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible' || Date.now() - lookedAt < lookAgainMs) return;
      lookedAt = Date.now();
      // Without a network there is nothing new: the next look is in an hour.
      registration.update().catch(() => undefined);
    });
  }

  /** Hears how the version that is being fetched fares. */
  #follow(
    { installing, active }: ServiceWorkerRegistration,
    tell: () => void,
    listener: (kept: SiteKept) => void,
  ): void {
    installing?.addEventListener('statechange', () => {
      const isLost = installing.state === 'redundant' && active === null;
      if (isLost) listener({ kind: 'failed', message: 'Not every file could be fetched.' });
      else tell();
    });
  }
}

/** Absent outside secure contexts, which older type definitions don't know. */
const container = (): ServiceWorkerContainer | undefined => navigator.serviceWorker;

function keptBy({ active, waiting }: ServiceWorkerRegistration): SiteKept | null {
  if (active !== null && waiting !== null) return { kind: 'newer-waits' };
  return active === null ? null : { kind: 'kept' };
}
