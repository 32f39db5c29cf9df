import { l as jsRougeL } from 'js-rouge';
import type { PoolItem } from '#core/contracts/similarity-api.ts';
import { createRougeEngine } from '#core/rouge/create-rouge-engine.ts';
import { nearestOthers } from '#core/rouge/nearest-others.ts';
import { countPairs } from '#core/rouge/pairs.ts';
import { rougeL } from '#core/rouge/rouge-l.ts';
import type { RougeEngine } from '#core/rouge/rouge-engine.ts';
import { tokenise } from '#core/rouge/tokenise.ts';
import { loadKernels } from '#workers/kernels/load-kernels.ts';
import { kernelEngine } from '#workers/similarity/kernel-engine.ts';
import { median, medianMs } from '../median.ts';

/** Numbers by name; milliseconds, seconds, bytes or counts as the name says. */
export type Figures = Record<string, number>;

const newEngine = (): RougeEngine =>
  createRougeEngine({ tokeniser: 'paper', threshold: 0.7 }, 'fast', loadKernels);

const every = <T>(list: readonly T[], count: number): T[] => {
  const step = Math.max(1, Math.floor(list.length / count));
  return list.filter((_, i) => i % step === 0).slice(0, count);
};

/** Milliseconds that one text takes against all, from `others` of them. */
function sampledMs(
  texts: readonly string[],
  others: number,
  compare: (a: string, b: string) => number,
): number {
  const pool = every(texts, others);
  const queries = every(texts, 5);
  const ms = medianMs(5, () => {
    for (const query of queries) for (const member of pool) compare(query, member);
  });
  return (ms / queries.length / pool.length) * texts.length;
}

function buildFigures(items: readonly PoolItem[], runs: number): [Figures, RougeEngine] {
  let engine = newEngine();
  const times = Array.from({ length: runs }, () => {
    engine = newEngine();
    const start = performance.now();
    engine.append(items);
    return performance.now() - start;
  });
  const bytesPerInstruction = engine.overheadBytes / items.length;
  // Four bytes a token; the texts themselves are the caller's.
  const tokens = items.reduce((sum, { text }) => sum + tokenise(text, 'paper').length, 0);
  const indexMegabytes = (engine.overheadBytes + 4 * tokens) / 1e6;
  return [{ buildMs: median(times), bytesPerInstruction, indexMegabytes }, engine];
}

function streamSeconds(items: readonly PoolItem[], runs: number): Figures {
  let kept = 0;
  const seconds = Array.from({ length: runs }, () => {
    const engine = newEngine();
    const start = performance.now();
    for (const item of items) if (engine.decide(item.text) === null) engine.append([item]);
    kept = engine.size;
    return (performance.now() - start) / 1000;
  });
  return { streamSeconds: median(seconds), streamKept: kept };
}

/** The pool as it would be served, asked and grown. */
export function engineFigures(
  texts: readonly string[],
  say: (line: string) => void,
  runs: { build: number; stream: number },
): Figures {
  const items = texts.map((text, index) => ({ id: index + 1, text }));
  const [build, engine] = buildFigures(items, runs.build);
  say(JSON.stringify(build));
  const asked = every(texts, 2000);
  const decideMs = medianMs(5, () => asked.forEach((text) => engine.decide(text)));
  const scored = every(texts, 80);
  const scoreMs = medianMs(5, () => {
    for (let i = 0; i < scored.length; i += 8) engine.tally(scored.slice(i, i + 8), 10);
  });
  const singleMs = medianMs(5, () => scored.slice(0, 10).forEach((text) => engine.score(text, 10)));
  const answers = {
    decideMsPerInstruction: decideMs / asked.length,
    scoreMsPerInstruction: scoreMs / scored.length,
    scoreSingleMsPerInstruction: singleMs / 10,
  };
  say(JSON.stringify(answers));
  const stream = streamSeconds(items, runs.stream);
  say(JSON.stringify(stream));
  return { ...build, ...answers, ...stream };
}

/** What the same questions cost elsewhere, from a sample. */
export function baselineFigures(texts: readonly string[]): Figures {
  const published = (a: string, b: string): number =>
    rougeL(tokenise(a, 'paper'), tokenise(b, 'paper')).fmeasure;
  const jsRouge = (a: string, b: string): number => jsRougeL(a, b, { caseSensitive: false });
  return {
    publishedMsPerInstruction: sampledMs(texts, 1000, published),
    jsRougeMsPerInstruction: sampledMs(texts, 200, jsRouge),
  };
}

/** All pairs at or above 0.6. */
export function pairFigures(texts: readonly string[], runs: number): Figures {
  const seconds = medianMs(runs, () => countPairs(texts, 0.6)) / 1000;
  return { pairsSeconds: seconds, nearestSeconds: medianMs(1, () => findNearest(texts)) / 1000 };
}

/** The nearest other one of each text, as Review compares all tasks. */
function findNearest(texts: readonly string[]): void {
  const items = texts.map((text, i) => ({ id: i + 1, text }));
  const scan = nearestOthers(items, 'unicode', kernelEngine);
  while (scan.next().done !== true);
}
