import { answerLine, linesOfBatch, promptOfLine } from './batch-answers.ts';
import { composeReply } from './model-server/compose-reply.ts';
import { loadCorpus } from './model-server/corpus.ts';

/** Answers a batch file as the scripted model server would, call by call; gives the result lines. */
export function answerBatchFile(
  text: string,
  server: 'openai' | 'vllm' = 'openai',
  seed = 1,
): string[] {
  const corpus = loadCorpus();
  return linesOfBatch(text).map((line) => {
    const isChat = line.url === '/v1/chat/completions';
    const reply = composeReply(promptOfLine(line), isChat, seed, corpus);
    return answerLine(line, { text: reply, finishReason: 'stop' }, server);
  });
}
