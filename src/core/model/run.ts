import type { CapKind, Caps } from '#core/budget/budget.ts';
import type { Spending } from '#core/budget/price.ts';
import type { ModelConnection } from './connection.ts';
import type { RequestId, RunId } from './ids.ts';
import type { CallFailure, Step } from './model-call.ts';
import type { ModelProbe } from './model-probe.ts';
import type { Recipe } from './recipe.ts';
import type { RejectReason } from './task.ts';

/**
 * `running` also means interrupted where no worker holds the project: it goes on when opened.
 * `blocked`: a failure that trying again will not mend; `failure` says which. `stalled`: the latest
 * replies held nothing new, and more calls would only cost money. `capped`: one more call could
 * pass a cap. `waiting-for-model`: what its filter by embeddings needs is not at hand.
 */
export type RunState =
  | 'running'
  | 'paused'
  | 'waiting-for-key'
  | 'waiting-for-model'
  | 'blocked'
  | 'stalled'
  | 'capped'
  | 'stopped'
  | 'done';

/** What was lost on the way from reply to complete task, and why. */
export type LossReason =
  | RejectReason
  | 'reply-cut'
  | 'reply-empty'
  | 'item-empty'
  | 'item-malformed'
  | 'no-instance'
  /** The model's replies ended before they said what kind of task it is. */
  | 'no-type'
  /** An accepted task all of whose instances were near a guard set. */
  | 'instances-contaminated';

/** The funnel of a run. Every stage counts what reached it. */
export interface Funnel {
  /** Replies of step 1 (or whole tasks) that were applied. */
  readonly replies: number;
  readonly proposed: number;
  readonly wellFormed: number;
  /** Novel, which is accepted. */
  readonly novel: number;
  readonly typed: number;
  readonly classification: number;
  readonly complete: number;
  readonly losses: Readonly<Partial<Record<LossReason, number>>>;
}

/** Calls and tokens of a run; tokens count only replies that told them. */
export interface CallCounters {
  readonly sent: number;
  readonly failed: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Replies whose provider told no tokens, so that the sums are known to be short. */
  readonly untold: number;
}

/** Items proposed and accepted in some consecutive step-1 replies. */
export interface ReplyYield {
  readonly replies: number;
  readonly proposed: number;
  readonly accepted: number;
}

/** A run: frozen recipe, state and counters. */
export interface Run {
  readonly id: RunId;
  readonly recipe: Recipe;
  readonly connection: ModelConnection;
  /** Steps that have a model of their own; absent where one model answers all. */
  readonly stepConnections?: Readonly<Partial<Record<Step, ModelConnection>>>;
  /** Everything that is left to chance follows from it. */
  readonly seed: number;
  readonly target: number;
  readonly state: RunState;
  readonly failure?: CallFailure;
  /** The step whose call failed so; absent where that does not matter. */
  readonly failedStep?: Step;
  /** The cap that a further call could have passed, in state `capped`. */
  readonly cappedBy?: CapKind;
  readonly funnel: Funnel;
  readonly calls: CallCounters;
  /** What the run has taken so far; `usd` is null where a price was not known. */
  readonly spent: Spending;
  readonly caps: Caps;
  /** Stop after step 1, so that a person can review before steps 2 and 3 are paid for. */
  readonly stopsAfterInstructions: boolean;
  /** Step 1 is over: what was accepted gets steps 2 and 3, and nothing more is proposed. */
  readonly proposesNoMore?: boolean;
  /** Fewer demonstrations than the recipe wants, because the model's context was too short. */
  readonly shownAtMost?: number;
  /**
   * Nothing is sent to the run's model before this time (ms since 1970): its provider asked for a
   * long wait.
   */
  readonly heldUntil?: number;
  /** A person let it go on without the filter by embeddings that its recipe has. */
  readonly skipsMeaning?: boolean;
  /** The same for steps that have a model of their own. */
  readonly stepsHeldUntil?: Readonly<Partial<Record<Step, number>>>;
  /** What step-1 replies gave, in order; the latest one by one, older ones merged. */
  readonly yields: readonly ReplyYield[];
  /**
   * Requests that are to be sent and known not to be out, while nothing is being sent; absent in a
   * session that sends, so that after a crash every open request counts as possibly billed.
   */
  readonly unsent?: readonly RequestId[];
  /** Models that were asked a short question first; absent in work from before there were any. */
  readonly probes?: readonly ModelProbe[];
  readonly startedAt: number;
  /** Milliseconds spent running, pauses left out. */
  readonly activeMs: number;
  readonly endedAt?: number;
}
