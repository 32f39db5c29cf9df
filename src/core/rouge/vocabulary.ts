/** Numbers tokens from 0 in the order in which they are first seen; never forgets one. */
export class Vocabulary {
  #numbers = new Map<string, number>();

  get size(): number {
    return this.#numbers.size;
  }

  /** The number of a token, or −1 for one that was never interned. */
  find(token: string): number {
    return this.#numbers.get(token) ?? -1;
  }

  /** The number of a token, given now if it has none. */
  intern(token: string): number {
    const known = this.#numbers.get(token);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(token, number);
    return number;
  }
}
