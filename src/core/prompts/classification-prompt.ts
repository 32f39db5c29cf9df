import type { ModelApi } from '#core/model/model-call.ts';
import { stripWhiteSpace } from '#core/text/white-space.ts';
import { classificationDemonstrations } from './classification-demonstrations.ts';
import type { ClassificationDemonstration } from './classification-demonstrations.ts';
import type { Prompt } from './prompt.ts';

/** Step 2: asks whether an instruction is a classification task; the answer wanted is Yes or No. */
export function classificationPrompt(api: ModelApi, instruction: string): Prompt {
  const prefix = api === 'chat' ? CHAT_PREFIX : COMPLETION_PREFIX;
  const question = `Task: ${stripWhiteSpace(instruction)}\nIs it classification?`;
  return { prefix, tail: api === 'chat' ? `${question}\n\n${CHAT_REMINDER}` : question };
}

const DEFINITION =
  'A task is classification if its answer is always one of a few labels that can be named ' +
  'beforehand. For each task, say whether it is classification.';

const CHAT_REMINDER = 'Answer with one word, Yes or No.';

const SHOWN = classificationDemonstrations.map(showDemonstration).join('\n\n');

const COMPLETION_PREFIX = `${DEFINITION}\n\n${SHOWN}\n\n`;
const CHAT_PREFIX = `${DEFINITION} ${CHAT_REMINDER}\n\n${SHOWN}\n\n`;

function showDemonstration(demonstration: ClassificationDemonstration): string {
  const answer = demonstration.isClassification ? 'Yes' : 'No';
  return `Task: ${demonstration.task}\nIs it classification? ${answer}`;
}
