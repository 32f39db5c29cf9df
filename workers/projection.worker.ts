import { expose, transfer } from 'comlink';
import type { ProjectionApi } from '#core/contracts/vectors-api.ts';
import { layOut } from './projection/lay-out.ts';

const api = {
  layOut(table, seed, onShare) {
    const steps = layOut(table, seed);
    let told = 0;
    for (;;) {
      const step = steps.next();
      if (step.done === true) {
        return Promise.resolve(transfer(step.value, [step.value.buffer]));
      }
      if (step.value - told < 0.01) continue;
      told = step.value;
      onShare(told);
    }
  },
} satisfies ProjectionApi;

expose(api);
