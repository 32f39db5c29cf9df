import { cleanReviewer } from '#core/quality/reviewer-name.ts';
import { readSetting, writeSetting } from '#data/catalogue-db.ts';

const settingKey = 'quality-reviewer';

/** Who reviews in this browser: the name under which answers are kept. */
export class QualityReviewer {
  #name = $state.raw('');
  #isLoaded = $state.raw(false);

  /** Empty while nobody has said. */
  get name(): string {
    return this.#name;
  }

  /** False while it is not known yet whether somebody has said. */
  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  async load(): Promise<void> {
    const stored: unknown = await readSetting(settingKey).catch(() => undefined);
    if (typeof stored === 'string' && this.#name === '') this.#name = cleanReviewer(stored);
    this.#isLoaded = true;
  }

  set(name: string): void {
    this.#name = cleanReviewer(name);
    // Where storage is full the name holds until the page is left.
    void writeSetting(settingKey, this.#name).catch(() => undefined);
  }
}
