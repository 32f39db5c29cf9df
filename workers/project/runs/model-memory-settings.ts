import { refusalKey } from '#core/providers/learn-refusal.ts';
import { addLearnt, readLearnt } from '#core/providers/learnt-model.ts';
import { readSetting, writeSetting } from '#data/catalogue-db.ts';
import type { ModelMemory } from '#llm/model-memory.ts';

/** Notes are added one after the other: two of them must not overwrite each other. */
let noting: Promise<void> = Promise.resolve();

/** Keeps what models are like in the catalogue, so that no session has to find it out again. */
export const modelMemorySettings: ModelMemory = {
  recall: async (connection) => {
    await noting;
    // What can't be read counts as unknown: the model is asked anew.
    return readLearnt(await readSetting(refusalKey(connection)).catch(() => undefined));
  },
  note: (connection, more) => {
    const key = refusalKey(connection);
    noting = noting
      .then(async () => writeSetting(key, addLearnt(readLearnt(await readSetting(key)), more)))
      // What could not be stored is found out once more.
      .catch(() => undefined);
  },
};
