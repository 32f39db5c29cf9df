import type { Contamination } from '#core/contracts/guard-api.ts';
import type { GuardSetRow } from '#core/model/guard.ts';
import type { GuardRules, Tokeniser } from '#core/model/recipe.ts';
import type { Contaminated, Instance } from '#core/model/task.ts';
import type { GuardPort } from '#core/pipeline/ports.ts';
import { createGuardSet } from '#core/rouge/guard-set.ts';
import { tokenise } from '#core/rouge/tokenise.ts';

/** Each contaminated task keeps what it is near: a book would not do. */
const MOST_CHARACTERS = 300;

type GuardSettings = Omit<GuardRules, 'sets'> & { readonly tokeniser: Tokeniser };

/**
 * A guard over the tasks of some sets. Throws a `RangeError` on a threshold outside 0–1 or a run
 * of less than one word. Instructions always count. Inputs and outputs count, on both sides, from
 * `wordRun` words on: a label or a number is the same everywhere and says nothing of its source.
 */
export function createGuard(
  sets: readonly GuardSetRow[],
  { threshold, wordRun, tokeniser }: GuardSettings,
): GuardPort {
  const longOnes = (instances: readonly Instance[]): string[] =>
    instances
      .flatMap(({ input, output }) => [input, output])
      .filter((text) => tokenise(text, tokeniser).length >= wordRun);
  const texts = sets.flatMap(({ name, rows }) =>
    rows.flatMap(({ instruction, instances }) =>
      [instruction, ...longOnes(instances)].map((text) => ({ name, text })),
    ),
  );
  const items = texts.map(({ text }, index) => ({ id: index + 1, text }));
  const made = createGuardSet(items, { tokeniser, threshold, runLength: wordRun });
  if (!made.ok) throw new RangeError(`no guard can be made: ${JSON.stringify(made.error)}`);
  return {
    check: (instruction, instances) => {
      const own = instruction === null ? [] : [instruction];
      const near = made.value.check([...own, ...longOnes(instances)]);
      const culprit = near && texts[near.culprit - 1];
      return near && culprit ? contaminated(near, culprit) : null;
    },
  };
}

function contaminated(
  near: Contamination,
  { name, text }: { readonly name: string; readonly text: string },
): Contaminated {
  const guardText = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
  const base = { reason: 'contaminated', guardText, setName: name } as const;
  return near.kind === 'rouge-l'
    ? { ...base, score: near.score }
    : { ...base, sharedRun: near.words.join(' ') };
}
