import type { QualityRow } from '#core/model/quality.ts';
import type { QualityReviewer } from './quality-file.ts';
import { cleanReviewer, longestReviewerName } from './reviewer-name.ts';

/** The name under which a reviewer's answers would be kept. */
export interface ReviewerHome {
  readonly name: string;
  /** It may be somebody else of that name: nothing in the file was said here before. */
  readonly isDoubtful: boolean;
  /** A name under which the answers would stand by themselves. */
  readonly apart: string;
}

/**
 * Whose answers those of a file are. A reviewer of the file is the one who answered here under that
 * name, or under that name with a number, where both said the same of an item at the same time. With
 * nothing in common it may be anybody. `rows`: of all reviewers.
 */
export function homeOf(reviewer: QualityReviewer, rows: readonly QualityRow[]): ReviewerHome {
  const byName = grouped(rows);
  const names = namesLike(reviewer.name, byName);
  const apart = names.at(-1) ?? reviewer.name;
  const own = names.find((name) => sharesStep(reviewer, byName.get(name) ?? []));
  const isNew = reviewer.states.size === 0 || !byName.has(reviewer.name);
  return { name: own ?? reviewer.name, isDoubtful: own === undefined && !isNew, apart };
}

function grouped(rows: readonly QualityRow[]): ReadonlyMap<string, readonly QualityRow[]> {
  const byName = new Map<string, QualityRow[]>();
  for (const row of rows) {
    const known = byName.get(row.reviewer);
    if (known === undefined) byName.set(row.reviewer, [row]);
    else known.push(row);
  }
  return byName;
}

/** "Ada", "Ada 2", "Ada 3", up to the first that nobody has. */
function namesLike(name: string, taken: { has: (name: string) => boolean }): readonly string[] {
  const names = [name];
  for (let number = 2; taken.has(names.at(-1) ?? name); number += 1) {
    const end = ` ${number}`;
    names.push(cleanReviewer(name.slice(0, longestReviewerName - end.length)) + end);
  }
  return names;
}

function sharesStep({ states }: QualityReviewer, rows: readonly QualityRow[]): boolean {
  return rows.some((row) => {
    const said = states.get(row.place);
    return said !== undefined && row.states.some(({ at }) => at === said.at);
  });
}
