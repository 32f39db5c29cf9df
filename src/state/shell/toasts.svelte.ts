export type ToastTone = 'plain' | 'good' | 'bad';

export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

export interface Toast {
  readonly id: number;
  readonly message: string;
  readonly tone: ToastTone;
  /** What undoes it, or the one thing to do next. */
  readonly action?: ToastAction;
}

// Long enough to read two lines and reach for Undo; held while the pointer or focus is on it.
const shownMs = 8_000;

/** Short messages about what just happened, each with at most one thing to do about it. */
export class Toasts {
  #list = $state.raw<readonly Toast[]>([]);
  #timers: Partial<Record<number, ReturnType<typeof setTimeout>>> = {};
  #nextId = 1;

  get list(): readonly Toast[] {
    return this.#list;
  }

  show(message: string, options: { tone?: ToastTone; action?: ToastAction } = {}): void {
    const id = this.#nextId++;
    const { tone = 'plain', action } = options;
    this.#list = [...this.#list, { id, message, tone, ...(action && { action }) }].slice(-3);
    this.release(id);
  }

  dismiss(id: number): void {
    this.hold(id);
    this.#list = this.#list.filter((toast) => toast.id !== id);
  }

  /** Keeps a toast while somebody looks at it. */
  hold(id: number): void {
    clearTimeout(this.#timers[id]);
  }

  /** Lets it go again. */
  release(id: number): void {
    this.hold(id);
    this.#timers[id] = setTimeout(() => this.dismiss(id), shownMs);
  }
}
