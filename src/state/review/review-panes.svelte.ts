import { readSetting, writeSetting } from '#data/catalogue-db.ts';

export type PaneName = 'filters' | 'task';

/** How a pane's width (CSS pixels) may vary. */
interface PaneLimits {
  readonly least: number;
  readonly usual: number;
  readonly most: number;
}

export const paneLimits: Readonly<Record<PaneName, PaneLimits>> = {
  filters: { least: 160, usual: 200, most: 360 },
  task: { least: 320, usual: 496, most: 900 },
};

const settingKey = 'review-panes';
const savePauseMs = 400;

/** The widths of Review's outer panes, remembered in this browser. */
export class ReviewPanes {
  #widths = $state.raw<Readonly<Record<PaneName, number>>>({
    filters: paneLimits.filters.usual,
    task: paneLimits.task.usual,
  });
  #saving: ReturnType<typeof setTimeout> | undefined;
  #wasResized = false;

  /** Reads the remembered widths; without any the usual ones stay. */
  async load(): Promise<void> {
    const stored: unknown = await readSetting(settingKey).catch(() => undefined);
    if (this.#wasResized || typeof stored !== 'object' || stored === null) return;
    for (const [name, width] of Object.entries(stored)) {
      if ((name === 'filters' || name === 'task') && Number.isFinite(width)) {
        this.#put(name, Number(width));
      }
    }
  }

  width(name: PaneName): number {
    return this.#widths[name];
  }

  resize(name: PaneName, width: number): void {
    this.#wasResized = true;
    this.#put(name, width);
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => {
      // Where storage is full the widths hold until the page is left.
      void writeSetting(settingKey, this.#widths).catch(() => undefined);
    }, savePauseMs);
  }

  #put(name: PaneName, width: number): void {
    const { least, most } = paneLimits[name];
    const held = Math.round(Math.min(most, Math.max(least, width)));
    this.#widths = { ...this.#widths, [name]: held };
  }
}
