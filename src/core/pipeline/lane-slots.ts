import { mostToPlainHttp } from '#core/providers/plain-http.ts';
import type { LaneProbes } from './lane-probes.ts';
import type { Lane, SharedOrigin } from './lanes.ts';
import { lendableSlots, type Sharer } from './lend-slots.ts';
import { slotsOf } from './limiter.ts';
import type { Askable, IsWanted, OpenRequests } from './open-requests.ts';

interface Setting<R extends Askable> {
  readonly lanes: readonly Lane[];
  readonly open: OpenRequests<R>;
  readonly probes: Pick<LaneProbes, 'bars' | 'isOut' | 'isWanted'>;
  readonly isWanted: IsWanted<R>;
  readonly now: () => number;
}

/** How many calls each lane may still send: by its own limit, and by what it shares with others. */
export class LaneSlots<R extends Askable> {
  readonly #setting: Setting<R>;

  constructor(setting: Setting<R>) {
    this.#setting = setting;
  }

  /** The slots of all lanes together. */
  get limit(): number {
    const sums = new Map<string, number>();
    for (const [place, { limiter, shared }] of this.#setting.lanes.entries()) {
      const group = shared?.origin ?? String(place);
      const most = shared === undefined ? Infinity : mostToPlainHttp;
      sums.set(group, Math.min(most, (sums.get(group) ?? 0) + limiter.limit));
    }
    return [...sums.values()].reduce((sum, limit) => sum + limit, 0);
  }

  /** How many more calls a lane takes now. */
  free(lane: Lane): number {
    const free = slotsOf(lane.limiter) - this.#setting.open.inFlightOf(lane.steps);
    return lane.shared === undefined ? free : Math.min(free, this.#lendable(lane, lane.shared));
  }

  /** How many requests of a lane there is room to plan for, what others have of its share included. */
  toPlan(lane: Lane): number {
    const { limiter, steps, shared } = lane;
    if (shared === undefined) return this.free(lane);
    const inFlight = this.#setting.open.inFlightOf(steps);
    const room = Math.max(this.free(lane), shared.own - inFlight);
    return Math.min(slotsOf(limiter) - inFlight, room);
  }

  /** What of the connections that a lane shares it may take now. */
  #lendable(lane: Lane, { origin }: SharedOrigin): number {
    const { lanes, open, probes } = this.#setting;
    const sharing = lanes.filter(({ shared }) => shared?.origin === origin);
    const sharers = sharing.map((each): Sharer => {
      // A lane that is slowed down leaves what it may not use.
      const own = Math.min(each.shared?.own ?? 0, slotsOf(each.limiter));
      const inFlight = open.inFlightOf(each.steps) + (probes.isOut(each) ? 1 : 0);
      return { own, inFlight, waiting: this.#waiting(each, own) };
    });
    return lendableSlots(sharers, sharing.indexOf(lane), mostToPlainHttp);
  }

  /** Calls that a lane could send now, at most as many as are asked for; a probe counts as one. */
  #waiting(lane: Lane, most: number): number {
    const { open, probes, isWanted, now } = this.#setting;
    if (lane.limiter.notBefore > now()) return 0;
    if (probes.bars(lane)) return probes.isWanted(lane) ? 1 : 0;
    const isOf = (request: R): boolean => lane.steps.has(request.step) && isWanted(request);
    return open.countReady(isOf, now(), most);
  }
}
