import type { ModelFailure } from '#core/contracts/embedding-api.ts';

const titles: Readonly<Record<ModelFailure['kind'], string>> = {
  'missing-file': 'A file of the model is missing',
  'wrong-file': 'A file is not what its name says',
  'corrupt-file': 'A file of the model is damaged',
  unreachable: 'The address can’t be reached',
  'cut-connection': 'The connection broke',
  refused: 'The server refused',
  storage: 'The model could not be stored',
  'out-of-memory': 'There is not enough memory for this model',
  'gpu-failed': 'The graphics card could not run it',
  unsupported: 'This browser can’t run it',
  'not-stored': 'The model is not stored any more',
  'not-loaded': 'No model is loaded',
  'run-failed': 'The model failed',
  cancelled: 'Cancelled',
};

/** What went wrong with a model, and which file it was. */
export function modelFailureWords(failure: {
  readonly kind: string;
  readonly message: string;
  readonly file?: string;
}): { title: string; happened: string } {
  const known = Object.entries(titles).find(([kind]) => kind === failure.kind)?.[1];
  const file = failure.file === undefined ? '' : `${failure.file}: `;
  return { title: known ?? 'The model’s worker ended', happened: file + failure.message };
}
