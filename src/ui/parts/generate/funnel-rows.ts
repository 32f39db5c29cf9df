import type { Funnel, LossReason } from '#core/model/run.ts';
import type { RouteQuery } from '#state/shell/route.ts';

/** Why something was lost before or at a stage, how often, and where to see it. */
export interface FunnelLoss {
  readonly label: string;
  readonly count: number;
  /** Filters of Review that show exactly these; absent where no task was made of it. */
  readonly query?: RouteQuery;
}

export interface FunnelRow {
  readonly stage: string;
  readonly count: number;
  /** Width of the bar, 0–1 of the widest; `null` for replies, which are not tasks. */
  readonly share: number | null;
  /** What is told beside the bar that is no loss. */
  readonly notes: readonly string[];
  readonly losses: readonly FunnelLoss[];
}

interface LossWords {
  readonly reason: LossReason;
  readonly label: string;
  readonly query?: RouteQuery;
}

const rejected = (reason: LossReason, label: string): LossWords => ({
  reason,
  label,
  query: { status: 'rejected', reason },
});

const replyLosses: readonly LossWords[] = [
  { reason: 'reply-cut', label: 'cut off' },
  { reason: 'reply-empty', label: 'empty' },
];

const formLosses: readonly LossWords[] = [
  rejected('banned-word', 'banned word'),
  rejected('too-short', 'too short'),
  rejected('too-long', 'too long'),
  rejected('starts-badly', 'starts badly'),
  rejected('asks-for-program', 'asks for a program'),
  rejected('cut', 'cut off'),
  { reason: 'item-empty', label: 'empty' },
  { reason: 'item-malformed', label: 'malformed' },
];

const noveltyLosses: readonly LossWords[] = [
  rejected('too-similar', 'too similar'),
  rejected('too-similar-meaning', 'too near by embedding'),
  rejected('contaminated', 'contaminated'),
];

const typeLosses: readonly LossWords[] = [
  {
    reason: 'no-type',
    label: 'no answer before the reply’s end',
    query: { status: 'accepted', type: 'untyped', origin: 'machine' },
  },
];

const instanceLosses: readonly LossWords[] = [
  {
    reason: 'no-instance',
    label: 'no usable instance',
    query: { status: 'accepted', completeness: 'incomplete', origin: 'machine' },
  },
  {
    reason: 'instances-contaminated',
    label: 'contaminated',
    query: { status: 'rejected', reason: 'contaminated' },
  },
];

function lossesOf(funnel: Funnel, words: readonly LossWords[]): FunnelLoss[] {
  return words
    .map(({ reason, ...rest }) => ({ ...rest, count: funnel.losses[reason] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}

const countNote = (count: number, words: string): string[] =>
  count > 0 ? [`${count.toLocaleString('en')} ${words}`] : [];

/** The funnel of a run, row by row, from reply to complete task. */
export function funnelRows(funnel: Funnel): FunnelRow[] {
  const widest = Math.max(funnel.proposed, funnel.novel, 1);
  const row = (
    stage: string,
    count: number,
    losses: readonly LossWords[],
    notes: readonly string[] = [],
  ): FunnelRow => ({
    stage,
    count,
    share: count / widest,
    notes,
    losses: lossesOf(funnel, losses),
  });
  const given = (reason: LossReason): number => funnel.losses[reason] ?? 0;
  const untyped = funnel.novel - funnel.typed - given('no-type');
  const unfilled =
    funnel.typed - funnel.complete - given('no-instance') - given('instances-contaminated');
  return [
    { ...row('Replies', funnel.replies, replyLosses, perReply(funnel)), share: null },
    row('Proposed', funnel.proposed, []),
    row('Well-formed', funnel.wellFormed, formLosses),
    row('Novel', funnel.novel, noveltyLosses, ['accepted']),
    row('Typed', funnel.typed, typeLosses, [
      ...typeNotes(funnel),
      ...countNote(untyped, 'waiting'),
    ]),
    row('Complete', funnel.complete, instanceLosses, countNote(unfilled, 'waiting')),
  ];
}

function perReply({ replies, proposed }: Funnel): string[] {
  return replies > 0 ? [`${(proposed / replies).toFixed(1)} tasks a reply`] : [];
}

function typeNotes({ typed, classification }: Funnel): string[] {
  return [
    ...countNote(classification, 'classification'),
    ...countNote(typed - classification, 'other'),
  ];
}
