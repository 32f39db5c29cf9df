import type { Random } from '#core/random/keyed-random.ts';
import type { GuardPort } from '#core/pipeline/ports.ts';
import type { RougeEngine } from '#core/rouge/rouge-engine.ts';
import { asTask, wordsOf, type Plant, type Planted, type Row } from './plant.ts';

/** An instruction with some words exchanged or left out, as a model rewords its demonstrations. */
function reworded(instruction: string, words: readonly string[], random: Random): string {
  const own = wordsOf(instruction);
  const share = 0.05 + random() * 0.2;
  return own
    .flatMap((word) => {
      if (random() >= share) return [word];
      return random() < 0.4 ? [] : [words[Math.floor(random() * words.length)] ?? word];
    })
    .join(' ');
}

/** Gives a task the score that the engine finds. */
export function scored(planted: Planted, engine: RougeEngine, except: number): Planted {
  const { mean, nearest } = engine.score(planted.instruction, 10, except);
  return { ...planted, novelty: { max: nearest[0]?.score ?? 0, mean, nearest } };
}

/** A rewording of a row that is in the pool. */
export function nearTask(
  rows: readonly Row[],
  words: readonly string[],
  engine: RougeEngine,
): Plant {
  return (row, random) => {
    const other = rows[Math.floor(random() * rows.length)];
    if (other === undefined || wordsOf(other.instruction).length < 6) return null;
    const instruction = reworded(other.instruction, words, random);
    return scored(asTask({ ...row, instruction }), engine, row.line);
  };
}

/** A rewording of a task of a guard set, or a row with its text in the output, as the guard sees it. */
export function contaminatedTask(
  guarded: readonly Row[],
  words: readonly string[],
  guard: GuardPort,
): Plant {
  return (row, random) => {
    const other = guarded[Math.floor(random() * guarded.length)];
    if (other === undefined) return null;
    const isQuoted = random() < 0.4 && wordsOf(other.output).length >= 25;
    const instruction = isQuoted ? row.instruction : reworded(other.instruction, words, random);
    const output = isQuoted ? `${row.output} ${other.output}` : row.output;
    return screened(asTask({ ...row, instruction, output }), guard);
  };
}

/** A task as the pipeline leaves it after the guard has seen it. */
export function screened(planted: Planted, guard: GuardPort): Planted {
  const rejection = guard.check(planted.instruction, planted.instances);
  return rejection === null ? planted : { ...planted, rejection, status: 'rejected' };
}
