import { ModelError } from './model-failure.ts';

/** Field 1 of ONNX's ModelProto, the format's version, as a number: how every model starts. */
const onnxStart = 0x08;
const pointerStart = 'version https://git-lfs';

/** Throws `ModelError` where a file is plainly not what its name says. */
export async function checkFile(
  path: string,
  content: Blob,
  expected: number | null,
): Promise<void> {
  if (expected !== null && content.size !== expected) {
    const message = `Only ${content.size} of ${expected} bytes came.`;
    throw new ModelError({ kind: 'cut-connection', message, file: path });
  }
  const start = await content.slice(0, pointerStart.length).text();
  if (start === pointerStart) {
    const message = 'This is a Git LFS pointer, not the file itself. Fetch it with “git lfs pull”.';
    throw new ModelError({ kind: 'wrong-file', message, file: path });
  }
  if (path.endsWith('.json')) await checkJson(path, content);
  else if (start.charCodeAt(0) !== onnxStart) {
    throw new ModelError({ kind: 'corrupt-file', message: 'This is no ONNX model.', file: path });
  }
}

async function checkJson(path: string, content: Blob): Promise<void> {
  try {
    JSON.parse(await content.text());
  } catch {
    throw new ModelError({ kind: 'wrong-file', message: 'This is no JSON file.', file: path });
  }
}
