import { readBindings, rebind, writeBindings } from '#core/review/rebind-keys.ts';
import {
  causeOf,
  commandOf,
  defaultBindings,
  keyHintOf,
  type KeyBinding,
  type PressedKey,
  type ReviewCommand,
} from '#core/review/review-keys.ts';
import type { CauseKey } from '#core/review/reject-causes.ts';
import { readSetting, writeSetting } from '#data/catalogue-db.ts';

const settingKey = 'review-keys';

/** Which key does what in Review, as chosen in this browser. */
export class ReviewKeys {
  #bindings = $state.raw<readonly KeyBinding[]>(defaultBindings);
  #wasChanged = false;

  get bindings(): readonly KeyBinding[] {
    return this.#bindings;
  }

  get isAsShipped(): boolean {
    return Object.keys(writeBindings(this.#bindings)).length === 0;
  }

  /** Reads what was chosen; without that the keys stay as they are shipped. */
  async load(): Promise<void> {
    const stored: unknown = await readSetting(settingKey).catch(() => undefined);
    if (!this.#wasChanged) this.#bindings = readBindings(stored);
  }

  /** The key to show on a button: `A`, `⇧U`; empty where a command has none. */
  hintOf(command: KeyBinding['command']): string {
    return keyHintOf(command, this.#bindings);
  }

  commandOf(pressed: PressedKey): ReviewCommand | null {
    return commandOf(pressed, this.#bindings);
  }

  causeOf(pressed: PressedKey): CauseKey | 'none' | null {
    return causeOf(pressed, this.#bindings);
  }

  /** Gives a command another key; null where that is done, else in words why not. */
  rebind(command: KeyBinding['command'], pressed: PressedKey): string | null {
    const changed = rebind(this.#bindings, command, pressed);
    if (!changed.ok) return changed.error;
    this.#put(changed.value);
    return null;
  }

  /** Goes back to the keys as they are shipped. */
  reset(): void {
    this.#put(defaultBindings);
  }

  #put(bindings: readonly KeyBinding[]): void {
    this.#wasChanged = true;
    this.#bindings = bindings;
    // Where storage is full the keys hold until the page is left.
    void writeSetting(settingKey, writeBindings(bindings)).catch(() => undefined);
  }
}
