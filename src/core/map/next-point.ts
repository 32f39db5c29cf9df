export type Direction = 'left' | 'right' | 'up' | 'down';

const steps: Readonly<Record<Direction, readonly [number, number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

/**
 * The point to go to from another one by an arrow key: the nearest within 45° of the direction; −1
 * where there is none. `places`: two numbers a point, y downwards.
 */
export function nextPoint(places: Float32Array, from: number, direction: Direction): number {
  const [stepX, stepY] = steps[direction];
  const x = places[2 * from] ?? 0;
  const y = places[2 * from + 1] ?? 0;
  let best = -1;
  let least = Infinity;
  for (let point = 0; 2 * point < places.length; point += 1) {
    const dx = (places[2 * point] ?? 0) - x;
    const dy = (places[2 * point + 1] ?? 0) - y;
    const ahead = dx * stepX + dy * stepY;
    const aside = Math.abs(dx * stepY) + Math.abs(dy * stepX);
    const distance = dx * dx + dy * dy;
    if (ahead <= 0 || aside > ahead || distance >= least) continue;
    least = distance;
    best = point;
  }
  return best;
}
