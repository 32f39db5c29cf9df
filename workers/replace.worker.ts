import { expose } from 'comlink';
import { ReplaceService } from './replace/replace-service.ts';

expose(new ReplaceService());
