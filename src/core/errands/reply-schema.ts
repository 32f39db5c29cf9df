import type { Errand, ScoreScale } from '#core/model/errand.ts';
import type { ReplySchema } from '#core/model/model-call.ts';

/** A longer list of scores would cost more tokens than it is worth, and providers bound such lists. */
const mostListed = 101;

/**
 * The form that replies to an errand are to have; undefined where text is all that is asked for:
 * other errands answer in texts of any length, and base models are asked for none.
 */
export function replySchemaOf({
  kind,
  scale = { least: 1, most: 5 },
  connection,
}: Pick<Errand, 'kind' | 'scale'> & {
  readonly connection: Pick<Errand['connection'], 'api'>;
}): ReplySchema | undefined {
  return kind === 'judge' && connection.api === 'chat' ? judgement(scale) : undefined;
}

function judgement(scale: ScoreScale): ReplySchema {
  return {
    name: 'judgement',
    schema: {
      type: 'object',
      properties: {
        score: { ...scores(scale), description: `By the rubric, ${scale.least} to ${scale.most}` },
        reason: { type: 'string', description: 'One sentence' },
      },
      required: ['score', 'reason'],
      additionalProperties: false,
    },
    ask: 'Give the answer as one JSON object with the members "score" and "reason" instead of two lines.',
  };
}

/** Listed one by one: some providers take no bounds of numbers. */
function scores({ least, most }: ScoreScale): Readonly<Record<string, unknown>> {
  if (!Number.isInteger(least) || !Number.isInteger(most)) return { type: 'number' };
  if (most - least >= mostListed) return { type: 'integer' };
  return {
    type: 'integer',
    enum: Array.from({ length: most - least + 1 }, (_, step) => least + step),
  };
}
