import type { TaskId } from '#core/model/ids.ts';
import { grownFloat64, stepTo } from './grow.ts';

/**
 * Finds the row of an id: open addressing over row numbers, about 12 bytes a row with the ids
 * themselves, where a Map would take 40.
 */
export class IdIndex {
  #ids = new Float64Array(0);
  /** Row + 1 where taken, 0 where free, −1 where something was removed. */
  #slots = new Int32Array(16);
  #taken = 0;

  /** Ids that are in the index. */
  size = 0;
  /** Whether every row's id is above those of all rows before it. */
  isAscending = true;
  #highest = -Infinity;

  get byteLength(): number {
    return this.#ids.byteLength + this.#slots.byteLength;
  }

  idOf(row: number): TaskId {
    return this.#ids[row] ?? 0;
  }

  /** The row of an id, or −1. */
  rowOf(id: TaskId): number {
    for (let slot = this.#slotOf(id); ; slot = this.#after(slot)) {
      const entry = this.#slots[slot] ?? 0;
      if (entry === 0) return -1;
      if (entry > 0 && this.#ids[entry - 1] === id) return entry - 1;
    }
  }

  /** Makes room for `ids` more ids. */
  reserve(ids: number, rows: number): void {
    if (this.#ids.length < rows) {
      const larger = new Float64Array(stepTo(this.#ids.length, rows));
      larger.set(this.#ids);
      this.#ids = larger;
    }
    if ((this.#taken + ids) * 4 > this.#slots.length * 3) {
      this.#rehash(Math.max(this.size + ids, Math.ceil(this.size * 1.4)));
    }
  }

  /** Names `row` by an id that is not in the index. */
  set(row: number, id: TaskId): void {
    this.#ids = grownFloat64(this.#ids, row + 1);
    this.#ids[row] = id;
    if (id <= this.#highest) this.isAscending = false;
    else this.#highest = id;
    if ((this.#taken + 1) * 4 > this.#slots.length * 3)
      this.#rehash(Math.ceil((this.size + 1) * 1.4));
    this.#insert(row);
    this.#taken += 1;
    this.size += 1;
  }

  /** Takes an id out; its row keeps its name for `idOf`. */
  remove(id: TaskId): void {
    for (let slot = this.#slotOf(id); ; slot = this.#after(slot)) {
      const entry = this.#slots[slot] ?? 0;
      if (entry === 0) return;
      if (entry < 0 || this.#ids[entry - 1] !== id) continue;
      this.#slots[slot] = -1;
      this.size -= 1;
      return;
    }
  }

  /** Where an id is looked for first: its hash, scaled to the table. */
  #slotOf(id: TaskId): number {
    return Math.floor((hash(id) * this.#slots.length) / 0x100000000);
  }

  #after(slot: number): number {
    return slot + 1 < this.#slots.length ? slot + 1 : 0;
  }

  #insert(row: number): void {
    let slot = this.#slotOf(this.#ids[row] ?? 0);
    while ((this.#slots[slot] ?? 0) > 0) slot = this.#after(slot);
    this.#slots[slot] = row + 1;
  }

  #rehash(ids: number): void {
    const before = this.#slots;
    this.#slots = new Int32Array(Math.max(16, Math.ceil(ids * 1.4)));
    for (let slot = 0; slot < before.length; slot += 1) {
      const entry = before[slot] ?? 0;
      if (entry > 0) this.#insert(entry - 1);
    }
    this.#taken = this.size;
  }
}

/** Spreads ids, which mostly count up, over 32 bits. */
function hash(id: TaskId): number {
  return Math.imul(id ^ (id / 0x100000000), 0x9e3779b1) >>> 0;
}
