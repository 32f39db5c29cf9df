import type { Caps } from '#core/budget/budget.ts';

/** What a run may take at most, and where it stops: settings of a run that has not started. */
export class RunBudget {
  readonly #isPriced: () => boolean;
  usdCap = $state<number | null>(null);
  requestCap = $state<number | null>(null);
  tokenCap = $state<number | null>(null);
  stopsAfterInstructions = $state(false);

  /** `isPriced`: whether the price of every model of the run is known. */
  constructor(isPriced: () => boolean) {
    this.#isPriced = isPriced;
  }

  get isPriced(): boolean {
    return this.#isPriced();
  }

  /** The caps that hold: one on money only where every price is known. */
  get caps(): Caps {
    return {
      ...(this.usdCap !== null && this.isPriced && { usd: this.usdCap }),
      ...(this.requestCap !== null && { requests: this.requestCap }),
      ...(this.tokenCap !== null && { tokens: this.tokenCap }),
    };
  }

  copyCaps({ usd, requests, tokens }: Caps): void {
    this.usdCap = usd ?? null;
    this.requestCap = requests ?? null;
    this.tokenCap = tokens ?? null;
  }
}
