/** What models of this browser were found to be like, beyond what the table tells. */
export interface LearntModel {
  /** Parameters that the model turned down, in OpenAI’s names. */
  readonly refused: readonly string[];
  /** It was asked a short question and answered: what it refuses of that is known. */
  readonly isProbed?: true;
  /** Its replies showed that it reasons before it answers. */
  readonly reasonsFirst?: true;
}

/** Nothing is known of a model. */
export const nothingLearnt: LearntModel = { refused: [] };

/** Reads what was stored of a model; earlier versions stored what it refuses alone. Never throws. */
export function readLearnt(stored: unknown): LearntModel {
  const row: object = typeof stored === 'object' && stored !== null ? stored : {};
  const list: unknown = Array.isArray(row) ? row : 'refused' in row ? row.refused : [];
  const refused: unknown[] = Array.isArray(list) ? list : [];
  return {
    refused: refused.filter((name) => typeof name === 'string'),
    ...('isProbed' in row && row.isProbed === true && { isProbed: true }),
    ...('reasonsFirst' in row && row.reasonsFirst === true && { reasonsFirst: true }),
  };
}

/** Both together: what was learnt once stays so. */
export function addLearnt(before: LearntModel, more: Partial<LearntModel>): LearntModel {
  const refused = [...new Set([...before.refused, ...(more.refused ?? [])])];
  return { ...before, ...more, refused };
}
