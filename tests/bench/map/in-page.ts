/** What the bench does in the page. */
export interface MapBench {
  /** Begins to watch: the longest task of the page, and how long it went without a frame, in ms. */
  watch(): () => { longestTaskMs: number; longestGapMs: number };
  /** Frames a second while `step` is called with every frame. */
  fps(kind: 'pan' | 'zoom' | 'point', frames: number): Promise<number>;
}

declare global {
  interface Window {
    mapBench: MapBench;
  }
}

const stage = (): HTMLElement => {
  const found = document.querySelector<HTMLElement>('[role="application"]');
  if (found === null) throw new Error('no map');
  return found;
};

const watch: MapBench['watch'] = () => {
  let longestTaskMs = 0;
  let longestGapMs = 0;
  let isWatching = true;
  let last = performance.now();
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
  });
  observer.observe({ type: 'longtask' });
  const look = (now: number): void => {
    longestGapMs = Math.max(longestGapMs, now - last);
    last = now;
    if (isWatching) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  return () => {
    isWatching = false;
    observer.disconnect();
    return { longestTaskMs, longestGapMs };
  };
};

/** Where the pointer is in a frame: round and round, so that the map is never at its edge for long. */
function placeAt(frame: number): { clientX: number; clientY: number } {
  const { left, top, width, height } = stage().getBoundingClientRect();
  const angle = frame / 15;
  return {
    clientX: left + width * (0.5 + 0.3 * Math.cos(angle)),
    clientY: top + height * (0.5 + 0.3 * Math.sin(angle)),
  };
}

const acts: Readonly<Record<'pan' | 'zoom' | 'point', (frame: number) => void>> = {
  // The pointer is held down by then: the same events drag the map or look for what is under it.
  pan: (frame) => acts.point(frame),
  point: (frame) => {
    const options = { ...placeAt(frame), bubbles: true, pointerId: 1 };
    stage().dispatchEvent(new PointerEvent('pointermove', options));
  },
  zoom: (frame) => {
    // In for a second, out for a second.
    const deltaY = Math.floor(frame / 60) % 2 === 0 ? -40 : 40;
    const options = { ...placeAt(frame), deltaY, bubbles: true, cancelable: true };
    stage().dispatchEvent(new WheelEvent('wheel', options));
  },
};

const fps: MapBench['fps'] = async (kind, frames) => {
  await new Promise(requestAnimationFrame);
  const start = performance.now();
  for (let frame = 0; frame < frames; frame += 1) {
    acts[kind](frame);
    await new Promise(requestAnimationFrame);
  }
  return (frames * 1000) / (performance.now() - start);
};

window.mapBench = { watch, fps };
