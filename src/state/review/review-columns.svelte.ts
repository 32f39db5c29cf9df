import {
  columns,
  limitWidth,
  readLayout,
  usualLayout,
  withColumn,
  withMoved,
  type ColumnId,
  type ColumnLayout,
} from '#core/review/columns.ts';
import { readSetting, writeSetting } from '#data/catalogue-db.ts';

const settingKey = 'review-columns';
// While a column is pulled its width changes many times a second.
const savePauseMs = 100;

/** Which columns the table has and how wide they are, remembered in this browser. */
export class ReviewColumns {
  #layout = $state.raw<ColumnLayout>(usualLayout);
  #saving: ReturnType<typeof setTimeout> | undefined;
  #wasChanged = false;

  /** Reads what is remembered; without anything the usual columns stay. */
  async load(): Promise<void> {
    const stored = await readSetting(settingKey).catch(() => undefined);
    if (!this.#wasChanged) this.#layout = readLayout(stored);
  }

  get layout(): ColumnLayout {
    return this.#layout;
  }

  get isUsual(): boolean {
    return this.#layout.shown.join() === usualLayout.shown.join();
  }

  has(id: ColumnId): boolean {
    return this.#layout.shown.includes(id);
  }

  width(id: ColumnId): number {
    return this.#layout.widths[id] ?? columns[id].width;
  }

  setShown(id: ColumnId, isShown: boolean): void {
    this.use(withColumn(this.#layout, id, isShown));
  }

  /** Moves a column some places on, or back where `by` is below 0. */
  move(id: ColumnId, by: number): void {
    this.use(withMoved(this.#layout, id, by));
  }

  /** Makes a column as wide as this, in CSS pixels; `undefined` as wide as usual. */
  resize(id: ColumnId, width: number | undefined): void {
    const others = Object.entries(this.#layout.widths).filter(([other]) => other !== id);
    const widths: ColumnLayout['widths'] = {
      ...Object.fromEntries(others),
      ...(width !== undefined && { [id]: limitWidth(width) }),
    };
    this.use({ ...this.#layout, widths });
  }

  /** Takes another layout, such as a saved view's. */
  use(layout: ColumnLayout): void {
    this.#wasChanged = true;
    this.#layout = layout;
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => {
      // Where storage is full the layout holds until the page is left.
      void writeSetting(settingKey, this.#layout).catch(() => undefined);
    }, savePauseMs);
  }

  reset(): void {
    this.use(usualLayout);
  }
}
