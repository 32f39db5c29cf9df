import * as v from 'valibot';
import type { ModelConnection } from '#core/model/connection.ts';
import { readSetting, writeSetting } from '#data/catalogue-db.ts';

const settingKey = 'last-connection';

const storedUsd = v.pipe(v.number(), v.minValue(0));

const storedConnection = v.object({
  provider: v.picklist(['practice', 'openai-compatible', 'anthropic', 'gemini', 'browser']),
  preset: v.exactOptional(v.string()),
  baseUrl: v.string(),
  model: v.string(),
  price: v.exactOptional(v.object({ inputUsd: storedUsd, outputUsd: storedUsd })),
  reasonsFirst: v.exactOptional(v.boolean()),
  api: v.picklist(['chat', 'completions']),
  usesKey: v.boolean(),
  maxConcurrent: v.pipe(v.number(), v.integer(), v.minValue(1)),
  timeoutMs: v.pipe(v.number(), v.minValue(1000)),
});

/** The connection that was last used in any project, or null; it holds no key. */
export async function readLastConnection(): Promise<ModelConnection | null> {
  const parsed = v.safeParse(storedConnection, await readSetting(settingKey));
  return parsed.success ? parsed.output : null;
}

export function rememberConnection(connection: ModelConnection): Promise<void> {
  return writeSetting(settingKey, connection);
}
