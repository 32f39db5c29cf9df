/** The colours of a map as they now are in this theme. */
export interface MapColours {
  readonly groups: readonly string[];
  readonly background: string;
  readonly ink: string;
  readonly focus: string;
}

const groupColours = 12;

/** The token that a group is drawn in; beyond twelve they come again. */
export const groupToken = (group: number): string => `var(--group-${group % groupColours})`;

/**
 * Reads colours off the page, as a canvas knows no tokens. They come as `#rrggbb`, which every program
 * that opens a saved picture knows.
 */
export function readMapColours(probe: HTMLElement): MapColours {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const read = (colour: string): string => {
    probe.style.color = colour;
    if (context === null) return '#888888';
    context.fillStyle = getComputedStyle(probe).color;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  };
  const groups = Array.from({ length: groupColours }, (_, group) => read(groupToken(group)));
  const [background, ink, focus] = ['var(--surface)', 'var(--ink)', 'var(--focus)'].map(read);
  probe.style.color = '';
  return {
    groups,
    background: background ?? '#ffffff',
    ink: ink ?? '#000000',
    focus: focus ?? '#0000ff',
  };
}
