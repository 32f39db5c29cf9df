import type { PoolItem } from '#core/contracts/similarity-api.ts';
import type { Tokeniser } from '#core/model/recipe.ts';
import type { EngineMaker } from './local-shard.ts';
import { nearPairs, type NearPair } from './pairs.ts';
import { TextGroups } from './text-groups.ts';

/** By item its nearest other one. */
export interface NearestOthers {
  /** ROUGE-L F with it; 0 where no other shares a word. */
  readonly scores: Float64Array;
  /** Its id, the lowest of those as near; 0 where no other shares a word. */
  readonly ids: Uint32Array;
}

// Most texts have another one above this, and pairs above it are found by the index in a fraction
// of the time that comparing with all takes; lower, there are too many pairs.
const floor = 0.5;
// Where so many texts are made from one pattern the index helps no more.
const mostPairsPerText = 100;
const textsAtOnce = 64;
/** The share of the work that the pairs are, for who waits. */
const pairsShare = 0.6;

/**
 * The nearest other item of each, exactly; texts without tokens are near nothing. `items` must be
 * in order of id. Yields the share done (0–1), so that the caller can pause, show progress or stop.
 */
export function* nearestOthers(
  items: readonly PoolItem[],
  tokeniser: Tokeniser,
  createEngine: EngineMaker,
): Generator<number, NearestOthers> {
  const groups = new TextGroups(items);
  const { texts } = groups;
  const best = new BestTexts(texts.length);
  let pairs = 0;
  const take = (pair: NearPair): void => {
    pairs += 1;
    best.takePair(pair);
  };
  for (const { done } of nearPairs(texts, tokeniser, floor, take)) {
    if (pairs > mostPairsPerText * texts.length) break;
    yield (pairsShare * done) / (texts.length + 1);
  }
  const hasAll = pairs <= mostPairsPerText * texts.length;
  const left = [...texts.keys()].filter((text) => !hasAll || !best.isKnown(text));
  const engine = createEngine({ tokeniser, threshold: floor, tokenless: 'count' });
  engine.append(texts.map((text, id) => ({ id, text })));
  for (let from = 0; from < left.length; from += textsAtOnce) {
    const batch = left.slice(from, from + textsAtOnce);
    engine
      .tally(
        batch.map((text) => texts[text] ?? ''),
        2,
      )
      .forEach((tally, i) => {
        const text = batch[i] ?? 0;
        if (tally.length === 0) best.markEmpty(text);
        else for (const { id, score } of tally.nearest) best.take(text, id, score);
      });
    yield pairsShare + ((1 - pairsShare) * (from + batch.length)) / (left.length + 1);
  }
  return byItem(items, groups, best);
}

/** By text the nearest other text; of equally near ones the first. */
class BestTexts {
  readonly scores: Float64Array;
  readonly others: Int32Array;
  readonly #isEmpty: Uint8Array;

  constructor(count: number) {
    this.scores = new Float64Array(count);
    this.others = new Int32Array(count).fill(-1);
    this.#isEmpty = new Uint8Array(count);
  }

  isKnown(text: number): boolean {
    return this.others[text] !== -1;
  }

  isEmpty(text: number): boolean {
    return this.#isEmpty[text] === 1;
  }

  markEmpty(text: number): void {
    this.#isEmpty[text] = 1;
  }

  takePair({ first, second, score }: NearPair): void {
    this.take(first, second, score);
    this.take(second, first, score);
  }

  take(text: number, other: number, score: number): void {
    if (other === text || score === 0) return;
    const best = this.scores[text] ?? 0;
    if (score < best || (score === best && other > (this.others[text] ?? -1))) return;
    this.scores[text] = score;
    this.others[text] = other;
  }
}

/** From texts to items: one with the same text is as near as can be. */
function byItem(items: readonly PoolItem[], groups: TextGroups, best: BestTexts): NearestOthers {
  const scores = new Float64Array(items.length);
  const ids = new Uint32Array(items.length);
  items.forEach((_, item) => {
    const text = groups.numbers[item] ?? 0;
    const first = groups.first[text] ?? -1;
    const twin = best.isEmpty(text) ? -1 : item === first ? (groups.second[text] ?? -1) : first;
    const other = groups.first[best.others[text] ?? -1] ?? -1;
    const score = best.scores[text] ?? 0;
    const isTwinNearest = twin !== -1 && (score < 1 || other === -1 || twin < other);
    const nearest = isTwinNearest ? twin : other;
    if (nearest === -1) return;
    scores[item] = isTwinNearest ? 1 : score;
    ids[item] = items[nearest]?.id ?? 0;
  });
  return { scores, ids };
}
