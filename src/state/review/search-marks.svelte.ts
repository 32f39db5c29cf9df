import type { TextRange } from '#core/review/marked-text.ts';
import { patternsToMark, rangesOfTexts } from '#core/review/match-search.ts';
import { parseSearch } from '#core/review/parse-search.ts';
import type { SearchTerm } from '#core/review/search-terms.ts';
import { RecentMap } from './recent-map.ts';
import type { ReviewPool } from './review-ports.ts';

/** Where in a text to mark what is searched for. */
export type Marker = (text: string) => readonly TextRange[];

// Some screens of rows and a few tasks in full.
const textsKept = 600;
const none: readonly TextRange[] = [];

/**
 * Where the search occurs in texts that are shown. Words and phrases are found at once; patterns are
 * asked of their worker, since one could keep the page for ever, and marked when the answer comes.
 */
export class SearchMarks {
  readonly #pool: Pick<ReviewPool, 'rangesOf'>;
  #terms = $state.raw<readonly SearchTerm[]>([]);
  #answers = $state.raw(0);
  #search = '';
  #known = new RecentMap<string, readonly TextRange[]>(textsKept);
  #asked: readonly string[] = [];

  constructor(pool: Pick<ReviewPool, 'rangesOf'>) {
    this.#pool = pool;
  }

  /** Marks another search from now on; one that can't be read marks nothing. */
  use(search: string): void {
    if (search === this.#search) return;
    this.#search = search;
    const terms = parseSearch(search);
    this.#terms = terms.ok ? terms.value : [];
    this.#known = new RecentMap(textsKept);
    this.#asked = [];
  }

  /** The ranges known so far; reading it in a template follows the ones that come later. */
  readonly mark: Marker = (text) => {
    const inTexts = rangesOfTexts(text, this.#terms);
    if (patternsToMark(this.#terms).length === 0) return inTexts;
    return [...inTexts, ...this.#ofPatterns(text)];
  };

  #ofPatterns(text: string): readonly TextRange[] {
    const known = this.#answers >= 0 ? this.#known.get(text) : undefined;
    if (known !== undefined) return known;
    // All texts of a screen are asked about together.
    if (this.#asked.length === 0) queueMicrotask(() => void this.#ask());
    this.#asked = [...this.#asked, text];
    return none;
  }

  async #ask(): Promise<void> {
    const texts = this.#asked.filter((text, i, all) => all.indexOf(text) === i);
    this.#asked = [];
    const known = this.#known;
    const ranges = await this.#pool.rangesOf(patternsToMark(this.#terms), texts);
    // A pattern that takes too long here is not tried again: its texts stay unmarked.
    texts.forEach((text, i) => known.put(text, ranges?.[i] ?? none));
    if (known === this.#known) this.#answers += 1;
  }
}
