import type { Page } from '@playwright/test';
import { projectIdOf } from '#tests/support/stored-rows.ts';

const RELEASE = 'release-replies';

/**
 * Keeps the stored replies of the project to itself, so that whoever wants to read them waits.
 * Returns what lets them go.
 */
export async function holdReplies(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(
    ([name, release]) =>
      new Promise<void>((resolve, reject) => {
        let isReleased = false;
        addEventListener(release, () => (isReleased = true), { once: true });
        const opening = indexedDB.open(name);
        opening.onerror = () => reject(new Error('The project could not be opened.'));
        opening.onsuccess = () => {
          const database = opening.result;
          const held = database.transaction(['attempts'], 'readwrite').objectStore('attempts');
          // A transaction lives as long as something is asked of it.
          const hold = (): void => {
            resolve();
            if (isReleased) database.close();
            else held.count().onsuccess = hold;
          };
          held.count().onsuccess = hold;
        };
      }),
    [`seedbed-project-${projectIdOf(page)}`, RELEASE] as const,
  );
  return () => page.evaluate((release) => void dispatchEvent(new Event(release)), RELEASE);
}
