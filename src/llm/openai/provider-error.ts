import { asObject, asString, type JsonObject } from '#llm/json-shape.ts';

/** What a provider said of an error: OpenAI nests it, Mistral puts the fields on top. */
export interface ProviderError {
  readonly message: string;
  readonly type: string;
  readonly code: string;
  /** The field of the request that it names outside of its words. */
  readonly parameter: string | undefined;
}

/** Reads the error object of a body, wherever the provider put it. */
export function providerError(body: unknown): ProviderError {
  // Gemini's own form in OpenAI's clothes comes in a list.
  const top = asObject(Array.isArray(body) ? body[0] : body);
  const error =
    typeof top['error'] === 'string' ? { message: top['error'] } : asObject(top['error']);
  const field = (name: string): string | undefined =>
    asString(asObject(error)[name]) ?? asString(top[name]);
  const code = asObject(error)['code'] ?? top['code'];
  const invalid = invalidField(top);
  const message = field('message') ?? field('detail') ?? invalid?.message ?? '';
  return {
    message,
    type: field('type') ?? '',
    code: typeof code === 'number' ? String(code) : (asString(code) ?? ''),
    parameter: namedField(field('param')) ?? invalid?.parameter ?? placeInWords(message),
  };
}

interface InvalidField {
  readonly message: string;
  readonly parameter: string | undefined;
}

/** Mistral and other servers that check bodies by a schema list each field that they refuse. */
function invalidField(top: JsonObject): InvalidField | null {
  const detail = asObject(top['message'])['detail'] ?? top['detail'];
  const first = asObject(Array.isArray(detail) ? detail[0] : undefined);
  const path: readonly unknown[] = Array.isArray(first['loc']) ? first['loc'] : [];
  const place = path.at(-1);
  if (typeof place !== 'string') return null;
  const message = `${place}: ${asString(first['msg']) ?? 'refused'}`;
  return { message, parameter: fieldAt(path.map(String)) };
}

/** Of a path into the request the field of its body, `undefined` for the body as a whole. */
const fieldAt = (path: readonly string[]): string | undefined => path[path[0] === 'body' ? 1 : 0];

/** Some gateways put another language’s word for nothing there. */
const namedField = (given: string | undefined): string | undefined =>
  given === '' || given === 'None' || given === 'null' ? undefined : given;

/** Older vLLM writes that list into its message, as Python would. */
const placeInWords = (message: string): string | undefined =>
  /'loc': \('body', '(\w+)'/.exec(message)?.[1];
