import type { ReplyYield } from '#core/model/run.ts';

const MOST_KEPT = 400;
/** The latest replies stay apart: planning and the acceptance curve look at them one by one. */
const KEPT_APART = 100;

/** Appends what a reply gave, and merges older ones in pairs so that the list stays short. */
export function addYield(yields: readonly ReplyYield[], gained: ReplyYield): ReplyYield[] {
  const longer = [...yields, gained];
  if (longer.length <= MOST_KEPT) return longer;
  const older = longer.slice(0, -KEPT_APART);
  return [...mergePairs(older), ...longer.slice(-KEPT_APART)];
}

function mergePairs(yields: readonly ReplyYield[]): ReplyYield[] {
  const merged: ReplyYield[] = [];
  for (let index = 0; index < yields.length; index += 2) {
    const [first, second] = yields.slice(index, index + 2);
    if (first === undefined) continue;
    merged.push(second === undefined ? first : sum(first, second));
  }
  return merged;
}

function sum(first: ReplyYield, second: ReplyYield): ReplyYield {
  return {
    replies: first.replies + second.replies,
    proposed: first.proposed + second.proposed,
    accepted: first.accepted + second.accepted,
  };
}
