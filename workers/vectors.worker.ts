import { expose } from 'comlink';
import { VectorsService } from './vectors/vectors-service.ts';

expose(new VectorsService());
