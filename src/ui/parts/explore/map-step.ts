/** What is being done while a map is made. */
export interface MapStep {
  readonly words: string;
  /** How far it is can't be told. */
  readonly isSilent: boolean;
}

/** The step of a share (0–1): neighbours up to 0.4, groups up to 0.5, then the layout. */
export function mapStep(share: number): MapStep {
  if (share < 0.4) return { words: 'Comparing all tasks with each other', isSilent: false };
  if (share < 0.5) return { words: 'Finding groups', isSilent: true };
  return share === 0.5
    ? { words: 'Preparing the layout', isSilent: true }
    : { words: 'Laying the tasks out', isSilent: false };
}
