import { runOracle, type OracleCounts, type OracleOptions } from './run-oracle.ts';

/** What the script that drives the browser passes in and out. */
export interface BrowserRun extends Omit<OracleOptions, 'print'> {
  readonly files: readonly string[];
}

async function fetchText(path: string): Promise<string | null> {
  const response = await fetch(path);
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${path}: status ${response.status}`);
  return response.text();
}

async function readFile(name: string): Promise<string> {
  const text = await fetchText(`/file/${name}`);
  if (text === null) throw new Error(`${name} is no longer there`);
  return text;
}

/** The same run in a page: files come from the page's own origin, lines go to the console. */
function runInPage({ files, ...options }: BrowserRun): Promise<OracleCounts> {
  const source = { files, readFile, readData: (name: string) => fetchText(`/data/${name}`) };
  return runOracle(source, { ...options, print: (line) => console.log(line) });
}

declare global {
  interface Window {
    seedbedOracle: typeof runInPage;
  }
}

window.seedbedOracle = runInPage;
