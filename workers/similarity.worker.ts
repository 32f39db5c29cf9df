import { expose } from 'comlink';
import type { SimilarityHost } from '#core/contracts/similarity-host.ts';
import { createSimilarityHost } from './similarity/similarity-host.ts';

const host = createSimilarityHost() satisfies SimilarityHost;

expose(host);
