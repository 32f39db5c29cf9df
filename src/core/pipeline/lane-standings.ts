import type { Lane } from './lanes.ts';
import type { Standing } from './retry-policy.ts';

type OfLane = Omit<Standing, 'failed'>;

/** How the models of a run did so far, by lane. */
export class LaneStandings {
  readonly #byLane = new Map<Lane | undefined, OfLane>();
  readonly #first: OfLane;

  /** `hasAnswered`: whether any of them answered before. */
  constructor(hasAnswered: boolean) {
    this.#first = { hasAnswered, givenUp: 0 };
  }

  of(lane: Lane | undefined): OfLane {
    return this.#byLane.get(lane) ?? this.#first;
  }

  noteAnswer(lane: Lane): void {
    this.#byLane.set(lane, { hasAnswered: true, givenUp: 0 });
  }

  noteGivenUp(lane: Lane | undefined): void {
    const before = this.of(lane);
    this.#byLane.set(lane, { ...before, givenUp: before.givenUp + 1 });
  }
}
