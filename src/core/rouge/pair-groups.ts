/** Joins positions 0 to n − 1 into groups, pair by pair (union–find with path halving). */
export class PairGroups {
  readonly #parent: Int32Array;

  constructor(count: number) {
    this.#parent = Int32Array.from({ length: count }, (_, i) => i);
  }

  join(a: number, b: number): void {
    const rootA = this.#root(a);
    const rootB = this.#root(b);
    this.#parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }

  /** Groups of two and more, largest first, each in order; of equal size the earlier first. */
  list(): number[][] {
    const groups = new Map<number, number[]>();
    for (let i = 0; i < this.#parent.length; i += 1) {
      const root = this.#root(i);
      const group = groups.get(root);
      if (group === undefined) groups.set(root, [i]);
      else group.push(i);
    }
    return [...groups.values()]
      .filter((group) => group.length > 1)
      .sort((a, b) => b.length - a.length);
  }

  #root(start: number): number {
    let at = start;
    while (this.#parent[at] !== at) {
      const parent = this.#parent[at] ?? at;
      this.#parent[at] = this.#parent[parent] ?? parent;
      at = parent;
    }
    return at;
  }
}
