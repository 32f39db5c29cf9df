// Chromium and Safari end at 33.5 million pixels, Firefox at 17.8.
const tallestPx = 12_000_000;
// Rows kept ready above and below what is in sight, for scrolling that outruns painting; fewer until
// somebody scrolls, so that another query is drawn sooner.
const readyRows = 16;
const readyAtRest = 4;

/**
 * Which rows of a long list are in sight, and where they stand. Where the list is taller than a
 * browser can scroll, small steps still move pixel by pixel and jumps go by share of the whole:
 * `shift` is what lies between the place in the list and the scroll position.
 */
export class RowWindow {
  #rowPx = 36;
  #viewPx = 0;
  #count = 0;
  #scrollTop = 0;
  #shift = 0;
  #ready = readyAtRest;

  measure(rowPx: number, viewPx: number, count: number): void {
    this.#rowPx = rowPx;
    this.#viewPx = viewPx;
    this.#count = count;
    this.#shift = Math.min(this.#shift, this.#mostShift);
  }

  /** Height of what is scrolled. */
  get spacerPx(): number {
    return Math.min(this.#listPx, tallestPx);
  }

  get isAtTop(): boolean {
    return this.#topPx <= 0;
  }

  /** The rows that are fully or partly in sight. */
  get first(): number {
    return Math.max(0, Math.min(this.#count - 1, Math.floor(this.#topPx / this.#rowPx)));
  }

  get end(): number {
    return Math.min(this.#count, Math.ceil((this.#topPx + this.#viewPx) / this.#rowPx));
  }

  /** The rows to draw, from first to end (exclusive). */
  get drawn(): { readonly first: number; readonly end: number } {
    return {
      first: Math.max(0, this.first - this.#ready),
      end: Math.min(this.#count, this.end + this.#ready),
    };
  }

  /** Where a row begins within what is scrolled. */
  offsetOf(index: number): number {
    return index * this.#rowPx - this.#shift;
  }

  /** Follows a scroll; gives the position to scroll to instead where the list would end too early. */
  scroll(scrollTop: number): number | null {
    const isJump = Math.abs(scrollTop - this.#scrollTop) > 3 * this.#viewPx;
    const share = scrollTop / Math.max(1, this.spacerPx - this.#viewPx);
    if (isJump) this.#shift = Math.round(Math.min(1, share) * this.#mostShift);
    this.#ready = scrollTop > 0 ? readyRows : readyAtRest;
    this.#scrollTop = scrollTop;
    const isEarlyTop = scrollTop <= 0 && this.#shift > 0;
    const isEarlyEnd = share >= 1 && this.#shift < this.#mostShift;
    return isEarlyTop || isEarlyEnd ? this.#goTo(this.#topPx) : null;
  }

  /** The scroll position that brings a row into sight, or null where it is in sight already. */
  reveal(index: number, where: 'nearest' | 'centre' = 'nearest'): number | null {
    const rowTop = index * this.#rowPx;
    const isAbove = rowTop < this.#topPx;
    const isBelow = rowTop + this.#rowPx > this.#topPx + this.#viewPx;
    if (!isAbove && !isBelow) return null;
    if (where === 'centre') return this.#goTo(rowTop - (this.#viewPx - this.#rowPx) / 2);
    return this.#goTo(isAbove ? rowTop : rowTop + this.#rowPx - this.#viewPx);
  }

  /** The scroll position that moves the list by some rows. */
  moveBy(rows: number): number {
    return this.#goTo(this.#topPx + rows * this.#rowPx);
  }

  get #listPx(): number {
    return this.#count * this.#rowPx;
  }

  get #topPx(): number {
    return this.#scrollTop + this.#shift;
  }

  get #mostShift(): number {
    return this.#listPx - this.spacerPx;
  }

  #goTo(topPx: number): number {
    const top = Math.max(0, Math.min(this.#listPx - this.#viewPx, topPx));
    this.#shift = this.#shiftAt(top);
    this.#scrollTop = top - this.#shift;
    return this.#scrollTop;
  }

  /** Near the ends all or nothing, so that the first and the last row can be reached exactly. */
  #shiftAt(topPx: number): number {
    const mostTop = this.#listPx - this.#viewPx;
    const margin = 10 * this.#viewPx;
    if (topPx < margin) return 0;
    return topPx > mostTop - margin
      ? this.#mostShift
      : Math.round((topPx / mostTop) * this.#mostShift);
  }
}
