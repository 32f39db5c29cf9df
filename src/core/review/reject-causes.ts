/** Why a person may reject a task. */
interface RejectCause {
  /** What the log keeps. */
  readonly key: string;
  /** The key to press for it once a rejection was begun, as it is shipped. */
  readonly press: string;
  readonly label: string;
}

/** The reasons that can be given with a rejection, in the order in which they are shown. */
export const rejectCauses = [
  { key: 'wrong-answer', press: 'w', label: 'wrong answer' },
  { key: 'unclear', press: 'u', label: 'unclear' },
  { key: 'unsafe', press: 's', label: 'unsafe' },
  { key: 'duplicate', press: 'd', label: 'duplicate' },
  { key: 'off-topic', press: 'o', label: 'off topic' },
  { key: 'bad-format', press: 'f', label: 'bad format' },
] as const satisfies readonly RejectCause[];

/** Names one of the reasons. */
export type CauseKey = (typeof rejectCauses)[number]['key'];

/** What a reason is called; a key from elsewhere stands for itself. */
export function causeWords(key: string): string {
  return rejectCauses.find((cause) => cause.key === key)?.label ?? key;
}
