import type {
  BrowserModelAnswer,
  BrowserModelApi,
  BrowserModelState,
} from '#core/contracts/browser-model-api.ts';

/** The JSON Schema that a reply is held to. */
type ReplyForm = Readonly<Record<string, unknown>>;

/** One conversation with the built-in model, as far as it is used here. */
interface Session {
  prompt(
    text: string,
    options: { signal: AbortSignal; responseConstraint?: ReplyForm },
  ): Promise<string>;
  clone(options: { signal: AbortSignal }): Promise<Session>;
  destroy(): void;
}

/** What a download tells about itself. */
interface Monitor {
  addEventListener(type: 'downloadprogress', listener: (event: { loaded: number }) => void): void;
}

/** The global `LanguageModel` of Chrome, as far as it is used here; source: Prompt API draft. */
export interface BuiltInModel {
  availability(options: object): Promise<BrowserModelState>;
  create(options: object & { monitor?: (monitor: Monitor) => void }): Promise<Session>;
}

const languages = {
  expectedInputs: [{ type: 'text', languages: ['en'] }],
  expectedOutputs: [{ type: 'text', languages: ['en'] }],
};

/** The browser's built-in model, or null where it has none. */
export function findBuiltInModel(): BuiltInModel | null {
  const found: unknown = Reflect.get(globalThis, 'LanguageModel');
  return isBuiltInModel(found) ? found : null;
}

function isBuiltInModel(value: unknown): value is BuiltInModel {
  const isThing = typeof value === 'function' || (typeof value === 'object' && value !== null);
  return isThing && 'availability' in value && 'create' in value;
}

/**
 * Downloads the built-in model where that is still to be done; browsers want a click for it.
 * `onProgress` hears the share that is done (0–1). Throws as the browser does.
 */
export async function prepareBuiltInModel(
  model: BuiltInModel,
  onProgress: (share: number) => void,
): Promise<void> {
  const session = await model.create({
    ...languages,
    monitor: (monitor) =>
      monitor.addEventListener('downloadprogress', ({ loaded }) => onProgress(loaded)),
  });
  session.destroy();
}

/** Answers a worker's prompts with the built-in model of this page, each in a session of its own. */
export class BrowserModelHost implements BrowserModelApi {
  readonly #model: BuiltInModel | null;
  readonly #calls = new Map<number, AbortController>();
  #base: Promise<Session> | null = null;

  constructor(model: BuiltInModel | null) {
    this.#model = model;
  }

  async state(): Promise<BrowserModelState> {
    if (this.#model === null) return 'missing';
    // One that can't even be asked can't be used.
    return this.#model.availability(languages).catch(() => 'unavailable' as const);
  }

  async prompt(callId: number, text: string, schema?: ReplyForm): Promise<BrowserModelAnswer> {
    if (this.#model === null) {
      return { kind: 'failed', name: 'NotSupportedError', message: 'There is no built-in model.' };
    }
    const cancel = new AbortController();
    this.#calls.set(callId, cancel);
    try {
      return { kind: 'text', text: await this.#ask(this.#model, { text, schema }, cancel.signal) };
    } catch (thrown) {
      const { name, message } = thrown instanceof Error ? thrown : new Error(String(thrown));
      return { kind: 'failed', name, message };
    } finally {
      this.#calls.delete(callId);
    }
  }

  cancel(callId: number): Promise<void> {
    this.#calls.get(callId)?.abort();
    return Promise.resolve();
  }

  /** A copy of an empty session starts faster than a new one, and remembers nothing. */
  async #ask(
    model: BuiltInModel,
    { text, schema }: { text: string; schema: ReplyForm | undefined },
    signal: AbortSignal,
  ): Promise<string> {
    this.#base ??= model.create(languages);
    const base = await this.#base.catch((error: unknown) => {
      this.#base = null;
      throw error;
    });
    const session = await base.clone({ signal });
    try {
      const constraint = schema && { responseConstraint: schema };
      return await session.prompt(text, { signal, ...constraint });
    } finally {
      session.destroy();
    }
  }
}
