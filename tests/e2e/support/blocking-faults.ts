import type { CallFailureKind } from '#core/model/model-call.ts';
import type { ScenarioName } from '#tests/support/model-server/scenarios.ts';

/** A fault, and what the screen must say of it: what happened and what to do. */
interface Fault {
  /** Its number in the list of faults; none where it is not on it. */
  readonly number?: number;
  readonly scenario: ScenarioName;
  /** As it is stored with the attempt and the run. */
  readonly kind: CallFailureKind;
  readonly title: string;
  readonly advice: string | RegExp;
  readonly timeoutSeconds?: number;
}

/** Those that a run stops at until a person does something about them. */
export const blockingFaults: readonly Fault[] = [
  {
    scenario: 'wrong-key',
    kind: 'bad-key',
    title: 'The key was not accepted',
    advice: 'Paste the key again',
  },
  {
    number: 5,
    scenario: 'wrong-key-without-cors',
    kind: 'unreachable',
    title: 'The endpoint could not be reached',
    advice: 'curl -i -H "Authorization: Bearer $KEY" http://127.0.0.1',
  },
  {
    number: 4,
    scenario: 'insufficient-quota',
    kind: 'no-credit',
    title: 'The account has no credit left',
    advice: 'Add credit',
  },
  {
    scenario: 'unknown-model',
    kind: 'unknown-model',
    title: 'There is no model “scripted” here',
    advice: 'Check the spelling',
  },
  {
    number: 11,
    scenario: 'html',
    kind: 'not-json',
    title: 'The answer is not from a model',
    advice: 'sign in and resume',
  },
  {
    number: 8,
    scenario: 'cut',
    kind: 'cut-connection',
    title: 'Replies broke off',
    advice: 'Check the connection',
  },
  {
    number: 9,
    scenario: 'finish-missing',
    kind: 'cut-connection',
    title: 'Replies broke off',
    advice: 'Check the connection',
  },
  {
    number: 7,
    scenario: 'error-under-200',
    kind: 'server-error',
    title: 'The provider has trouble',
    advice: 'Wait a while',
  },
  {
    number: 12,
    scenario: 'hang',
    kind: 'timed-out',
    title: 'The model took too long',
    advice: 'Allow more time a call',
    timeoutSeconds: 1,
  },
  {
    number: 15,
    scenario: 'context-overflow',
    kind: 'context-overflow',
    title: 'The prompt is too long for the model',
    advice: 'a longer context',
  },
];
