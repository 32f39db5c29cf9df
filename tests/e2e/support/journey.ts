import { test as base } from '@playwright/test';
import type { BrowserContext, ConsoleMessage } from '@playwright/test';
import { ModelServer } from '#tests/support/model-server/model-server.ts';
import type { ModelServerOptions } from '#tests/support/model-server/model-server.ts';

/** Watches what the browser complains about; anything that was not allowed fails the test. */
class Complaints {
  readonly #seen: string[] = [];
  readonly #allowed: RegExp[] = [];

  watch(context: BrowserContext): void {
    context.on('console', (message) => this.#note(message));
    context.on('weberror', (error) => this.#seen.push(`uncaught: ${error.error().message}`));
  }

  /** For what a fault journey provokes, such as a refused connection; nothing else. */
  allow(pattern: RegExp): void {
    this.#allowed.push(pattern);
  }

  get unexpected(): readonly string[] {
    return this.#seen.filter((text) => !this.#allowed.some((pattern) => pattern.test(text)));
  }

  #note(message: ConsoleMessage): void {
    const type = message.type();
    if (type !== 'error' && type !== 'warning') return;
    this.#seen.push(`${type}: ${message.text()} (${message.location().url})`);
  }
}

interface Journey {
  complaints: Complaints;
  startModel: (options?: ModelServerOptions) => Promise<ModelServer>;
}

/** A browser test: fails on any error or warning in the console, on pages and in workers. */
export const test = base.extend<Journey>({
  complaints: [
    async ({ context }, use) => {
      const complaints = new Complaints();
      complaints.watch(context);
      await use(complaints);
      base.expect(complaints.unexpected, 'errors and warnings in the console').toEqual([]);
    },
    { auto: true },
  ],
  startModel: async ({ context }, use) => {
    const servers: ModelServer[] = [];
    await use(async (options) => {
      const server = await ModelServer.start(options);
      servers.push(server);
      return server;
    });
    // Pages go first, or they would complain about calls that their server cut off.
    await Promise.all(context.pages().map((page) => page.close()));
    await Promise.all(servers.map((server) => server.stop()));
  },
});

export { expect } from '@playwright/test';
