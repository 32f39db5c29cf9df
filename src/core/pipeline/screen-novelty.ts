import type { MeaningFailure } from '#core/contracts/meaning-api.ts';
import type { PoolItem, Screened } from '#core/contracts/similarity-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { MeaningScore } from '#core/model/meaning.ts';
import { success, type Result } from '#core/model/result.ts';
import type { Neighbour, Novelty, Rejection } from '#core/model/task.ts';
import type { MeaningPort, MeaningView, SimilarityPort } from './ports.ts';

/** What the novelty filters say of an item. */
export type NoveltyVerdict =
  | { readonly novel: true; readonly novelty: Novelty }
  | { readonly novel: false; readonly rejection: Rejection };

/** The items of a reply after both novelty filters. Novel ones have joined the ROUGE-L index. */
export interface ScreenedItems {
  readonly verdicts: ReadonlyMap<TaskId, NoveltyVerdict>;
  /** What embeddings said, of every item that came as far. */
  readonly scores: readonly MeaningScore[];
  /** Items kept because a replay can't know how near they were to anything. */
  readonly unknown: number;
}

interface NoveltyPorts {
  readonly similarity: SimilarityPort;
  readonly meaning: MeaningPort | null;
}

/**
 * Screens the items of a reply in turn: ROUGE-L first, as published, then embeddings where the
 * recipe has that filter. Only what passes both counts for the items after it, so that what the
 * second filter rejects is taken out of the first and the rest is screened again. Where nothing can
 * be compared, it fails and leaves the index as it was. Items must not be in the pool yet.
 */
export async function screenNovelty(
  items: readonly PoolItem[],
  { similarity, meaning }: NoveltyPorts,
): Promise<Result<ScreenedItems, MeaningFailure>> {
  const round = new ScreeningRound(meaning);
  for (let rest = items; rest.length > 0;) {
    const screened = await similarity.screenBatch(rest);
    const novel = rest.filter((_, place) => screened[place]?.novel === true);
    const compared = await round.compare(novel);
    if (!compared.ok) {
      await similarity.follow([...round.accepted, ...novel.map(({ id }) => id)]);
      return compared;
    }
    const decided = round.decide(rest, screened);
    const left = new Set(rest.slice(decided).map(({ id }) => id));
    const gone = novel.filter(({ id }) => left.has(id) || !round.accepted.has(id));
    if (gone.length > 0) await similarity.follow(gone.map(({ id }) => id));
    rest = rest.slice(decided);
  }
  return success(round);
}

class ScreeningRound implements ScreenedItems {
  readonly verdicts = new Map<TaskId, NoveltyVerdict>();
  readonly scores: MeaningScore[] = [];
  readonly accepted = new Set<TaskId>();
  unknown = 0;
  readonly #meaning: MeaningPort | null;
  #compared = new Map<TaskId, PoolItem>();
  #view: MeaningView | null = null;

  constructor(meaning: MeaningPort | null) {
    this.#meaning = meaning;
  }

  /** Compares items by embeddings, each once as far as possible. */
  async compare(novel: readonly PoolItem[]): Promise<Result<null, MeaningFailure>> {
    if (this.#meaning === null) return success(null);
    if (novel.every(({ id }) => this.#compared.has(id))) return success(null);
    // Together with those before, so that it is known how near they are to each other.
    for (const item of novel) this.#compared.set(item.id, item);
    const view = await this.#meaning.compare([...this.#compared.values()]);
    if (!view.ok) return view;
    this.#view = view.value;
    return success(null);
  }

  /** Decides items in turn, up to the first that embeddings reject; tells how many are decided. */
  decide(items: readonly PoolItem[], screened: readonly Screened[]): number {
    for (const [place, { id }] of items.entries()) {
      const first = screened[place];
      if (first?.novel !== true) {
        if (first !== undefined) this.verdicts.set(id, { novel: false, rejection: byRouge(first) });
        continue;
      }
      const rejection = this.#judge(id);
      if (rejection !== null) {
        this.verdicts.set(id, { novel: false, rejection });
        return place + 1;
      }
      this.accepted.add(id);
      this.verdicts.set(id, { novel: true, novelty: first.novelty });
    }
    return items.length;
  }

  #judge(id: TaskId): Rejection | null {
    if (this.#meaning === null || this.#view === null) return null;
    const { threshold, space } = this.#meaning.rule;
    const nearest = this.#view.nearest(id, this.accepted);
    if (nearest === undefined) {
      this.unknown += 1;
      return null;
    }
    this.scores.push({ id, nearest });
    if (nearest === null || !(nearest.score > threshold)) return null;
    const by = space.kind === 'lexical' ? 'words' : 'model';
    return { reason: 'too-similar-meaning', culprit: nearest.id, score: nearest.score, by };
  }
}

function byRouge({ culprit }: Screened & { novel: false }): Rejection {
  return { reason: 'too-similar', culprit: culprit.id, score: culprit.score };
}

/** The nearest of some neighbours; equal scores go to the lower id. */
export function nearestOf(neighbours: Iterable<Neighbour | null>): Neighbour | null {
  let best: Neighbour | null = null;
  for (const one of neighbours) {
    if (one === null) continue;
    const isNearer = best === null || one.score > best.score;
    if (isNearer || (one.score === best?.score && one.id < best.id)) best = one;
  }
  return best;
}
