import type { ModelConnection } from '#core/model/connection.ts';
import { mapConnections, type StepModels } from '#core/model/step-connection.ts';

/** Tables whose rows say how to reach a model. */
export const connectedTables: ReadonlySet<string> = new Set(['runs', 'errands']);

/** A row of such a table: a run, or an errand. */
export interface Connected extends StepModels {
  readonly state: string;
}

/** Names under which servers take keys in an address. */
const secretParameter = /^(?:.*[-_])?(?:key|token|secret|sig|signature|password|auth)$|apikey$/iu;

/** Every field of a connection by name, held to the type, so that a new one is not forgotten. */
const connectionFields = {
  provider: true,
  preset: true,
  baseUrl: true,
  model: true,
  api: true,
  price: true,
  reasonsFirst: true,
  usesKey: true,
  maxConcurrent: true,
  timeoutMs: true,
} satisfies Record<keyof ModelConnection, true>;

/**
 * A run or an errand as it may leave the browser: of its connections only the known fields, and
 * addresses without user name, password or key.
 */
export function withoutSecrets<T extends Connected>(row: T): T {
  return { ...row, ...mapConnections(row, connectionWithoutSecrets) };
}

function connectionWithoutSecrets(own: ModelConnection): ModelConnection {
  const connection: ModelConnection = { ...own, baseUrl: addressWithoutSecrets(own.baseUrl) };
  for (const name of Object.keys(connection)) {
    if (!Object.hasOwn(connectionFields, name)) Reflect.deleteProperty(connection, name);
  }
  return connection;
}

function addressWithoutSecrets(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  const secrets = [...url.searchParams.keys()].filter((name) => secretParameter.test(name));
  if (url.username === '' && url.password === '' && secrets.length === 0) return address;
  url.username = '';
  url.password = '';
  for (const name of secrets) url.searchParams.delete(name);
  return url.href;
}
