import { boundsOf, type Bounds } from './map-view.ts';

/** Points to a cell on average: few enough to look at one by one. */
const pointsPerCell = 4;

/** Finds the point under a pointer: points in cells, so that only those near are looked at. */
export class PointGrid {
  readonly bounds: Bounds;
  readonly #places: Float32Array;
  readonly #columns: number;
  readonly #rows: number;
  readonly #cell: number;
  /** Where the points of a cell begin in `#points`; one more than there are cells. */
  readonly #starts: Int32Array;
  readonly #points: Int32Array;

  /** `places`: two numbers a point; not copied. */
  constructor(places: Float32Array) {
    this.#places = places;
    this.bounds = boundsOf(places);
    const count = places.length >> 1;
    const width = Math.max(this.bounds.maxX - this.bounds.minX, 1e-6);
    const height = Math.max(this.bounds.maxY - this.bounds.minY, 1e-6);
    const cells = Math.max(1, count / pointsPerCell);
    // Square cells; a map as thin as a line must not have a million of them.
    this.#cell = Math.max(Math.sqrt((width * height) / cells), Math.max(width, height) / 1024);
    this.#columns = Math.floor(width / this.#cell) + 1;
    this.#rows = Math.floor(height / this.#cell) + 1;
    this.#starts = new Int32Array(this.#columns * this.#rows + 1);
    this.#points = new Int32Array(count);
    this.#fill(count);
  }

  /** The point nearest to a place, at most `radius` away; −1 where there is none. */
  nearest(x: number, y: number, radius: number): number {
    const { minX, minY } = this.bounds;
    const columns = this.#within(x - minX, radius, this.#columns);
    const rows = this.#within(y - minY, radius, this.#rows);
    let best = -1;
    let least = radius * radius;
    for (let row = rows.from; row <= rows.to; row += 1) {
      const first = row * this.#columns;
      const end = this.#starts[first + columns.to + 1] ?? 0;
      for (let at = this.#starts[first + columns.from] ?? 0; at < end; at += 1) {
        const point = this.#points[at] ?? 0;
        const distance = this.#squared(point, x, y);
        if (distance > least || (distance === least && best >= 0 && point > best)) continue;
        least = distance;
        best = point;
      }
    }
    return best;
  }

  /** Cells along one axis, with one to spare on either side for what rounding may hide. */
  #within(at: number, radius: number, cells: number): { from: number; to: number } {
    const from = Math.floor((at - radius) / this.#cell) - 1;
    const to = Math.floor((at + radius) / this.#cell) + 1;
    return { from: Math.max(0, from), to: Math.min(cells - 1, to) };
  }

  #squared(point: number, x: number, y: number): number {
    const dx = (this.#places[2 * point] ?? 0) - x;
    const dy = (this.#places[2 * point + 1] ?? 0) - y;
    return dx * dx + dy * dy;
  }

  #cellOf(point: number): number {
    const column = Math.floor(((this.#places[2 * point] ?? 0) - this.bounds.minX) / this.#cell);
    const row = Math.floor(((this.#places[2 * point + 1] ?? 0) - this.bounds.minY) / this.#cell);
    return Math.min(row, this.#rows - 1) * this.#columns + Math.min(column, this.#columns - 1);
  }

  #fill(count: number): void {
    const starts = this.#starts;
    for (let point = 0; point < count; point += 1) {
      const cell = this.#cellOf(point);
      starts[cell + 1] = (starts[cell + 1] ?? 0) + 1;
    }
    for (let cell = 1; cell < starts.length; cell += 1) {
      starts[cell] = (starts[cell] ?? 0) + (starts[cell - 1] ?? 0);
    }
    const next = starts.slice();
    for (let point = 0; point < count; point += 1) {
      const cell = this.#cellOf(point);
      const at = next[cell] ?? 0;
      this.#points[at] = point;
      next[cell] = at + 1;
    }
  }
}
