import type { RequestId } from '#core/model/ids.ts';
import type { Lane } from './lanes.ts';
import { slotsOf } from './limiter.ts';
import type { Askable, IsWanted, OpenRequest, OpenRequests } from './open-requests.ts';

interface Setting<R extends Askable> {
  readonly open: OpenRequests<R>;
  readonly lanes: readonly Lane[];
  readonly isWanted: IsWanted<R>;
  /** Whether nothing of a lane may go out for now, whatever is free. */
  readonly isBarred: (lane: Lane) => boolean;
  /** How many more calls a lane takes now. */
  readonly freeSlots: (lane: Lane) => number;
  /** What the stored work names as not sent. */
  readonly unsent: readonly RequestId[];
}

/**
 * Which requests may be sent before the next commit. Every commit names all others as not sent, so
 * that after a crash only those are booked as possibly billed that may have been out.
 */
export class SendWindow<R extends Askable> {
  readonly #open: OpenRequests<R>;
  readonly #lanes: readonly Lane[];
  readonly #isWanted: IsWanted<R>;
  readonly #isBarred: (lane: Lane) => boolean;
  readonly #freeSlots: (lane: Lane) => number;
  #heldBack: ReadonlySet<RequestId>;

  constructor({ open, lanes, isWanted, isBarred, freeSlots, unsent }: Setting<R>) {
    this.#open = open;
    this.#lanes = lanes;
    this.#isWanted = isWanted;
    this.#isBarred = isBarred;
    this.#freeSlots = freeSlots;
    this.#heldBack = new Set(unsent);
  }

  isOpenTo({ id }: R): boolean {
    return !this.#heldBack.has(id);
  }

  /** Whether something is held back that a free slot could take at `now`. */
  isInTheWay(now: number): boolean {
    return this.#lanes.some(
      (lane) =>
        lane.limiter.notBefore <= now &&
        !this.#isBarred(lane) &&
        this.#freeSlots(lane) > 0 &&
        this.#open.some((each) => this.#canGo(each, lane, now) && !this.isOpenTo(each.request)),
    );
  }

  /**
   * What the next commit is to name as not sent, requests included that it adds; until `release`
   * none of it is sent. From each lane the next few are left out: those may be sent meanwhile.
   */
  narrow(now: number, coming: readonly R[] = []): readonly RequestId[] {
    const unsent = this.#lanes.flatMap((lane) => {
      const stays = coming.filter(({ step }) => lane.steps.has(step)).map(({ id }) => id);
      const goesFirst = this.#open.sorted(
        ({ request }) => lane.steps.has(request.step),
        (each) => (this.#canGo(each, lane, now) ? 0 : 1),
      );
      const most = Math.ceil(slotsOf(lane.limiter) / 2) + Math.max(0, this.#freeSlots(lane));
      return [...goesFirst, ...stays].slice(this.#isBarred(lane) ? 0 : most);
    });
    this.#heldBack = new Set([...this.#heldBack, ...unsent]);
    return unsent;
  }

  /** Until the next commit is on disk, which stores how they ended, none of these is sent again. */
  holdBack(ended: readonly RequestId[]): void {
    this.#heldBack = new Set([...this.#heldBack, ...ended]);
  }

  /** The commit that names these as not sent, and no others, is on disk. */
  release(unsent: readonly RequestId[]): void {
    this.#heldBack = new Set(unsent);
  }

  #canGo({ request, notBefore }: OpenRequest<R>, lane: Lane, now: number): boolean {
    return lane.steps.has(request.step) && notBefore <= now && this.#isWanted(request);
  }
}
