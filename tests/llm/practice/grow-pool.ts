import { checkInstruction } from '#core/filters/run-filters.ts';
import type { ModelApi } from '#core/model/model-call.ts';
import type { Recipe } from '#core/model/recipe.ts';
import { parseProposals } from '#core/parsing/parse-proposals.ts';
import { instructionPrompt } from '#core/prompts/instruction-prompt.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import { sampleWithoutReplacement } from '#core/random/sampling.ts';
import { createRougeEngine } from '#core/rouge/create-rouge-engine.ts';
import { askPractice } from './ask-practice.ts';

export interface Grown {
  readonly accepted: readonly string[];
  readonly proposed: number;
  readonly replies: number;
  /** Replies and items lost, by reason. */
  readonly losses: Readonly<Record<string, number>>;
}

/** Step 1 with the real prompts, parsers, filters and ROUGE-L, one reply after the other. */
export async function growPool(
  recipe: Recipe,
  api: ModelApi,
  seeds: readonly string[],
  replies: number,
): Promise<Grown> {
  const engine = createRougeEngine(recipe.similarity, 'fast');
  engine.append(seeds.map((text, i) => ({ id: i + 1, text })));
  const accepted: string[] = [];
  const losses: Record<string, number> = {};
  const lose = (reason: string, count = 1): void => {
    losses[reason] = (losses[reason] ?? 0) + count;
  };
  let proposed = 0;
  for (let index = 0; index < replies; index += 1) {
    const random = keyedRandom(7, 'demonstrations', index);
    const shown = [
      ...sampleWithoutReplacement(accepted, 2, random),
      ...sampleWithoutReplacement(seeds, 6, random),
    ];
    const prompt = instructionPrompt(recipe, api, shown);
    const reply = await askPractice({
      step: 'instruction',
      api,
      prompt,
      decoding: recipe.instruction,
      seed: index,
    });
    if (reply.text === '') lose('reply-empty');
    if (reply.finishReason === 'length') lose('reply-cut');
    const { items, losses: lost } = parseProposals(recipe, reply.text, reply.finishReason);
    lose('item-empty', lost.empty);
    for (const { instruction, cut } of items) {
      proposed += 1;
      const verdict = checkInstruction(recipe.filters, instruction, cut);
      if (!verdict.keep) {
        lose(verdict.reason);
      } else if (engine.decide(instruction)) {
        lose('too-similar');
      } else {
        accepted.push(instruction);
        engine.append([{ id: seeds.length + accepted.length, text: instruction }]);
      }
    }
  }
  return { accepted, proposed, replies, losses };
}
