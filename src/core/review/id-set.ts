import type { TaskId } from '#core/model/ids.ts';

/** A set of task ids, a bit each: a million of them take 125 kB. */
export class IdSet {
  #words = new Uint32Array(0);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(id: TaskId): boolean {
    return (((this.#words[id >>> 5] ?? 0) >>> (id & 31)) & 1) === 1;
  }

  /** True where it was not in it before. */
  add(id: TaskId): boolean {
    if (this.has(id)) return false;
    this.#makeRoom(id >>> 5);
    this.#words[id >>> 5] = (this.#words[id >>> 5] ?? 0) | (1 << (id & 31));
    this.#size += 1;
    return true;
  }

  /** True where it was in it. */
  delete(id: TaskId): boolean {
    if (!this.has(id)) return false;
    this.#words[id >>> 5] = (this.#words[id >>> 5] ?? 0) & ~(1 << (id & 31));
    this.#size -= 1;
    return true;
  }

  clear(): void {
    this.#words.fill(0);
    this.#size = 0;
  }

  /** All of them, the lowest first. */
  ids(): Uint32Array<ArrayBuffer> {
    const ids = new Uint32Array(this.#size);
    let count = 0;
    this.#words.forEach((word, at) => {
      for (let rest = word; rest !== 0; rest &= rest - 1) {
        ids[count++] = at * 32 + (31 - Math.clz32(rest & -rest));
      }
    });
    return ids;
  }

  #makeRoom(word: number): void {
    if (word < this.#words.length) return;
    const grown = new Uint32Array(Math.max(word + 1, this.#words.length * 2, 64));
    grown.set(this.#words);
    this.#words = grown;
  }
}
