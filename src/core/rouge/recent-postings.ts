import { grownInt32, grownUint16, grownUint32 } from './grow.ts';
import { packPosting } from './posting.ts';

/** Postings of rows added since the index was built: a linked list for each token, newest first. */
export class RecentPostings {
  #heads = new Int32Array(0);
  next = new Int32Array(0);
  rows = new Uint32Array(0);
  packed = new Uint16Array(0);
  #count = 0;

  get byteLength(): number {
    return (
      this.#heads.byteLength + this.next.byteLength + this.rows.byteLength + this.packed.byteLength
    );
  }

  /** Position of a token's newest posting, or −1. */
  headOf(token: number): number {
    return token < 0 || token >= this.#heads.length ? -1 : (this.#heads[token] ?? -1);
  }

  add(row: number, token: number, place: number, length: number): void {
    const at = this.#count;
    this.#heads = grownInt32(this.#heads, token + 1, -1);
    this.next = grownInt32(this.next, at + 1);
    this.rows = grownUint32(this.rows, at + 1);
    this.packed = grownUint16(this.packed, at + 1);
    this.next[at] = this.#heads[token] ?? -1;
    this.rows[at] = row;
    this.packed[at] = packPosting(length, place);
    this.#heads[token] = at;
    this.#count += 1;
  }
}
