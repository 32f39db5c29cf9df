/** What the browser says of its built-in model; `missing`: it has none at all. */
export type BrowserModelState =
  'missing' | 'unavailable' | 'downloadable' | 'downloading' | 'available';

/** How a prompt to the built-in model ended. */
export type BrowserModelAnswer =
  | { readonly kind: 'text'; readonly text: string }
  /** `name` is that of the DOMException, for example `QuotaExceededError`. */
  | { readonly kind: 'failed'; readonly name: string; readonly message: string };

/**
 * The browser's built-in model, as the page offers it to the project worker: the global
 * `LanguageModel` does not exist in workers. No method throws.
 */
export interface BrowserModelApi {
  state(): Promise<BrowserModelState>;
  /**
   * Asks in a session of its own; `callId` is what `cancel` ends it by. `schema`: the JSON Schema that
   * the reply is held to.
   */
  prompt(
    callId: number,
    text: string,
    schema?: Readonly<Record<string, unknown>>,
  ): Promise<BrowserModelAnswer>;
  cancel(callId: number): Promise<void>;
}
