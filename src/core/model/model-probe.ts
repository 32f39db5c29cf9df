import type { Spending } from '#core/budget/price.ts';
import type { Outcome } from './model-call.ts';

/**
 * A short question that a run or an errand asks a model of which nothing is known, before its own
 * calls to it: one a model, kept with the work that pays for it.
 */
export interface ModelProbe {
  /** Which model, as `modelName` names it; its address without user name and query. */
  readonly model: string;
  /** Calls that ended: each parameter that is refused takes one more. */
  readonly tries: number;
  /** What was booked for these. */
  readonly booked: Spending;
  /** How the last one ended; absent before. */
  readonly outcome?: Outcome;
  /** The most that a call can take which may be out now; committed before it is sent. */
  readonly out?: Spending;
  /** It was answered or given up: this work does not ask again. */
  readonly isOver?: true;
}
