/** What `tests/bench/NAME/NAME.bench.ts` exports as `run`; gets the arguments after the name. */
export type Bench = (args: readonly string[]) => Promise<void>;
