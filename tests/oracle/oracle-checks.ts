import { checkAlpaca } from './check-alpaca.ts';
import { checkEncoding } from './check-encoding.ts';
import { checkInstances } from './check-instances.ts';
import { checkInstructions } from './check-instructions.ts';
import { checkPoolScores } from './check-pool-scores.ts';
import { checkPrompt } from './check-prompt.ts';
import { checkRouge } from './check-rouge.ts';
import { checkStatistics } from './check-statistics.ts';
import { checkStream } from './check-stream.ts';
import type { OracleCheck } from './oracle-check.ts';

const checks: readonly OracleCheck[] = [
  checkRouge,
  checkPoolScores,
  checkStream,
  checkInstructions,
  checkPrompt,
  checkInstances,
  checkAlpaca,
  checkEncoding,
  checkStatistics,
];

/** The check for a file of this name (without `.gz`), or undefined where it is of no known format. */
export function checkFor(name: string): OracleCheck | undefined {
  return checks.find(({ stem }) => name.startsWith(stem) && /^[^.]*\.jsonl?$/.test(name));
}
