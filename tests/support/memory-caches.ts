/** `caches` in memory, as far as models are stored in it; `room` is how many more files it takes. */
export class MemoryCaches {
  room = Infinity;
  readonly #files = new Map<string, Blob>();

  open(): Promise<this> {
    return Promise.resolve(this);
  }

  keys(): Promise<{ url: string }[]> {
    return Promise.resolve(Array.from(this.#files.keys(), (url) => ({ url })));
  }

  match(request: string | { url: string }): Promise<Response | undefined> {
    const found = this.#files.get(addressOf(request));
    return Promise.resolve(found && new Response(found));
  }

  async put(request: string, response: Response): Promise<void> {
    if (this.room <= 0) throw new DOMException('No room.', 'QuotaExceededError');
    this.room -= 1;
    this.#files.set(request, await response.blob());
  }

  delete(request: string | { url: string }): Promise<boolean> {
    return Promise.resolve(this.#files.delete(addressOf(request)));
  }
}

const addressOf = (request: string | { url: string }): string =>
  typeof request === 'string' ? request : request.url;
