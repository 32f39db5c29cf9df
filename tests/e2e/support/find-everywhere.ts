import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { test } from './journey.ts';
import { goTo } from './steps.ts';

/**
 * Where a text stands in what the origin keeps: every table of every database, Cache storage,
 * localStorage, sessionStorage, cookies. Places such as `seedbed/settings`, in order of name.
 */
export async function findEverywhere(page: Page, text: string): Promise<readonly string[]> {
  return page.evaluate(searchStorage, text);
}

/** Downloads the only project's backup by its menu; answers what is in it, unpacked. */
export async function backupText(page: Page): Promise<string> {
  await goTo(page, 'Projects');
  await page.getByRole('button', { name: /^More about / }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Back up to a file' }).click(),
  ]);
  const path = test.info().outputPath(download.suggestedFilename());
  await download.saveAs(path);
  const bytes = await readFile(path);
  return (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** Runs inside the page, so it may use nothing from around it. */
async function searchStorage(text: string): Promise<string[]> {
  // Methods: for a function in a variable tsx would call a helper that the page does not have.
  const search = {
    places: new Set<string>(),
    settled<T>(request: IDBRequest<T>): Promise<T> {
      return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(`IndexedDB: ${String(request.error)}`));
      });
    },
    note(place: string, content: string): void {
      if (content.includes(text)) search.places.add(place);
    },
    /** Every text in a stored value; bytes are read as text. */
    async look(place: string, value: unknown): Promise<void> {
      if (typeof value === 'string') search.note(place, value);
      else if (value instanceof Blob) search.note(place, await value.text());
      else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
        search.note(place, new TextDecoder().decode(value));
      } else if (value instanceof Map || value instanceof Set) {
        for (const part of value) await search.look(place, part);
      } else if (typeof value === 'object' && value !== null) {
        for (const [name, part] of Object.entries(value)) {
          search.note(place, name);
          if (part !== null && part !== undefined) await search.look(place, part);
        }
      }
    },
    async database(name: string): Promise<void> {
      const database = await search.settled(indexedDB.open(name));
      try {
        for (const table of database.objectStoreNames) {
          const store = database.transaction(table, 'readonly').objectStore(table);
          const [keys, rows] = await Promise.all([
            search.settled(store.getAllKeys()),
            search.settled(store.getAll()),
          ]);
          await search.look(`${name}/${table}`, [keys, rows]);
        }
      } finally {
        database.close();
      }
    },
    async cache(name: string): Promise<void> {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const response = await cache.match(request);
        search.note(`cache ${name}`, request.url);
        await search.look(`cache ${name}`, [[...request.headers], await response?.blob()]);
      }
    },
  };
  for (const { name = '' } of await indexedDB.databases()) await search.database(name);
  for (const name of await caches.keys()) await search.cache(name);
  await search.look('localStorage', Object.entries(localStorage));
  await search.look('sessionStorage', Object.entries(sessionStorage));
  search.note('cookies', document.cookie);
  return [...search.places].sort();
}
