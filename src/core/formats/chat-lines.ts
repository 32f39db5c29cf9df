import { effectiveInstances, effectiveInstruction } from '#core/model/effective-task.ts';
import type { Task } from '#core/model/task.ts';

/** Lines of chat messages, as OpenAI's fine-tuning and most trainers' chat templates take them: one an instance. */
export const messageLines = (task: Task): string[] =>
  turnsOf(task).map(({ asked, answered }) =>
    JSON.stringify({
      messages: [
        { role: 'user', content: asked },
        { role: 'assistant', content: answered },
      ],
    }),
  );

/** Lines of ShareGPT's `conversations`: one an instance. */
export const conversationLines = (task: Task): string[] =>
  turnsOf(task).map(({ asked, answered }) =>
    JSON.stringify({
      conversations: [
        { from: 'human', value: asked },
        { from: 'gpt', value: answered },
      ],
    }),
  );

/** What a person would say and be told: the input stands below the instruction, after an empty line. */
function turnsOf(task: Task): { asked: string; answered: string }[] {
  const instruction = effectiveInstruction(task);
  return effectiveInstances(task).map(({ input, output }) => ({
    asked: input === '' ? instruction : `${instruction}\n\n${input}`,
    answered: output,
  }));
}
