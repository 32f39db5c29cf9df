import type { ModelSource } from '#core/contracts/embedding-api.ts';
import { ModelError } from './model-failure.ts';

/** One file of a model, about to be read. */
export interface OpenFile {
  readonly path: string;
  /** Null where the server does not say. */
  readonly bytes: number | null;
  readonly body: ReadableStream<Uint8Array>;
}

const hub = 'https://huggingface.co';

/** A model's files, wherever they are. */
export interface FileSource {
  /** Size without fetching; null where the server does not say. Throws `ModelError`. */
  measure(path: string, signal: AbortSignal): Promise<number | null>;
  open(path: string, signal: AbortSignal): Promise<OpenFile>;
}

export function openSource(source: ModelSource): FileSource {
  if (source.kind === 'files') return pickedFiles(source);
  const folder =
    source.kind === 'hub'
      ? `${hub}/${source.modelId}/resolve/${encodeURIComponent(source.revision)}`
      : source.address.replace(/\/+$/, '');
  const request = async (path: string, method: string, signal: AbortSignal): Promise<Response> => {
    const response = await ask(`${folder}/${path}`, path, method, signal);
    refuseBadAnswer(response, path);
    return response;
  };
  return {
    measure: async (path, signal) => sizeOf(await request(path, 'HEAD', signal)),
    async open(path, signal) {
      const response = await request(path, 'GET', signal);
      const body = response.body ?? new Blob([]).stream();
      return { path, bytes: sizeOf(response), body };
    },
  };
}

async function ask(
  address: string,
  file: string,
  method: string,
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(address, { method, signal, credentials: 'omit' });
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    const message = navigator.onLine
      ? `${new URL(address, location.href).host} can’t be reached, or does not let other sites read it.`
      : 'This device is offline.';
    throw new ModelError({ kind: 'unreachable', message, file });
  }
}

/** Some servers answer a missing file with their start page and 200. */
function refuseBadAnswer(response: Response, file: string): void {
  if (response.status === 404) {
    throw new ModelError({ kind: 'missing-file', message: 'The server has no such file.', file });
  }
  if (!response.ok) {
    const message = `The server answered ${response.status} ${response.statusText}`.trim();
    throw new ModelError({ kind: 'refused', message: `${message}.`, file });
  }
  if ((response.headers.get('content-type') ?? '').startsWith('text/html')) {
    const message = 'The server answered with a web page in place of the file.';
    throw new ModelError({ kind: 'wrong-file', message, file });
  }
}

/** The size as sent; of a compressed answer nothing is known. */
function sizeOf(response: Response): number | null {
  if (response.headers.get('content-encoding') !== null) return null;
  const length = Number(response.headers.get('content-length') ?? NaN);
  return Number.isSafeInteger(length) && length > 0 ? length : null;
}

/**
 * Files of a folder, or picked one by one: then the folders of the path may be missing. A folder may
 * hold folders with files of the same names, such as `1_Pooling/config.json`: the model's own stand
 * beside its tokeniser.
 */
function pickedFiles(source: Extract<ModelSource, { kind: 'files' }>): FileSource {
  const paths = new Map(source.files.map(({ path, file }) => [`/${path}`, file]));
  const shortest = (path: string): string | undefined =>
    [...paths.keys()]
      .filter((picked) => picked.endsWith(`/${path}`))
      .sort((a, b) => a.length - b.length)[0];
  const folder = shortest('tokenizer.json')?.slice(0, -'tokenizer.json'.length);
  const find = (path: string): Blob => {
    const name = path.split('/').at(-1) ?? path;
    const match =
      (folder === undefined ? undefined : paths.get(folder + path)) ??
      paths.get(shortest(path) ?? `/${name}`);
    if (match !== undefined) return match;
    const message = `It is not among the ${source.files.length} files picked.`;
    throw new ModelError({ kind: 'missing-file', message, file: path });
  };
  return {
    measure: (path) => Promise.resolve(find(path).size),
    open(path) {
      const file = find(path);
      return Promise.resolve({ path, bytes: file.size, body: file.stream() });
    },
  };
}
