/** How safe the data in this browser is: used bytes, and whether the browser may evict it. */
export class StorageState {
  #isPersisted = $state.raw<boolean | null>(null);
  #usedBytes = $state.raw<number | null>(null);
  #quotaBytes = $state.raw<number | null>(null);

  /** `null` while it is not known, or where the browser does not tell. */
  get isPersisted(): boolean | null {
    return this.#isPersisted;
  }

  get usedBytes(): number | null {
    return this.#usedBytes;
  }

  get quotaBytes(): number | null {
    return this.#quotaBytes;
  }

  /** Looks again; browsers give no event for either. */
  async refresh(): Promise<void> {
    // Absent outside secure contexts, which older type definitions don't know.
    const storage = navigator.storage as StorageManager | undefined;
    if (!storage) return;
    // Where the browser does not say, neither does the page.
    this.#isPersisted = await storage.persisted().catch(() => null);
    const estimate = await storage.estimate().catch((): StorageEstimate => ({}));
    this.#usedBytes = estimate.usage ?? null;
    this.#quotaBytes = estimate.quota ?? null;
  }

  /** Asks the browser never to evict the data; it may say no without asking the user. */
  async persist(): Promise<boolean> {
    const storage = navigator.storage as StorageManager | undefined;
    const isGranted = (await storage?.persist().catch(() => false)) ?? false;
    await this.refresh();
    return isGranted;
  }
}
