/** Watches a long fold: hears how far it is, lets other work in, and may break it off. */
export interface FoldWatch {
  /** Called after each entry. Resolves to false where the fold is not wanted any more. */
  readonly step: (done: number, total: number) => Promise<boolean>;
}

/** Thrown by a fold that its watch broke off: nothing of it may be used. */
export class FoldCancelledError extends Error {
  constructor() {
    super('The fold was broken off.');
    this.name = 'FoldCancelledError';
  }
}
