import type { FilesFailure } from '#core/contracts/files-api.ts';

const titles: Readonly<Record<FilesFailure['kind'], string>> = {
  unreadable: 'The file cannot be read',
  'unknown-format': 'The file is in no form that Seedbed knows',
  'nothing-usable': 'Nothing in the file can be used',
  'too-large': 'The file is too large',
  storage: 'This browser could not store it',
  'needs-passphrase': 'The file is encrypted',
  'wrong-passphrase': 'That is not the passphrase',
  cancelled: 'Cancelled',
};

const isKnown = (kind: string): kind is FilesFailure['kind'] => kind in titles;

/** A title for whatever went wrong with a file. */
export const fileFailureTitle = (kind: string): string =>
  isKnown(kind) ? titles[kind] : 'The work on the file broke off';
