// Dexie looks for IndexedDB when it is first imported, so this must come before it.
import 'fake-indexeddb/auto';
import { vi } from 'vitest';

// Vitest gives up on a condition after a second, which a busy machine may need for one worker.
const patienceMs = 10_000;
const { waitFor, waitUntil } = vi;
vi.waitFor = (callback, options = patienceMs) => waitFor(callback, options);
vi.waitUntil = (callback, options = patienceMs) => waitUntil(callback, options);
