/** How many of Review's panes stand side by side. */
export type PaneMode = 'one' | 'two' | 'three';

/** By the width that Review has, in CSS pixels. */
export function paneModeOf(width: number): PaneMode {
  if (width < 640) return 'one';
  return width < 1000 ? 'two' : 'three';
}
