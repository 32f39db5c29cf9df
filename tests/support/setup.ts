// Dexie looks for IndexedDB when it is first imported, so this must come before it.
import 'fake-indexeddb/auto';
