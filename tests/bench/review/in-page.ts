/** What the bench does in the page; every time is from the act to the frame that shows its result. */
export interface InPage {
  /** Milliseconds until `seen` gives another text, painted, after `act`. */
  timeChange(act: () => void, seen: () => string): Promise<number>;
  /** Frames a second and blank rows while the list scrolls by so many pixels a frame. */
  scroll(pxPerFrame: number, frames: number): Promise<{ fps: number; blanks: number }>;
  count(): string;
  /** How many match and how many there are; not what stands beside it while a search takes time. */
  counts(): string;
  /** The texts of the first rows; empty until there are any. */
  firstRows(): string;
  /** Types a search in place of the one before. */
  type(text: string): void;
  /** Begins to watch frames; gives the longest time without one so far. */
  watchFrames(): () => number;
}

declare global {
  interface Window {
    reviewBench: InPage;
  }
}

const find = (selector: string): HTMLElement | null => document.querySelector(selector);
const painted = (): Promise<void> =>
  new Promise((resolve) => {
    // After the callbacks of a frame it is painted; a message comes after that.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  });
const timeChange: InPage['timeChange'] = (act, seen) => {
  const before = seen();
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const give = setTimeout(() => reject(new Error(`nothing changed: ${before}`)), 60_000);
    const observer = new MutationObserver(() => {
      if (seen() === before) return;
      observer.disconnect();
      clearTimeout(give);
      void painted().then(() => resolve(performance.now() - start));
    });
    observer.observe(document.body, {
      ...{ subtree: true, childList: true, characterData: true, attributes: true },
    });
    act();
  });
};
const scroll: InPage['scroll'] = async (pxPerFrame, frames) => {
  const grid = find('[role="grid"]');
  if (grid === null) throw new Error('no list');
  let blanks = 0;
  const start = performance.now();
  for (let frame = 0; frame < frames; frame += 1) {
    grid.scrollTop += pxPerFrame;
    await new Promise(requestAnimationFrame);
    const { top, bottom } = grid.getBoundingClientRect();
    const rows = [...grid.querySelectorAll('[role="row"]')].filter((row) => {
      const box = row.getBoundingClientRect();
      return box.bottom > top && box.top < bottom;
    });
    // The head and as many rows as fit must be there, each with its text.
    const missing = Math.floor((bottom - top - 28) / 36) + 1 - rows.length;
    blanks += Math.max(0, missing) + rows.filter((row) => row.querySelector('.waiting')).length;
  }
  return { fps: (frames * 1000) / (performance.now() - start), blanks };
};
// Several, since two orders can begin with the same task.
const firstRows = (): string =>
  [...document.querySelectorAll('[role="grid"] [role="row"] .instruction')]
    .slice(0, 8)
    .map((cell) => cell.textContent)
    .join();
const count = (): string => find('p.count b')?.textContent ?? '';
const counts = (): string =>
  [...document.querySelectorAll('p.count b, p.count .label')]
    .map((each) => each.textContent)
    .join();
const type = (text: string): void => {
  const field = document.querySelector<HTMLInputElement>('[role="search"] input');
  if (field === null) throw new Error('no field');
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
};
const watchFrames: InPage['watchFrames'] = () => {
  let longest = 0;
  let last = performance.now();
  const look = (now: number): void => {
    longest = Math.max(longest, now - last);
    last = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  return () => longest;
};

window.reviewBench = { timeChange, scroll, firstRows, count, counts, type, watchFrames };
