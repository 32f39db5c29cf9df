import type { EncoderKernels } from '#workers/kernels/load-encoder-kernels.ts';
import { Arena } from './arena.ts';
import type { ByteBert, RowTable } from './bert-weights.ts';
import {
  placeWeights,
  type PlacedLayer,
  type PlacedLinear,
  type PlacedNorm,
  type PlacedWeights,
} from './place-weights.ts';

/** Token vectors of several texts, one after the other without padding. */
export interface TextStates {
  /** Valid until the next run. */
  readonly states: Float32Array;
  /** Where each text begins in `states`. */
  readonly starts: readonly number[];
  readonly width: number;
}

/** Room for the numbers of a run, by address. */
interface Room {
  readonly rows: number;
  readonly hidden: number;
  readonly wide: number;
  readonly narrow: number;
  readonly bytes: number;
  readonly words: number;
  readonly rowScales: number;
  readonly rowZeros: number;
  readonly shares: number;
}

const rowsAtOnce = 4;
const smallestRoom = 128;

/**
 * A BERT encoder with 8-bit weights: the arithmetic of the ONNX file it came from, each text with
 * scales of its own, so that its vector does not depend on the texts beside it.
 */
export class ByteEncoder {
  readonly #model: ByteBert;
  readonly #kernels: EncoderKernels;
  readonly #arena: Arena;
  readonly #weights: PlacedWeights;
  readonly #weightsEnd: number;
  #room: Room | null = null;

  constructor(model: ByteBert, kernels: EncoderKernels) {
    this.#model = model;
    this.#kernels = kernels;
    this.#arena = new Arena(kernels.resize);
    this.#weights = placeWeights(model, this.#arena, kernels.depth);
    this.#weightsEnd = this.#arena.end;
  }

  /** True for sizes that the kernels can take. */
  static canRun({ width, inner, heads }: ByteBert): boolean {
    return width % 16 === 0 && inner % 16 === 0 && (width / heads) % 16 === 0;
  }

  /**
   * The token vectors of texts given by their ids. Throws a RangeError where a text is longer than the model has
   * positions for, or has an id beyond its words.
   */
  run(texts: readonly (readonly number[])[]): TextStates {
    const { width } = this.#model;
    for (const ids of texts) this.#check(ids);
    const bounds: { from: number; rows: number }[] = [];
    let rows = 0;
    for (const ids of texts) {
      bounds.push({ from: rows, rows: ids.length });
      rows += ids.length;
    }
    const room = this.#roomFor(rows);
    this.#lookUp(texts, room);
    const { norm, layers } = this.#weights;
    this.#normalise(rows, room.hidden, room.narrow, norm);
    for (const layer of layers) this.#runLayer(layer, bounds, rows, room);
    return {
      states: this.#arena.floats(room.hidden, rows * width),
      starts: bounds.map(({ from }) => from * width),
      width,
    };
  }

  #check(ids: readonly number[]): void {
    const { words, positions, width } = this.#model;
    const [known, longest] = [words.values.length / width, positions.values.length / width];
    if (ids.length > longest) {
      throw new RangeError(`The model reads ${longest} tokens; a text has ${ids.length}.`);
    }
    const unknown = ids.find((id) => id >= known);
    if (unknown !== undefined) throw new RangeError(`The model has no token ${unknown}.`);
  }

  #runLayer(
    layer: PlacedLayer,
    bounds: readonly { readonly from: number; readonly rows: number }[],
    rows: number,
    room: Room,
  ): void {
    const { width, heads } = this.#model;
    const { hidden, wide, narrow, shares } = room;
    const attend = this.#kernels.functionOf('attend');
    this.#apply(layer.mix, bounds, rows, hidden, wide, room);
    for (const text of bounds) {
      const [from, to] = [wide + text.from * width * 12, narrow + text.from * width * 4];
      attend(text.rows, heads, width / heads, from, to, shares);
    }
    this.#apply(layer.attentionOut, bounds, rows, narrow, wide, room);
    this.#normalise(rows, hidden, wide, layer.attentionNorm);
    this.#apply(layer.grow, bounds, rows, hidden, wide, room);
    this.#kernels.functionOf('gelu')(rows * this.#model.inner, wide);
    this.#apply(layer.shrink, bounds, rows, wide, narrow, room);
    this.#normalise(rows, hidden, narrow, layer.outNorm);
  }

  /** One linear layer over all rows, `input` and `out` being addresses of float32. */
  #apply(
    linear: PlacedLinear,
    bounds: readonly { readonly from: number; readonly rows: number }[],
    rows: number,
    input: number,
    out: number,
    { bytes, words, rowScales, rowZeros }: Room,
  ): void {
    const { functionOf, depth } = this.#kernels;
    const { from: width, to } = linear;
    const quantise = functionOf('quantise');
    for (const text of bounds) {
      const [source, target] = [input + text.from * width * 4, bytes + text.from * width];
      const [scales, zeros] = [rowScales + text.from * 4, rowZeros + text.from * 4];
      quantise(text.rows, width, source, target, scales, zeros);
    }
    if (depth === 2) functionOf('widen')(rows * width, bytes, words);
    const values = depth === 2 ? words : bytes;
    const padded = Math.ceil(rows / rowsAtOnce) * rowsAtOnce;
    this.#kernels.products(padded, to, width, { ...linear, values, rowScales, rowZeros, out });
  }

  #normalise(rows: number, values: number, added: number, { gains, shifts }: PlacedNorm): void {
    const { width, epsilon } = this.#model;
    const kernel = this.#kernels.functionOf('addAndNormalise');
    kernel(rows, width, values, added, gains, shifts, epsilon);
  }

  /** Words to `hidden`, what is added to them to `narrow`. */
  #lookUp(texts: readonly (readonly number[])[], { rows, hidden, narrow }: Room): void {
    const { words, positions, types, width } = this.#model;
    const found = this.#arena.floats(hidden, rows * width);
    const added = this.#arena.floats(narrow, rows * width).fill(0);
    let at = 0;
    for (const ids of texts) {
      ids.forEach((id, place) => {
        found.fill(0, at, at + width);
        addRow(words, id, width, found, at);
        addRow(positions, place, width, added, at);
        addRow(types, 0, width, added, at);
        at += width;
      });
    }
  }

  /** Room for so many rows, made larger where they are more than ever before. */
  #roomFor(wanted: number): Room {
    if (this.#room !== null && this.#room.rows >= wanted) return this.#room;
    const rows = Math.ceil(Math.max(wanted, smallestRoom) / rowsAtOnce) * rowsAtOnce;
    const { width, inner } = this.#model;
    const widest = Math.max(3 * width, inner);
    const arena = this.#arena;
    arena.end = this.#weightsEnd;
    this.#room = {
      rows,
      hidden: arena.reserve(rows * width * 4),
      wide: arena.reserve(rows * widest * 4),
      narrow: arena.reserve(rows * width * 4),
      bytes: arena.reserve(rows * widest),
      words: arena.reserve(this.#kernels.depth === 2 ? rows * widest * 2 : 0),
      rowScales: arena.reserve(rows * 4),
      rowZeros: arena.reserve(rows * 4),
      shares: arena.reserve((rows + 3) * 4),
    };
    return this.#room;
  }
}

function addRow(
  { values, scale, zero }: RowTable,
  row: number,
  width: number,
  out: Float32Array,
  at: number,
): void {
  const from = row * width;
  for (let i = 0; i < width; i += 1) {
    out[at + i] = (out[at + i] ?? 0) + ((values[from + i] ?? 0) - zero) * scale;
  }
}
