/** How a typed array stands in JSON. */
interface BinaryJson {
  readonly $binary: BinaryKind;
  /** Bytes as base64, in this machine's order, which is little-endian wherever browsers run. */
  readonly base64: string;
}

const kinds = {
  ArrayBuffer: (bytes: ArrayBuffer) => bytes,
  Uint8Array: (bytes: ArrayBuffer) => new Uint8Array(bytes),
  Int8Array: (bytes: ArrayBuffer) => new Int8Array(bytes),
  Uint32Array: (bytes: ArrayBuffer) => new Uint32Array(bytes),
  Int32Array: (bytes: ArrayBuffer) => new Int32Array(bytes),
  Float32Array: (bytes: ArrayBuffer) => new Float32Array(bytes),
  Float64Array: (bytes: ArrayBuffer) => new Float64Array(bytes),
};
type BinaryKind = keyof typeof kinds;

const isKind = (name: unknown): name is BinaryKind =>
  typeof name === 'string' && Object.hasOwn(kinds, name);

/** Replacer for `JSON.stringify`: typed arrays become objects that `reviveBinary` reads. */
export function replaceBinary(_: string, value: unknown): unknown {
  if (value instanceof ArrayBuffer) return binaryJson('ArrayBuffer', new Uint8Array(value));
  if (!ArrayBuffer.isView(value)) return value;
  const name = value.constructor.name;
  if (!isKind(name)) throw new TypeError(`A backup can't hold a ${name}.`);
  return binaryJson(name, new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
}

const binaryJson = ($binary: BinaryKind, bytes: Uint8Array): BinaryJson => ({
  $binary,
  base64: toBase64(bytes),
});

/** Reviver for `JSON.parse`: the other way round; what is malformed stays an object. */
export function reviveBinary(_: string, value: unknown): unknown {
  if (!isBinaryJson(value)) return value;
  const bytes = fromBase64(value.base64);
  return bytes === null ? value : kinds[value.$binary](bytes.buffer);
}

function isBinaryJson(value: unknown): value is BinaryJson {
  if (typeof value !== 'object' || value === null) return false;
  if (!('$binary' in value) || !('base64' in value)) return false;
  return isKind(value.$binary) && typeof value.base64 === 'string';
}

/** Bytes that become one string at a time: more arguments than this can overflow the stack. */
const stride = 8192;

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += stride) {
    text += String.fromCharCode(...bytes.subarray(at, at + stride));
  }
  return btoa(text);
}

function fromBase64(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    const text = atob(base64);
    return Uint8Array.from(text, (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}
