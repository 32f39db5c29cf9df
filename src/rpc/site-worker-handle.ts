/** What became of keeping the site in this browser. */
export type SiteKept =
  /** This browser has no service workers here: an old one, or an address without https. */
  | { readonly kind: 'unsupported' }
  /** Kept whole; it starts without a network from the next load on. */
  | { readonly kind: 'kept' }
  /** A newer version is kept too, and waits until `useNewVersion`. */
  | { readonly kind: 'newer-waits' }
  | { readonly kind: 'failed'; readonly message: string };

/** Keeps the site's files in this browser, by a service worker that also adds the site's headers. */
export class SiteWorkerHandle {
  #registration: ServiceWorkerRegistration | null = null;

  /** Keeps the site, and calls `listener` with what became of it, again whenever that changes. */
  async keep(listener: (kept: SiteKept) => void): Promise<void> {
    // Absent outside secure contexts, which older type definitions don't know.
    const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
    if (container === undefined) {
      listener({ kind: 'unsupported' });
      return;
    }
    try {
      // Beside the page, so that its scope is the whole site, under whatever path it stands.
      const registration = await container.register('./site.worker.js', { updateViaCache: 'none' });
      this.#registration = registration;
      const tell = (): void => {
        const kept = keptBy(registration);
        if (kept !== null) listener(kept);
      };
      this.#follow(registration, tell, listener);
      registration.addEventListener('updatefound', () =>
        this.#follow(registration, tell, listener),
      );
      tell();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      listener({ kind: 'failed', message });
    }
  }

  /** Lets the newer version take over and loads the page anew. */
  useNewVersion(): void {
    const waiting = this.#registration?.waiting;
    if (!waiting) return;
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
      once: true,
    });
    waiting.postMessage('take-over');
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

function keptBy({ active, waiting }: ServiceWorkerRegistration): SiteKept | null {
  if (active !== null && waiting !== null) return { kind: 'newer-waits' };
  return active === null ? null : { kind: 'kept' };
}
