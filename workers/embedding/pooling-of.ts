import * as v from 'valibot';
import type { Pooling } from '#core/embedding/model-spec.ts';
import { ModelError } from './model-failure.ts';
import type { FileSource } from './open-source.ts';

const path = '1_Pooling/config.json';
const modePrefix = 'pooling_mode_';
const schema = v.record(v.string(), v.unknown());

const poolings: Readonly<Record<string, Pooling>> = { mean_tokens: 'mean', cls_token: 'first' };

/**
 * How a model says that its token vectors become one, in the file that Sentence Transformers keeps
 * for it; the mean where there is no such file. Throws `ModelError` where it wants what is not done
 * here, or an abort.
 */
export async function poolingOf(source: FileSource, signal: AbortSignal): Promise<Pooling> {
  const text = await readIfThere(source, signal);
  const modes = text === null ? [] : modesIn(text);
  if (modes.length === 0) return 'mean';
  const [mode = '', ...more] = modes;
  const pooling = poolings[mode];
  if (pooling !== undefined && more.length === 0) return pooling;
  const message = `The model asks for another pooling (${modes.join(' and ')}). Choose the mean or the first token to try it all the same.`;
  throw new ModelError({ kind: 'unsupported', message, file: path });
}

async function readIfThere(source: FileSource, signal: AbortSignal): Promise<string | null> {
  try {
    return await new Response((await source.open(path, signal)).body).text();
  } catch (thrown) {
    const isAbsent =
      thrown instanceof ModelError && ['missing-file', 'wrong-file'].includes(thrown.failure.kind);
    if (isAbsent) return null;
    throw thrown;
  }
}

/** The modes that are switched on, such as `cls_token`. */
function modesIn(text: string): string[] {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  if (!parsed.success) {
    throw new ModelError({ kind: 'wrong-file', message: 'It is no JSON object.', file: path });
  }
  return Object.entries(parsed.output)
    .filter(([name, isOn]) => name.startsWith(modePrefix) && isOn === true)
    .map(([name]) => name.slice(modePrefix.length));
}
