import { expose } from 'comlink';
import { EmbeddingService } from './embedding/embedding-service.ts';

expose(new EmbeddingService());
