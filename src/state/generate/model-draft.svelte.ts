import type { ModelConnection } from '#core/model/connection.ts';
import type { ModelApi } from '#core/model/model-call.ts';
import { modelName } from '#core/model/step-connection.ts';
import type { Provider, ProviderId } from '#core/providers/provider.ts';
import { addressProblem, keyProblem } from '#core/providers/endpoint-check.ts';
import { refusalKey } from '#core/providers/learn-refusal.ts';
import { providerById, providerOf } from '#core/providers/provider-table.ts';
import { practiceConnection } from '#state/projects/first-steps.ts';
import { originOf, type Keys } from '#state/keys/keys.ts';
import { ModelPrice } from './model-price.svelte.ts';

/** What still keeps a model from being asked, by the field it concerns. */
export interface ModelProblems {
  readonly address: string | null;
  readonly model: string | null;
  readonly key: string | null;
}

/** Which draft holds the key for a draft's address: a key is typed once for each. */
type KeyOwner = (draft: ModelDraft) => ModelDraft;

const noProblems: ModelProblems = { address: null, model: null, key: null };

/** How to reach a model, while a person is setting it up. */
export class ModelDraft {
  readonly #keys: Keys;
  readonly #ownerOf: KeyOwner;
  model = $state('');
  api = $state<ModelApi>('chat');
  maxConcurrent = $state(6);
  timeoutSeconds = $state(120);
  key = $state('');
  #baseUrl = $state('');
  #provider = $state.raw<Provider>(providerById('practice'));
  /** What was chosen or learnt of one model; another has its own name to go by. */
  #reasoning = $state.raw<{ of: string; isFirst: boolean } | null>(null);
  readonly #problems = $derived(this.#findProblems());
  readonly price = new ModelPrice(() => this.#named);

  constructor(keys: Keys, ownerOf: KeyOwner = (draft) => draft) {
    this.#keys = keys;
    this.#ownerOf = ownerOf;
  }

  get baseUrl(): string {
    return this.#baseUrl;
  }

  /** A key belongs to one origin: another address never gets the key of the one before. */
  set baseUrl(address: string) {
    const isElsewhere = originOf(address) !== originOf(this.#baseUrl);
    this.#baseUrl = address;
    if (isElsewhere) this.key = this.#keys.get(address) ?? '';
  }

  /** Takes the key that this tab knows for the address as it now is, unless one is typed. */
  takeKnownKey(): void {
    if (this.key === '') this.key = this.#keys.get(this.#baseUrl) ?? '';
  }

  get provider(): Provider {
    return this.#provider;
  }

  /** Whether another draft holds the key for this address. */
  get hasKeyElsewhere(): boolean {
    return this.#ownerOf(this) !== this;
  }

  /** The key for the address, or null where none is given. */
  get givenKey(): string | null {
    const key = this.#ownerOf(this).key.trim();
    return key === '' || this.#provider.keyHeader === null ? null : key;
  }

  /** Whether the model reasons before it answers, as chosen or learnt; null: as its name tells. */
  get reasonsFirst(): boolean | null {
    return this.#reasoning?.of === modelName(this.#named) ? this.#reasoning.isFirst : null;
  }

  set reasonsFirst(isFirst: boolean | null) {
    this.#reasoning = isFirst === null ? null : { of: modelName(this.#named), isFirst };
  }

  /** Takes note that a model was found to reason first, where it is still the one that is set up. */
  learnReasonsFirst(tested: ModelConnection): void {
    if (refusalKey(tested) === refusalKey(this.connection)) this.reasonsFirst = true;
  }

  get problems(): ModelProblems {
    return this.#problems;
  }

  get isReady(): boolean {
    const { address, model, key } = this.problems;
    return address === null && model === null && key === null;
  }

  /** The model as it would be called; the key travels apart. */
  get connection(): ModelConnection {
    if (this.#provider.adapter === 'practice') return practiceConnection;
    const { price } = this.price;
    return {
      ...this.#named,
      api: this.api,
      ...(price && { price }),
      ...(this.reasonsFirst !== null && { reasonsFirst: this.reasonsFirst }),
      usesKey: this.givenKey !== null,
      maxConcurrent: this.maxConcurrent,
      timeoutMs: this.timeoutSeconds * 1000,
    };
  }

  /** Takes a provider's usual address, which can be changed; its models have names of their own. */
  chooseProvider(id: ProviderId): void {
    if (id === this.#provider.id) return;
    this.#provider = providerById(id);
    if (id !== 'custom') this.baseUrl = this.#provider.baseUrl;
    this.model = '';
    if (!this.#provider.apis.includes(this.api)) this.api = 'chat';
  }

  copyConnection(connection: ModelConnection): void {
    this.#provider = providerOf(connection);
    if (connection.provider === 'practice') return;
    this.baseUrl = connection.baseUrl;
    this.model = connection.model;
    this.api = connection.api;
    this.maxConcurrent = connection.maxConcurrent;
    this.timeoutSeconds = Math.round(connection.timeoutMs / 1000);
    this.price.copy(connection);
    this.reasonsFirst = connection.reasonsFirst ?? null;
  }

  get #named(): Pick<ModelConnection, 'provider' | 'preset' | 'baseUrl' | 'model'> {
    const { id, adapter, place, exampleModel } = this.#provider;
    const isOnPage = place === 'this-page';
    return {
      provider: adapter,
      // Without a preset the address tells which provider it is.
      ...(id !== 'custom' && { preset: id }),
      baseUrl: isOnPage ? '' : this.#baseUrl.trim().replace(/\/+$/, ''),
      model: isOnPage ? exampleModel : this.model.trim(),
    };
  }

  #findProblems(): ModelProblems {
    if (this.#provider.place === 'this-page') return noProblems;
    const address = this.#baseUrl.trim();
    const key = this.givenKey;
    return {
      address: originOf(address)
        ? addressProblem(address)
        : 'An address that begins with https:// or http://, and usually ends in /v1.',
      key: key === null ? null : keyProblem(key),
      model: this.model.trim() === '' ? 'The name by which the server knows the model.' : null,
    };
  }
}
