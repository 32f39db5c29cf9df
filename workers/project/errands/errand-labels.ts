import type { ErrandKind } from '#core/model/model-call.ts';
import type { TaskId } from '#core/model/ids.ts';

const nouns: Readonly<Record<ErrandKind, readonly [one: string, many: string]>> = {
  judge: ['score', 'scores'],
  repair: ['repair', 'repairs'],
  regenerate: ['set of new examples', 'sets of new examples'],
};

/** What accepting did, for undo: "Accepted 41 repairs". */
export function acceptedLabel(kind: ErrandKind, count: number, first: TaskId): string {
  return label('Accepted', kind, count, first);
}

/** What refusing did, for undo. */
export function refusedLabel(kind: ErrandKind, count: number, first: TaskId): string {
  return label('Refused', kind, count, first);
}

function label(verb: string, kind: ErrandKind, count: number, first: TaskId): string {
  const [one, many] = nouns[kind];
  if (count === 1) return `${verb} a ${one} ${kind === 'regenerate' ? 'for' : 'of'} task ${first}`;
  return `${verb} ${count.toLocaleString('en')} ${many}`;
}
