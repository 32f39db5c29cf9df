import { expose } from 'comlink';
import { PoolService } from './pool/pool-service.ts';

expose(new PoolService());
