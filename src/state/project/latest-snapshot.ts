import type { ProjectSnapshot } from '#core/contracts/project-api.ts';

/**
 * What a tab shows after a broadcast; null: it must ask its own worker. Every tab hears every tab.
 * Only the writer knows what is going on, whoever that is; a follower speaks up when it has just
 * lost the project, and that may be this tab.
 */
export function afterHearing(
  shown: ProjectSnapshot | null,
  heard: ProjectSnapshot,
): ProjectSnapshot | null {
  if (shown !== null && heard.mode === 'editing') return { ...heard, mode: shown.mode };
  return shown?.mode === 'editing' ? null : shown;
}

/** What a tab shows after it asked: a follower's own worker reads little, the writer told more. */
export function afterAsking(shown: ProjectSnapshot | null, own: ProjectSnapshot): ProjectSnapshot {
  if (own.mode !== 'following' || shown === null) return own;
  return { ...own, counts: shown.counts, activity: shown.activity };
}
