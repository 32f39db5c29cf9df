import type { PoolApi } from './pool-api.ts';

/** What the page asks of the pool worker beside its queries. */
export interface PoolHost extends PoolApi {
  /**
   * Takes the port of the worker that matches patterns (`PatternMatcher`): the first one, or another
   * after that was ended. A query that waits for the one before fails as overtaken.
   */
  connectPatterns(port: MessagePort): Promise<void>;
}
