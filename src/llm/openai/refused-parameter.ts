import type { Asked } from '#llm/wire.ts';
import type { ProviderError } from './provider-error.ts';

const schemaWords = /response[ _]?format|json[ _]?schema|structured[ _]outputs?|guided_json/i;

/** Where a message begins to quote what it was asked: a value that it refuses, or a whole body. */
const quotedRequest =
  /(['"])input\1:[^]*|\binput_value=[^]*|\{[^{}]*(['"])(?:messages|prompt)\2:[^]*/;

/** Whether an error is about the schema that its call carried. */
export function refusesSchema(
  { code, message, parameter }: ProviderError,
  { schema }: Asked,
): boolean {
  if (schema === undefined) return false;
  if (parameter !== undefined) return schemaWords.test(parameter);
  // Said in many ways, and always of the schema: nothing else is in that field.
  return schemaWords.test(`${code} ${message.replace(quotedRequest, '')}`);
}

/** The parameter that an error says the model does not take, or undefined. */
export function refusedParameter(error: ProviderError, asked: Asked): string | undefined {
  if (refusesSchema(error, asked)) return 'response_format';
  const { code, message, parameter } = error;
  const isRefusal =
    /unsupported_(parameter|value)/.test(code) ||
    /unsupported|not support|not permitted|unrecognized|unknown (field|parameter|argument)/i.test(
      message,
    );
  if (!isRefusal) return undefined;
  const named =
    parameter ??
    /['"`]([a-z_]+)['"`]/i.exec(message)?.[1] ??
    /(?:parameter|argument supplied):? ([a-z_]+)/i.exec(message)?.[1];
  const name = named?.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  // Where it was about the schema that is told by now.
  return name === 'response_format' ? undefined : name;
}
