import type { Caps } from '#core/budget/budget.ts';
import { listPrice } from '#core/budget/price-table.ts';
import type { Price } from '#core/budget/price.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import { localSpace } from '#core/providers/local-address.ts';

/** The model that a price belongs to. */
export type PricedModel = Pick<ModelConnection, 'provider' | 'baseUrl' | 'model'>;

/** Where a price comes from; `free` models run in this browser and cost nothing. */
export type PriceSource = 'free' | 'listed' | 'own' | 'unknown';

interface OwnPrice {
  /** A price that was typed for one model never goes to another. */
  readonly of: string;
  readonly inputUsd: number | null;
  readonly outputUsd: number | null;
}

/** What the model costs, and what a run may take at most: settings of a run that has not started. */
export class RunBudget {
  readonly #model: () => PricedModel;
  usdCap = $state<number | null>(null);
  requestCap = $state<number | null>(null);
  tokenCap = $state<number | null>(null);
  stopsAfterInstructions = $state(false);
  #own = $state.raw<OwnPrice | null>(null);
  readonly #listed = $derived.by(() => listedPrice(this.#model()));

  constructor(model: () => PricedModel) {
    this.#model = model;
  }

  get source(): PriceSource {
    const { provider } = this.#model();
    if (provider === 'practice' || provider === 'browser') return 'free';
    if (this.#ownPrice !== null) return this.price === null ? 'unknown' : 'own';
    return this.#listed === null ? 'unknown' : 'listed';
  }

  /** US dollars for a million tokens each way; null while not both are known. */
  get price(): Price | null {
    const own = this.#ownPrice;
    if (own === null) return this.#listed;
    const { inputUsd, outputUsd } = own;
    return inputUsd === null || outputUsd === null ? null : { inputUsd, outputUsd };
  }

  get inputUsd(): number | null {
    return this.#shown.inputUsd;
  }

  set inputUsd(inputUsd: number | null) {
    this.#own = { ...this.#shown, inputUsd, of: modelKey(this.#model()) };
  }

  get outputUsd(): number | null {
    return this.#shown.outputUsd;
  }

  set outputUsd(outputUsd: number | null) {
    this.#own = { ...this.#shown, outputUsd, of: modelKey(this.#model()) };
  }

  /** Whether the table has a price that differs from the one that was typed. */
  get canTakeListed(): boolean {
    return this.#ownPrice !== null && this.#listed !== null;
  }

  takeListed(): void {
    this.#own = null;
  }

  /** The caps that hold: one on money only where the price is known. */
  get caps(): Caps {
    return {
      ...(this.usdCap !== null && this.price !== null && { usd: this.usdCap }),
      ...(this.requestCap !== null && { requests: this.requestCap }),
      ...(this.tokenCap !== null && { tokens: this.tokenCap }),
    };
  }

  copyCaps({ usd, requests, tokens }: Caps): void {
    this.usdCap = usd ?? null;
    this.requestCap = requests ?? null;
    this.tokenCap = tokens ?? null;
  }

  /** Takes over the price that a connection was used with. */
  copyPrice(connection: ModelConnection): void {
    const { price } = connection;
    const isListed = JSON.stringify(price) === JSON.stringify(listedPrice(connection));
    this.#own = price && !isListed ? { ...price, of: modelKey(connection) } : null;
  }

  get #ownPrice(): OwnPrice | null {
    return this.#own?.of === modelKey(this.#model()) ? this.#own : null;
  }

  get #shown(): Omit<OwnPrice, 'of'> {
    return this.#ownPrice ?? this.#listed ?? { inputUsd: null, outputUsd: null };
  }
}

/** A model on this machine or network has no list price, whatever it is called. */
function listedPrice({ provider, baseUrl, model }: PricedModel): Price | null {
  if (provider === 'practice' || provider === 'browser') return null;
  return localSpace(baseUrl) === null ? listPrice(model.trim()) : null;
}

const modelKey = ({ baseUrl, model }: PricedModel): string =>
  `${model.trim()} at ${baseUrl.trim().replace(/\/+$/, '')}`;
