import { failure, success, type Result } from '#core/model/result.ts';

/** The most that one file of a batch may hold. */
export interface ShardLimits {
  readonly requests: number;
  /** Bytes of the file, line ends included. */
  readonly bytes: number;
}

/** A run of consecutive requests that go into one file. */
export interface Shard {
  /** Index of the first request, from 0. */
  readonly from: number;
  readonly requests: number;
  readonly bytes: number;
}

/**
 * What OpenAI takes in one batch file: 50,000 requests and 200 MB (API reference, “Create batch”).
 * MB is taken as a million bytes, the smaller of the two readings.
 */
export const openAiLimits: ShardLimits = { requests: 50_000, bytes: 200_000_000 };

/**
 * Cuts lines into shards, in order, each as full as the limits allow. `sizes`: the bytes of each
 * line with its line end. Fails, in words, where one line alone is larger than a shard may be.
 */
export function planShards(
  sizes: Iterable<number>,
  limits: ShardLimits,
): Result<readonly Shard[], string> {
  const shards: Shard[] = [];
  let shard: Shard | null = null;
  let index = 0;
  for (const bytes of sizes) {
    if (bytes > limits.bytes) return failure(tooLarge(bytes, limits.bytes));
    const isFull: boolean =
      shard === null || shard.requests >= limits.requests || shard.bytes + bytes > limits.bytes;
    if (isFull && shard !== null) shards.push(shard);
    shard =
      isFull || shard === null
        ? { from: index, requests: 1, bytes }
        : { from: shard.from, requests: shard.requests + 1, bytes: shard.bytes + bytes };
    index += 1;
  }
  return success(shard === null ? shards : [...shards, shard]);
}

/** What is wrong with limits that a person set; null if nothing is. */
export function limitsProblem({ requests, bytes }: ShardLimits): string | null {
  if (!Number.isSafeInteger(requests) || requests < 1) {
    return 'A file must be allowed at least one request.';
  }
  return Number.isSafeInteger(bytes) && bytes >= 1 ? null : 'A file must be allowed some bytes.';
}

function tooLarge(bytes: number, most: number): string {
  const [size, limit] = [bytes, most].map((count) => count.toLocaleString('en'));
  return `One request alone takes ${size} bytes, and a file may have ${limit}.`;
}
