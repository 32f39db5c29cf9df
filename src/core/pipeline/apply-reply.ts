import type { ItemIds } from '#core/fold/item-ids.ts';
import type { MeaningFailure } from '#core/contracts/meaning-api.ts';
import type { MeaningScore } from '#core/model/meaning.ts';
import type { Outcome } from '#core/model/model-call.ts';
import type { Recipe } from '#core/model/recipe.ts';
import type { ModelRequest } from '#core/model/request.ts';
import { countedPart } from '#core/parsing/apply-stops.ts';
import type { TaskPool } from '#core/pool/task-pool.ts';
import { applyInstances } from './apply-instances.ts';
import { applyProposals } from './apply-proposals.ts';
import { applyType } from './apply-type.ts';
import type { FunnelGain } from './funnel.ts';
import type { GuardPort, MeaningPort, SimilarityPort } from './ports.ts';

/** What applying a reply depends on; the same reply in the same context gives the same tasks. */
export interface ApplyContext {
  readonly pool: TaskPool;
  readonly recipe: Recipe;
  /** The run's seed. */
  readonly seed: number;
  readonly similarity: SimilarityPort;
  /** What the recipe wants the pool to stay away from; null: nothing. */
  readonly guard: GuardPort | null;
  /** The recipe's filter by embeddings; null where it has none, or the run goes on without. */
  readonly meaning: MeaningPort | null;
  /** Names the items of a reply; absent: with the next ids in turn. */
  readonly ids?: ItemIds;
  /** Time of the log entry, in milliseconds since 1970. */
  readonly at: number;
}

/** What a reply changed, beside the tasks in the pool. */
export interface Applied {
  readonly gain: FunnelGain;
  /** Ids of the tasks that it proposed, typed or filled. */
  readonly tasks: readonly number[];
  /** What embeddings said of its items, to be recorded; absent where they were not asked. */
  readonly scores?: readonly MeaningScore[];
  /** Items kept because nothing is recorded of them. */
  readonly unknown?: number;
  /** Why it could not take effect: nothing of it counts, and it is to be applied later. */
  readonly lost?: MeaningFailure;
}

/**
 * Turns one outcome into tasks: the fold step for `applied` entries, live and in replay. A failure
 * closes its request: a step-1 reply is lost, a step-2 task counts as not classification, a step-3
 * task stays without instances.
 */
export async function applyReply(
  context: ApplyContext,
  request: ModelRequest,
  received: Outcome,
): Promise<Applied> {
  const outcome = countedPart(received, request.decoding.stops);
  switch (request.step) {
    case 'instruction':
    case 'whole-task':
      return applyProposals(context, request, outcome);
    case 'classification':
      return applyType(context, request, outcome);
    case 'instance':
      return applyInstances(context, request, outcome);
  }
}
