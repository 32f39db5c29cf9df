import { baselineFigures, engineFigures, pairFigures, type Figures } from './measure.ts';
import { perturbed } from './perturbed.ts';

interface Job {
  readonly files: { readonly instructions: string };
  readonly options: { readonly large: number };
}

const say = (line: string): void => globalThis.postMessage(line);

globalThis.addEventListener('message', ({ data }: MessageEvent<Job>) => {
  const texts = data.files.instructions.split('\n').map((line) => String(JSON.parse(line)));
  const results: Figures = {
    ...engineFigures(texts, say, { build: 5, stream: 5 }),
    ...pairFigures(texts, 5),
    ...baselineFigures(texts),
  };
  say(JSON.stringify(results));
  const { large } = data.options;
  const atLarge =
    large === 0 ? {} : engineFigures(perturbed(texts, large), say, { build: 1, stream: 1 });
  globalThis.postMessage({ rows: texts.length, results, atLarge });
});
