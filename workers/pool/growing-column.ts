type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

const smallest = 1024;

/** A column of numbers by place that grows; what was never put is 0. */
export class GrowingColumn<Kind extends Numbers> {
  readonly #make: (length: number) => Kind;
  #values: Kind;

  constructor(make: (length: number) => Kind) {
    this.#make = make;
    this.#values = make(smallest);
  }

  /** As long as was reserved, at least; another array after it has grown. */
  get values(): Kind {
    return this.#values;
  }

  at(place: number): number {
    return this.#values[place] ?? 0;
  }

  put(place: number, value: number): void {
    if (place >= this.#values.length) this.reserve(place + 1);
    this.#values[place] = value;
  }

  /** Makes room up to a place (exclusive); twice as much as there was, at least. */
  reserve(end: number): void {
    if (end <= this.#values.length) return;
    const larger = this.#make(Math.max(end, this.#values.length * 2));
    larger.set(this.#values);
    this.#values = larger;
  }
}

export const bytes = (length: number): Uint8Array => new Uint8Array(length);
export const words32 = (length: number): Uint32Array => new Uint32Array(length);
export const doubles = (length: number): Float64Array => new Float64Array(length);
