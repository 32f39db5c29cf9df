import type { BrowserModelState } from '#core/contracts/browser-model-api.ts';
import {
  BrowserModelHost,
  findBuiltInModel,
  prepareBuiltInModel,
} from '#rpc/browser-model-host.ts';

/** Whether the browser's built-in model is there, and its download. */
export class BuiltInModel {
  readonly #model = findBuiltInModel();
  #state = $state.raw<BrowserModelState | null>(null);
  #progress = $state<number | null>(null);
  #failure = $state.raw<string | null>(null);

  /** Null until the browser has answered. */
  get state(): BrowserModelState | null {
    return this.#state;
  }

  /** Share of the download that is done (0–1) while it is under way. */
  get progress(): number | null {
    return this.#progress;
  }

  get failure(): string | null {
    return this.#failure;
  }

  async refresh(): Promise<void> {
    this.#state = await new BrowserModelHost(this.#model).state();
  }

  /** Downloads it; call it from a click, which browsers ask for. */
  async prepare(): Promise<void> {
    if (this.#model === null) return;
    this.#failure = null;
    this.#progress = 0;
    try {
      await prepareBuiltInModel(this.#model, (share) => (this.#progress = share));
    } catch (thrown) {
      this.#failure = thrown instanceof Error ? thrown.message : String(thrown);
    }
    this.#progress = null;
    await this.refresh();
  }
}
