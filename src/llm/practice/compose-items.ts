import type { Random } from '#core/random/keyed-random.ts';
import { composeInstruction } from './grammar/grammar.ts';
import { chooseFlaw, flawedItem } from './item-flaws.ts';
import type { ListRequest } from './read-prompt.ts';

/**
 * The instructions that a reply proposes, one for each number wanted: most of them new, some
 * flawed. Repeats are taken from what the prompt shows and from earlier items.
 */
export function composeItems(request: ListRequest, random: Random): readonly string[] {
  const items: string[] = [];
  for (let number = request.firstNumber; number <= request.lastNumber; number += 1) {
    const flaw = chooseFlaw(random);
    items.push(
      flaw === null
        ? composeInstruction(random, request.isClassificationOnly).text
        : flawedItem(flaw, [...request.shown, ...items], random),
    );
  }
  return items;
}
