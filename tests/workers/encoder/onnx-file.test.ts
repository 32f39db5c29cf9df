import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OnnxGraph } from '#tests/support/models/onnx-graph.ts';
import { bytes, int, join, message, string } from '#tests/support/models/protobuf.ts';
import { readOnnx } from '#workers/encoder/onnx-file.ts';

function smallModel(values: Float32Array, weights: Int8Array): Uint8Array {
  const graph = new OnnxGraph();
  const input = graph.input('input', 'int64', ['batch', 300]);
  const table = graph.tensor('float', [values.length], values);
  const whole = graph.tensor('int8', [1, weights.length], weights);
  graph.node('Gather', [table, input, whole], { axis: -1 }, ['out', 'more']);
  return graph.model();
}

test('reads the nodes and the tensors of a model', () => {
  fc.assert(
    fc.property(fc.float32Array(), fc.int8Array({ maxLength: 400 }), (values, weights) => {
      const { nodes, tensors } = readOnnx(smallModel(values, weights));
      const [table = '', input, whole = ''] = nodes[0]?.inputs ?? [];
      expect(nodes).toMatchObject([{ operator: 'Gather', outputs: ['out', 'more'] }]);
      expect(input).toBe('input');
      expect(tensors.get(table)).toMatchObject({ type: 'float', dims: [values.length] });
      expect(tensors.get(whole)).toMatchObject({ type: 'int8', dims: [1, weights.length] });
      const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      expect(tensors.get(table)?.bytes).toEqual(raw);
      expect(tensors.get(whole)?.bytes).toEqual(new Uint8Array(weights.buffer));
    }),
  );
});

test('reads small tensors that are written as numbers, negative ones too', () => {
  const minusOne = [...Array<number>(9).fill(255), 1];
  const tensor = message(5, [
    bytes(1, Uint8Array.of(2)),
    int(2, 3),
    string(8, 'zeros'),
    bytes(5, Uint8Array.from([7, ...minusOne])),
  ]);
  const { tensors } = readOnnx(join([message(7, [tensor])]));
  expect(tensors.get('zeros')).toEqual({
    type: 'int8',
    dims: [2],
    bytes: Uint8Array.of(7, 255),
  });
});

test('a file that is cut, or is no model, is refused or holds nothing', () => {
  const whole = smallModel(Float32Array.of(1, 2, 3), Int8Array.of(1));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: whole.length - 1 }), (length) => {
      try {
        expect(readOnnx(whole.subarray(0, length)).nodes.length).toBeLessThanOrEqual(1);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
  );
  expect(() => readOnnx(new TextEncoder().encode('<!doctype html>'))).toThrow(RangeError);
});
