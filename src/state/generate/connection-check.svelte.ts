import type { ConnectionTest, ListedModel } from '#core/contracts/connection-test.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import type { CallFailure } from '#core/model/model-call.ts';
import type { Result } from '#core/model/result.ts';
import { refusalKey } from '#core/providers/learn-refusal.ts';
import { nothingLearnt, readLearnt, type LearntModel } from '#core/providers/learnt-model.ts';
import { readSetting } from '#data/catalogue-db.ts';
import { askForLocalNetwork } from './local-network.ts';

/** The part of a session that can ask a model. */
export interface ModelDesk {
  testConnection(
    connection: ModelConnection,
    key: string | null,
  ): Promise<Result<ConnectionTest, { message: string }>>;
  listModels(
    connection: ModelConnection,
    key: string | null,
  ): Promise<Result<readonly ListedModel[], { message: string } | CallFailure>>;
}

interface Tested {
  /** What it was that was tested: another address, model or key makes the result stale. */
  readonly of: string;
  readonly test: ConnectionTest;
}

/** Tries a connection before a run: does it work, which models are there, what do they refuse. */
export class ConnectionCheck {
  readonly #desk: ModelDesk;
  #isTesting = $state(false);
  #isListing = $state(false);
  #tested = $state.raw<Tested | null>(null);
  #models = $state.raw<{ of: string; list: readonly ListedModel[] } | null>(null);
  #listFailure = $state.raw<string | null>(null);
  #learnt = $state.raw<{ of: string; model: LearntModel } | null>(null);

  constructor(desk: ModelDesk) {
    this.#desk = desk;
  }

  get isTesting(): boolean {
    return this.#isTesting;
  }

  get isListing(): boolean {
    return this.#isListing;
  }

  /** Why the models could not be listed, in the provider's words. */
  get listFailure(): string | null {
    return this.#listFailure;
  }

  /** The result for exactly this connection and key, if it was tested. */
  resultFor(connection: ModelConnection, key: string | null): ConnectionTest | null {
    return this.#tested?.of === signature(connection, key) ? this.#tested.test : null;
  }

  /** The models listed at this address. */
  modelsAt(baseUrl: string): readonly ListedModel[] {
    return this.#models?.of === baseUrl ? this.#models.list : [];
  }

  /** What the model is known to refuse, as far as it was looked up. */
  refusedBy(connection: ModelConnection): readonly string[] {
    return this.#learntOf(connection).refused;
  }

  /** Whether its replies, in any project of this browser, showed that it reasons first. */
  isKnownToReason(connection: ModelConnection): boolean {
    return this.#learntOf(connection).reasonsFirst === true;
  }

  #learntOf(connection: ModelConnection): LearntModel {
    return this.#learnt?.of === refusalKey(connection) ? this.#learnt.model : nothingLearnt;
  }

  /** Returns what it showed. Call it from a click: a page from the web may need a permission for local addresses. */
  async test(connection: ModelConnection, key: string | null): Promise<ConnectionTest> {
    this.#isTesting = true;
    await askForLocalNetwork(connection.baseUrl);
    const answer = await this.#desk.testConnection(connection, key);
    const test: ConnectionTest = answer.ok
      ? answer.value
      : { isWorking: false, failure: { kind: 'internal', message: answer.error.message } };
    this.#tested = { of: signature(connection, key), test };
    this.#isTesting = false;
    await this.recall(connection);
    return test;
  }

  async list(connection: ModelConnection, key: string | null): Promise<void> {
    this.#isListing = true;
    this.#listFailure = null;
    await askForLocalNetwork(connection.baseUrl);
    const answer = await this.#desk.listModels(connection, key);
    if (answer.ok) this.#models = { of: connection.baseUrl, list: answer.value };
    else this.#listFailure = answer.error.message;
    this.#isListing = false;
  }

  /** Looks up what this model was found to be like in any project of this browser. */
  async recall(connection: ModelConnection): Promise<void> {
    const of = refusalKey(connection);
    this.#learnt = { of, model: readLearnt(await readSetting(of)) };
  }
}

/** Kept in memory only, like the key itself. */
function signature({ provider, baseUrl, model, api }: ModelConnection, key: string | null): string {
  return JSON.stringify([provider, baseUrl, model, api, key]);
}
