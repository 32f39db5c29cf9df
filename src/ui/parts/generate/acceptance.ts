import type { ReplyYield } from '#core/model/run.ts';

export interface Acceptance {
  /** Accepted of proposed, 0–1, over the last replies; `null` before any item. */
  readonly rate: number | null;
  /** How many replies that is. */
  readonly replies: number;
  /** The course, oldest first, each over a few replies. */
  readonly course: readonly number[];
}

const windowReplies = 50;
// One reply holds about eight items: too few for a calm line.
const smoothedOver = 5;

/** The acceptance rate over the last 50 replies. */
export function acceptance(yields: readonly ReplyYield[]): Acceptance {
  const latest = latestReplies(yields);
  const course = latest.map((_, index) =>
    rateOf(latest.slice(Math.max(0, index - smoothedOver + 1), index + 1)),
  );
  return {
    rate: rateOf(latest),
    replies: latest.reduce((sum, { replies }) => sum + replies, 0),
    course: course.filter((rate) => rate !== null),
  };
}

function latestReplies(yields: readonly ReplyYield[]): ReplyYield[] {
  const latest: ReplyYield[] = [];
  let replies = 0;
  for (const each of yields.toReversed()) {
    if (replies >= windowReplies) break;
    latest.unshift(each);
    replies += each.replies;
  }
  return latest;
}

function rateOf(yields: readonly ReplyYield[]): number | null {
  const proposed = yields.reduce((sum, each) => sum + each.proposed, 0);
  const accepted = yields.reduce((sum, each) => sum + each.accepted, 0);
  return proposed === 0 ? null : accepted / proposed;
}
