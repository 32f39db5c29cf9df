import * as contaminatedTask from './contaminated-task.ts';
import * as cutOutput from './cut-output.ts';
import * as emptyOutput from './empty-output.ts';
import * as inconsistentInstances from './inconsistent-instances.ts';
import * as missingInput from './missing-input.ts';
import * as nearTask from './near-task.ts';
import * as oneLabel from './one-label.ts';
import * as otherLanguage from './other-language.ts';
import * as privateEmail from './private-email.ts';
import * as privatePhone from './private-phone.ts';
import * as privateSecret from './private-secret.ts';
import * as privateUrl from './private-url.ts';
import * as promptLeftovers from './prompt-leftovers.ts';
import * as refusingOutput from './refusing-output.ts';
import * as repeatingOutput from './repeating-output.ts';
import * as repeatsInput from './repeats-input.ts';
import type { Suspicion } from './suspicion.ts';

/** Ids of all suspicions in the order in which they are shown: at most 31, a bit each. */
export const suspicionIds = [
  missingInput.id,
  repeatsInput.id,
  emptyOutput.id,
  cutOutput.id,
  repeatingOutput.id,
  refusingOutput.id,
  promptLeftovers.id,
  otherLanguage.id,
  oneLabel.id,
  inconsistentInstances.id,
  nearTask.id,
  contaminatedTask.id,
  privateUrl.id,
  privateEmail.id,
  privatePhone.id,
  privateSecret.id,
] as const;

export type SuspicionId = (typeof suspicionIds)[number];

/** The suspicions by id. To add one: its module, its place above, its line here. */
export const suspicions: { readonly [Id in SuspicionId]: Suspicion & { readonly id: Id } } = {
  'missing-input': missingInput,
  'repeats-input': repeatsInput,
  'empty-output': emptyOutput,
  'cut-output': cutOutput,
  'repeating-output': repeatingOutput,
  'refusing-output': refusingOutput,
  'prompt-leftovers': promptLeftovers,
  'other-language': otherLanguage,
  'one-label': oneLabel,
  'inconsistent-instances': inconsistentInstances,
  'near-task': nearTask,
  'contaminated-task': contaminatedTask,
  'private-url': privateUrl,
  'private-email': privateEmail,
  'private-phone': privatePhone,
  'private-secret': privateSecret,
};
