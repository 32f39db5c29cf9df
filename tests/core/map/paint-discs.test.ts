import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paintDiscs, type Discs, type Pixels } from '#core/map/paint-discs.ts';

const background = 0xff202020;
const colour = 0xff3060c0;

function painted(size: { width: number; height: number }, discs: Partial<Discs>): Pixels {
  const data = new Uint32Array(size.width * size.height).fill(background);
  const places = discs.places ?? Float32Array.of(0, 0);
  const pixels = { data, ...size };
  paintDiscs(pixels, {
    points: Int32Array.from({ length: places.length / 2 }, (_, point) => point),
    view: { scale: 1, x: 0, y: 0 },
    ...{ radius: 3, colour, alpha: 1, ...discs, places },
  });
  return pixels;
}

const at = ({ data, width }: Pixels, x: number, y: number): number => data[y * width + x] ?? 0;

test('a disc is as round and as large as it says, and leaves the rest alone', () => {
  const picture = painted(
    { width: 40, height: 30 },
    { places: Float32Array.of(20, 15), radius: 6 },
  );
  for (let y = 0; y < 30; y += 1) {
    for (let x = 0; x < 40; x += 1) {
      const distance = Math.hypot(x + 0.5 - 20, y + 0.5 - 15);
      if (distance < 4.9) expect(at(picture, x, y)).toBe(colour);
      if (distance > 7.1) expect(at(picture, x, y)).toBe(background);
    }
  }
});

test('what lies beneath shines through by the share that was asked for', () => {
  const picture = painted(
    { width: 20, height: 20 },
    { places: Float32Array.of(10, 10), radius: 5, colour: 0xffffffff, alpha: 0.5 },
  );
  expect(at(picture, 10, 10).toString(16)).toBe('ff8f8f8f');
});

test('the picture moves with the view, and is larger by its scale', () => {
  const plain = painted({ width: 60, height: 60 }, { places: Float32Array.of(12, 20) });
  const moved = painted(
    { width: 60, height: 60 },
    { places: Float32Array.of(2, 5), view: { scale: 2, x: 8, y: 10 } },
  );
  expect(moved.data).toEqual(plain.data);
});

test('whatever stands outside, what is inside is painted as in a larger picture', () => {
  // Eighths, which no rounding can put into another step of a pixel.
  const place = fc.integer({ min: -240, max: 480 }).map((eighths) => eighths / 8);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(place, place), { maxLength: 12 }),
      fc.double({ min: 0.5, max: 14, noNaN: true }),
      (points, radius) => {
        const places = Float32Array.from(points.flat());
        const small = painted({ width: 30, height: 20 }, { places, radius, alpha: 0.85 });
        const view = { scale: 1, x: 50, y: 50 };
        const large = painted({ width: 130, height: 120 }, { places, radius, alpha: 0.85, view });
        for (let y = 0; y < 20; y += 1) {
          for (let x = 0; x < 30; x += 1) {
            expect(at(small, x, y)).toBe(at(large, x + 50, y + 50));
          }
        }
      },
    ),
  );
});

test('a point just before a whole pixel is not lost', () => {
  const view = { scale: 1, x: 2.5, y: 2.5 };
  const picture = painted(
    { width: 9, height: 9 },
    { places: Float32Array.of(0, -1e-20), radius: 2, view },
  );
  expect(at(picture, 2, 2)).toBe(colour);
});
