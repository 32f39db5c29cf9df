import { expose } from 'comlink';
import { PatternService } from './pattern/pattern-service.ts';

expose(new PatternService());
