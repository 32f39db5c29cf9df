import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeLabels } from '#core/map/label-places.ts';
import { groupMiddles, pointsByGroup } from '#core/map/map-groups.ts';
import { escapeXml, mapSvg, type SvgMap } from '#core/map/map-svg.ts';

const size = { width: 200, height: 100 };

test('points are sorted by group, and the middle of a group ignores a stray point', () => {
  const groups = pointsByGroup(Int32Array.of(1, 0, 1, 1, 0), 3);
  expect([...groups.starts]).toEqual([0, 2, 5, 5]);
  expect([...groups.points]).toEqual([1, 4, 0, 2, 3]);
  const places = Float32Array.of(1, 1, 0, 0, 2, 2, 99, 99, 0, 0);
  expect([...groupMiddles(places, groups)]).toEqual([0, 0, 2, 2, 0, 0]);
});

test('labels never cover each other and stay in sight', () => {
  const label = fc.record({
    x: fc.integer({ min: -20, max: 220 }),
    y: fc.integer({ min: -20, max: 120 }),
    width: fc.integer({ min: 10, max: 90 }),
  });
  fc.assert(
    fc.property(fc.array(label, { maxLength: 12 }), (labels) => {
      const places = placeLabels(labels, 16, size);
      expect(places).toHaveLength(labels.length);
      const boxes = places.flatMap((place, at) =>
        place === null ? [] : [{ ...place, width: labels[at]?.width ?? 0 }],
      );
      boxes.forEach((box, at) => {
        expect(box.x - box.width / 2).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width / 2).toBeLessThanOrEqual(200);
        for (const other of boxes.slice(at + 1)) {
          const areApart =
            Math.abs(other.y - box.y) >= 16 ||
            Math.abs(other.x - box.x) >= (other.width + box.width) / 2;
          expect(areApart).toBe(true);
        }
      });
    }),
  );
});

const map: SvgMap = {
  places: Float32Array.of(1, 1, 5, 5, 900, 1),
  groups: pointsByGroup(Int32Array.of(0, 1, 1), 2),
  view: { scale: 10, x: 0, y: 0 },
  ...{ size, radius: 2, labelSize: 12, background: '#fff' },
  colours: ['#a00', '#00a'],
  labels: [{ text: 'poem', x: 20, y: 10, colour: '#a00' }],
  title: 'Map',
};

test('a picture holds a dot for every point in sight', () => {
  const svg = mapSvg(map);
  expect(svg).toContain('<path stroke="#a00" d="M10 10h0"/><path stroke="#00a" d="M50 50h0"/>');
  expect(svg).not.toContain('M9000');
});

test('no text gets out of its place in the picture', () => {
  const hostile = '</text><script>alert(1)</script>\u0000 ]]>&amp;"\' \ud800';
  const svg = mapSvg({
    ...map,
    title: hostile,
    labels: [{ text: hostile, x: 1, y: 1, colour: '"><g/>' }],
  });
  expect(svg).not.toContain('<script');
  expect(svg).not.toContain('<g/>');
  expect(svg.match(/<text/g)).toHaveLength(1);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const escaped = escapeXml(text);
      expect(escaped).not.toMatch(/[<>"']/);
      expect(escaped.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
      expect(escaped.isWellFormed()).toBe(true);
      const isControl = (character: string) => character < ' ' && !'\t\n\r'.includes(character);
      expect(Array.from(escaped).some(isControl)).toBe(false);
    }),
  );
});
