import type { ListedModel } from '#core/contracts/connection-test.ts';
import type { CallFailure } from '#core/model/model-call.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { providerOf } from '#core/providers/provider-table.ts';
import { wireOf, type ModelRealm } from './create-model.ts';
import { exchange } from './exchange.ts';
import { asObject, asString, parseJson, type JsonObject } from './json-shape.ts';

/** More than any provider has; without it Anthropic lists 20 and Gemini 50. */
const MOST_MODELS = 1000;

type Listed = Result<readonly ListedModel[], CallFailure>;

/** The models that a provider offers, by name; empty where it has no list. */
export async function listModels(
  connection: ModelConnection,
  key: string | null,
  { surroundings }: ModelRealm,
): Promise<Listed> {
  const { modelsPath } = providerOf(connection);
  if (connection.provider === 'practice' || connection.provider === 'browser') return success([]);
  if (modelsPath === null) return success([]);
  const wire = await wireOf(connection.provider);
  const exchanged = await exchange(
    { connection, key, surroundings },
    { path: modelsPath + pageSize(connection), headers: wire.headers(key) },
    new AbortController().signal,
  );
  if (exchanged.kind === 'failure') return failure(exchanged.failure);
  const { answer } = exchanged;
  if (answer.isOk) return readList(answer.body);
  const outcome = wire.readFailure(answer, {});
  return outcome.kind === 'failure' ? failure(outcome.failure) : success([]);
}

function pageSize({ provider }: ModelConnection): string {
  if (provider === 'anthropic') return `?limit=${MOST_MODELS}`;
  return provider === 'gemini' ? `?pageSize=${MOST_MODELS}` : '';
}

/** OpenAI and Anthropic list under `data`, Gemini under `models`, Together on top. */
function readList(body: string): Listed {
  const parsed = parseJson(body);
  const { data, models } = asObject(parsed);
  const rows = [parsed, data, models].find((value) => Array.isArray(value));
  if (rows === undefined) {
    return failure({
      kind: 'not-json',
      message: 'The answer holds no list of models.',
      status: 200,
    });
  }
  const listed = (rows as unknown[]).map(asObject).filter(canWrite).flatMap(toListed);
  return success(listed.sort((one, other) => one.id.localeCompare(other.id)));
}

/** Gemini lists models for embeddings and pictures too, and tells what each can do. */
function canWrite(row: JsonObject): boolean {
  const methods = row['supportedGenerationMethods'];
  return !Array.isArray(methods) || methods.includes('generateContent');
}

function toListed(row: JsonObject): ListedModel[] {
  const id = asString(row['id']) ?? asString(row['name'])?.replace(/^models\//, '');
  if (id === undefined || id === '') return [];
  const label = asString(row['display_name']) ?? asString(row['displayName']);
  return [{ id, ...(label !== undefined && label !== id && { label }) }];
}
