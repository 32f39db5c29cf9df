import { expose } from 'comlink';
import { DuplicatesService } from './duplicates/duplicates-service.ts';

expose(new DuplicatesService());
