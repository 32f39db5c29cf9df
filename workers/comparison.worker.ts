import { expose } from 'comlink';
import { ComparisonService } from './comparison/comparison-service.ts';

expose(new ComparisonService());
