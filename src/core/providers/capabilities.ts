import type { ModelConnection } from '#core/model/connection.ts';
import { modelRule, plainName } from './model-rules.ts';
import type { Parameter, Provider, TokenField } from './provider.ts';
import { reasonsFirst } from './reasons-first.ts';
import { providerOf } from './provider-table.ts';

/** What one model takes, as far as is known: from the table, its name, and what it refused. */
export interface Capabilities {
  readonly provider: Provider;
  readonly takes: readonly Parameter[];
  /** Parameters that the server itself turned down. */
  readonly refused: readonly string[];
  readonly tokenField: TokenField;
  readonly mostStops: number;
  readonly isOneSampler: boolean;
  readonly reasoningEffort: string | null;
  /** Spends tokens on reasoning before it answers. */
  readonly reasonsFirst: boolean;
  /** What is special about the model, in words; null where nothing is known. */
  readonly note: string | null;
}

/** What a connection's model takes. `refused` holds what it was found to refuse. */
export function capabilitiesOf(
  connection: Pick<ModelConnection, 'provider' | 'baseUrl' | 'preset' | 'model' | 'reasonsFirst'>,
  refused: readonly string[] = [],
): Capabilities {
  const provider = providerOf(connection);
  const rule = modelRule(connection.model);
  const takesSchema = provider.schemaModels?.test(plainName(connection.model)) ?? true;
  const isTaken = (parameter: Parameter): boolean =>
    !rule.refuses.includes(parameter) &&
    !refused.includes(parameter) &&
    (parameter !== 'response_format' || takesSchema);
  const preferred = rule.tokenField ?? provider.tokenField;
  return {
    provider,
    takes: provider.takes.filter(isTaken),
    refused,
    tokenField: refused.includes(preferred) ? otherName(preferred) : preferred,
    mostStops: provider.mostStops,
    isOneSampler: rule.isOneSampler === true,
    reasoningEffort: rule.reasoningEffort ?? null,
    reasonsFirst: reasonsFirst(connection),
    note: rule.note ?? null,
  };
}

function otherName(field: TokenField): TokenField {
  return field === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
}
