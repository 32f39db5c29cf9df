/** Why a person may reject a task; `key` is what the log keeps. */
export interface RejectCause {
  readonly key: string;
  /** The key to press for it once a rejection was begun. */
  readonly press: string;
  readonly label: string;
}

/** The reasons that can be given with a rejection, in the order in which they are shown. */
export const rejectCauses: readonly RejectCause[] = [
  { key: 'wrong-answer', press: 'w', label: 'wrong answer' },
  { key: 'unclear', press: 'u', label: 'unclear' },
  { key: 'unsafe', press: 's', label: 'unsafe' },
  { key: 'duplicate', press: 'd', label: 'duplicate' },
  { key: 'off-topic', press: 'o', label: 'off topic' },
  { key: 'bad-format', press: 'f', label: 'bad format' },
];

/** What a reason is called; a key from elsewhere stands for itself. */
export function causeWords(key: string): string {
  return rejectCauses.find((cause) => cause.key === key)?.label ?? key;
}
