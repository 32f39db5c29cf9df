/** Bytes of one protobuf message, in pieces: weights are taken as they are and never copied twice. */
export type Message = readonly Uint8Array[];

const text = new TextEncoder();

/** A base-128 number; negative ones take ten bytes, as the wire format has it. */
function varint(value: number | bigint): Uint8Array {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  while (rest >= 128n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

const key = (field: number, wireType: number): Uint8Array => varint((field << 3) | wireType);

export const int = (field: number, value: number | bigint): Message => [
  key(field, 0),
  varint(value),
];

export function float(field: number, value: number): Message {
  return [key(field, 5), new Uint8Array(Float32Array.of(value).buffer)];
}

export const bytes = (field: number, value: Uint8Array): Message => [
  key(field, 2),
  varint(value.byteLength),
  value,
];

export const string = (field: number, value: string): Message => bytes(field, text.encode(value));

export function message(field: number, parts: readonly Message[]): Message {
  const content = parts.flat();
  const size = content.reduce((sum, piece) => sum + piece.byteLength, 0);
  return [key(field, 2), varint(size), ...content];
}

/** Writes messages into one array. */
export function join(parts: readonly Message[]): Uint8Array {
  const pieces = parts.flat();
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.byteLength, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}
