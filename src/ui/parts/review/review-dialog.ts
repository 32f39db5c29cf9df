import type { BulkKind } from './bulk-kind.ts';

/** The dialogs of Review: at most one is open. */
export type ReviewDialog = 'keys' | 'check' | 'replace' | 'report' | BulkKind;
