import type { PointsByGroup } from './map-groups.ts';
import type { Size, View } from './map-view.ts';

export interface SvgLabel {
  readonly text: string;
  /** Its middle, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly colour: string;
}

export interface SvgMap {
  readonly places: Float32Array;
  readonly groups: PointsByGroup;
  readonly view: View;
  readonly size: Size;
  /** Radius of a point, in pixels. */
  readonly radius: number;
  /** One a group; as CSS has them. */
  readonly colours: readonly string[];
  readonly background: string;
  readonly labels: readonly SvgLabel[];
  readonly labelSize: number;
  /** What the picture is, for those who don't see it. */
  readonly title: string;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What XML 1.0 can hold: no control characters but white space, no half of a pair. */
function isXml(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}

/** Any text as XML text or attribute value; what XML can't hold becomes U+FFFD. */
export function escapeXml(text: string): string {
  let escaped = '';
  for (const character of text) {
    const isKept = isXml(character.codePointAt(0) ?? 0);
    escaped += isKept ? (entities[character] ?? character) : '\ufffd';
  }
  return escaped;
}

const short = (value: number): string => String(Math.round(value * 10) / 10);

/**
 * A map as a file of its own: points of one group are one path of dots, so that 20,000 of them stay
 * small; those out of sight are left out.
 */
export function mapSvg(map: SvgMap): string {
  const { size, background, title, labels, labelSize } = map;
  const box = `${short(size.width)} ${short(size.height)}`;
  const [width = '', height = ''] = box.split(' ');
  const dots = map.colours.map((colour, group) => dotsOf(map, group, colour)).join('');
  const halo = `paint-order="stroke" stroke="${escapeXml(background)}" stroke-width="4" stroke-linejoin="round"`;
  const texts = labels.map(
    ({ text, x, y, colour }) =>
      `<text x="${short(x)}" y="${short(y)}" fill="${escapeXml(colour)}">${escapeXml(text)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${box}" width="${width}" height="${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${escapeXml(background)}"/>`,
    `<g fill="none" stroke-linecap="round" stroke-width="${short(2 * map.radius)}">${dots}</g>`,
    `<g font-family="system-ui, sans-serif" font-size="${short(labelSize)}" font-weight="600" text-anchor="middle" dominant-baseline="central" ${halo}>${texts.join('')}</g>`,
    '</svg>',
  ].join('\n');
}

/** A line of no length with round ends is a dot. */
function dotsOf({ places, groups, view, size }: SvgMap, group: number, colour: string): string {
  const dots: string[] = [];
  const end = groups.starts[group + 1] ?? 0;
  for (let at = groups.starts[group] ?? 0; at < end; at += 1) {
    const point = groups.points[at] ?? 0;
    const x = (places[2 * point] ?? 0) * view.scale + view.x;
    const y = (places[2 * point + 1] ?? 0) * view.scale + view.y;
    if (x < 0 || y < 0 || x > size.width || y > size.height) continue;
    dots.push(`M${short(x)} ${short(y)}h0`);
  }
  return dots.length === 0 ? '' : `<path stroke="${escapeXml(colour)}" d="${dots.join('')}"/>`;
}
