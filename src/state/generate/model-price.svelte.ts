import { isOfOwn, noCharge } from '#core/budget/price-of.ts';
import { listPrice } from '#core/budget/price-table.ts';
import type { Price } from '#core/budget/price.ts';
import type { ModelConnection } from '#core/model/connection.ts';

/** The model that a price belongs to. */
export type PricedModel = Pick<ModelConnection, 'provider' | 'preset' | 'baseUrl' | 'model'>;

/**
 * Where a price comes from. `in-browser` and `own-server`: nobody charges; on a server of one's own
 * a price can still be typed.
 */
export type PriceSource = 'in-browser' | 'own-server' | 'listed' | 'typed' | 'unknown';

interface TypedPrice {
  /** A price that was typed for one model never goes to another. */
  readonly of: string;
  readonly inputUsd: number | null;
  readonly outputUsd: number | null;
}

/** What a model costs: by the table, as a person typed it, nothing, or unknown. */
export class ModelPrice {
  readonly #model: () => PricedModel;
  #typed = $state.raw<TypedPrice | null>(null);
  readonly #usual = $derived.by(() => usualPrice(this.#model()));

  constructor(model: () => PricedModel) {
    this.#model = model;
  }

  get source(): PriceSource {
    const model = this.#model();
    if (model.provider === 'practice' || model.provider === 'browser') return 'in-browser';
    if (this.#typedPrice !== null) return this.price === null ? 'unknown' : 'typed';
    if (isOfOwn(model)) return 'own-server';
    return this.#usual === null ? 'unknown' : 'listed';
  }

  /** US dollars for a million tokens each way; null while not both are known. */
  get price(): Price | null {
    const typed = this.#typedPrice;
    if (typed === null) return this.#usual;
    const { inputUsd, outputUsd } = typed;
    return inputUsd === null || outputUsd === null ? null : { inputUsd, outputUsd };
  }

  get inputUsd(): number | null {
    return this.#shown.inputUsd;
  }

  set inputUsd(inputUsd: number | null) {
    this.#typed = { ...this.#shown, inputUsd, of: modelKey(this.#model()) };
  }

  get outputUsd(): number | null {
    return this.#shown.outputUsd;
  }

  set outputUsd(outputUsd: number | null) {
    this.#typed = { ...this.#shown, outputUsd, of: modelKey(this.#model()) };
  }

  /** Whether there is a usual price beside the one that was typed. */
  get canTakeUsual(): boolean {
    return this.#typedPrice !== null && this.#usual !== null;
  }

  takeUsual(): void {
    this.#typed = null;
  }

  /** Takes over the price that a connection was used with. */
  copy(connection: ModelConnection): void {
    const { price } = connection;
    const isUsual = JSON.stringify(price) === JSON.stringify(usualPrice(connection));
    this.#typed = price && !isUsual ? { ...price, of: modelKey(connection) } : null;
  }

  get #typedPrice(): TypedPrice | null {
    return this.#typed?.of === modelKey(this.#model()) ? this.#typed : null;
  }

  get #shown(): Omit<TypedPrice, 'of'> {
    return this.#typedPrice ?? this.#usual ?? { inputUsd: null, outputUsd: null };
  }
}

/** What a model costs as far as is known. One on another host than its provider’s has no list price. */
function usualPrice(model: PricedModel): Price | null {
  if (isOfOwn(model)) return noCharge;
  return listPrice({ ...model, model: model.model.trim() });
}

const modelKey = ({ baseUrl, model }: PricedModel): string =>
  `${model.trim()} at ${baseUrl.trim().replace(/\/+$/, '')}`;
