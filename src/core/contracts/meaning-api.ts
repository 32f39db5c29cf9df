import type { TaskId } from '#core/model/ids.ts';
import type { Result } from '#core/model/result.ts';
import type { Neighbour } from '#core/model/task.ts';
import type { PoolItem } from './similarity-api.ts';

/**
 * Why texts can't be compared by embeddings now. `behind`: so much of the pool changed that it must
 * be embedded first. `lost`: the model is not there, or failed; the message says what to do.
 */
export interface MeaningFailure {
  readonly kind: 'behind' | 'lost';
  readonly message: string;
}

/** How near some texts are to the pool and to each other; cosines. */
export interface ComparedTexts {
  /** For each text the nearest member; null where there is none, or the text has no word. */
  readonly nearest: readonly (Neighbour | null)[];
  /** `pairs[i][j]`, j < i: texts i and j of this call. */
  readonly pairs: readonly (readonly number[])[];
}

type Answer<T> = Promise<Result<T, MeaningFailure>>;

/** Embeddings of the pool's members, for screening. Nothing joins but by `append`. */
export interface MeaningApi {
  /**
   * Begins with no members. `known` are the texts by which a space of words tells which are rare;
   * a model's space needs none. Vectors of texts seen before are kept.
   */
  reset(known: readonly string[]): Answer<null>;
  /** Adds members, or gives members another text. Texts without a word are near nothing. */
  append(items: readonly PoolItem[]): Answer<null>;
  /** Removes members; ids that are not there are passed over. */
  remove(ids: readonly TaskId[]): Answer<null>;
  compare(texts: readonly string[]): Answer<ComparedTexts>;
}
