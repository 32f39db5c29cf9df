/**
 * How often the practice model errs, as shares of items or replies. Models err in the same ways:
 * the paper's own run lost most items to the novelty filter, some to the text rules, and had
 * instances that were cut, empty or contradicting.
 */
export const itemShares = {
  nearDuplicate: 0.12,
  repeat: 0.03,
  bannedWord: 0.03,
  tooShort: 0.02,
  tooLong: 0.01,
  startsBadly: 0.02,
  program: 0.01,
  empty: 0.005,
} as const;

export type ItemFlaw = keyof typeof itemShares;

/** Shares of whole replies. */
export const replyShares = {
  /** Step-1 replies that end in the middle, as if the token limit had been reached. */
  cutList: 0.04,
  emptyReply: 0.015,
  /** Chat replies that begin with a sentence nobody asked for. */
  preamble: 0.05,
  /** Step-2 answers that are wrong. */
  wrongType: 0.02,
  /** Step-3 replies with one spoilt instance. */
  spoiltInstance: 0.06,
  cutInstances: 0.015,
  /** Whole tasks without their output label. */
  malformedTask: 0.03,
  /** Answers about a task that say nothing of use. */
  uselessErrand: 0.02,
  cutErrand: 0.015,
} as const;
