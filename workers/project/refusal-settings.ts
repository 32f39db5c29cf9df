import { refusalKey } from '#core/providers/learn-refusal.ts';
import { readSetting, writeSetting } from '#data/catalogue-db.ts';
import type { RefusalMemory } from '#llm/refusal-memory.ts';

/** Keeps what models refuse in the catalogue, so that no session has to find it out again. */
export const refusalSettings: RefusalMemory = {
  recall: async (connection) => {
    const stored = await readSetting(refusalKey(connection)).catch(() => undefined);
    return Array.isArray(stored) ? stored.filter((name) => typeof name === 'string') : [];
  },
  note: (connection, refused) => {
    // What could not be stored is found out once more.
    writeSetting(refusalKey(connection), refused).catch(() => undefined);
  },
};
