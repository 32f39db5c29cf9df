import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { OracleSource } from '#tests/oracle/run-oracle.ts';

const root = join(import.meta.dirname, '..');

/** The oracle folder to take where none is named: the published one, else our own small set. */
export function defaultFolder(): string {
  const published = join(root, '..', 'shared', 'oracle');
  return existsSync(published) ? published : join(root, 'tests', 'oracle');
}

/** Reads a file or its gzipped form; null where there is neither. */
function readUnpacked(folder: string, name: string): string | null {
  const path = join(folder, name);
  if (existsSync(path)) return readFileSync(path, 'utf8');
  const packed = `${path}.gz`;
  return existsSync(packed) ? gunzipSync(readFileSync(packed)).toString('utf8') : null;
}

/** Where data sets are looked for, in this order; `data` in the folder itself is our own small one. */
function dataFolders(folder: string): string[] {
  const wanted = process.env['SEEDBED_DATA'];
  return [
    ...(wanted === undefined || wanted === '' ? [] : [wanted]),
    join(folder, '..', 'data'),
    join(root, '..', 'shared', 'data'),
    join(folder, 'data'),
  ];
}

function readData(folder: string, name: string): string | null {
  for (const place of dataFolders(folder)) {
    const text = readUnpacked(place, name);
    if (text !== null) return text;
  }
  return null;
}

/** The oracle files of a folder and the data sets around it. Throws where there is no such folder. */
export function folderSource(folder: string): OracleSource {
  const names = readdirSync(folder).map((name) => name.replace(/\.gz$/, ''));
  return {
    files: [...new Set(names)].sort(),
    readFile: (name) => {
      const text = readUnpacked(folder, name);
      return text === null
        ? Promise.reject(new Error(`${name} is no longer in ${folder}`))
        : Promise.resolve(text);
    },
    readData: (name) => Promise.resolve(readData(folder, name)),
  };
}
