import { stripWhiteSpace } from '#core/text/white-space.ts';

/** One part of a task in a reply. */
export interface Section {
  readonly name: 'instruction' | 'input' | 'output';
  /** Without white space at its ends. */
  readonly text: string;
}

/** The parts of a task in a reply, in order, and whether its last line was there. */
export interface Sections {
  readonly sections: readonly Section[];
  readonly hasEnd: boolean;
}

const names = '(instruction|input|output|end)';

/** The form that was asked for, then what models make of it; the first that is there counts. */
const markers: readonly RegExp[] = [
  new RegExp(
    `^[ \\t>*_]{0,8}={2,}[ \\t]*${names}(?:[ \\t]*\\d{1,3})?[ \\t]*:?[ \\t]*={0,9}(.*)$`,
    'i',
  ),
  new RegExp(
    `^[ \\t]{0,4}#{1,6}[ \\t]*[*_]{0,2}${names}(?:[ \\t]*\\d{1,3})?[*_]{0,2}[ \\t]*:?(.*)$`,
    'i',
  ),
  new RegExp(
    `^[ \\t]{0,4}[*_]{0,2}${names}(?:[ \\t]*\\d{1,3})?[*_]{0,2}[ \\t]*[:：][*_]{0,2}(.*)$`,
    'i',
  ),
];

/** Cuts a reply into the parts of a task. Text before the first of them is left out. */
export function readSections(text: string): Sections {
  const lines = text.split(/\r\n?|\n/);
  for (const marker of markers) {
    const found = cut(lines, marker);
    if (found.sections.length > 0) return found;
  }
  return { sections: [], hasEnd: false };
}

function cut(lines: readonly string[], marker: RegExp): Sections {
  const sections: Section[] = [];
  let open: { name: Section['name']; lines: string[] } | null = null;
  const close = (): void => {
    if (open !== null) {
      sections.push({ name: open.name, text: stripWhiteSpace(open.lines.join('\n')) });
    }
  };
  for (const line of lines) {
    const match = marker.exec(line);
    const name = match?.[1]?.toLowerCase();
    if (name === 'end') {
      close();
      return { sections, hasEnd: true };
    }
    if (name === 'instruction' || name === 'input' || name === 'output') {
      close();
      open = { name, lines: [match?.[2] ?? ''] };
    } else open?.lines.push(line);
  }
  close();
  return { sections, hasEnd: false };
}
