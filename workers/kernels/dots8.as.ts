// Inner products of int8 rows with int16 queries, in int32. Rows stand in memory one after the
// other; two rows meet four queries at a time, so that what is loaded is used several times. The
// queries' numbers must be small enough that no sum leaves 32 bits.
export function dots8(
  from: usize,
  to: usize,
  dimension: usize,
  queries: usize,
  rows: usize,
  queryStart: usize,
  products: usize,
): void {
  const stride = (to - from) << 2;
  const even = from + ((to - from) & ~1);
  // A tile of rows stays in the first cache while all queries pass over it.
  for (let tile = from; tile < even; tile += 32) {
    const tileEnd = min(tile + 32, even);
    for (let query: usize = 0; query < queries; query += 4) {
      const q = queryStart + ((query * dimension) << 1);
      const out = products + query * stride;
      for (let row = tile; row < tileEnd; row += 2) {
        pair(rows + row * dimension, dimension, q, out + ((row - from) << 2), stride);
      }
    }
  }
  if (even < to) {
    for (let query: usize = 0; query < queries; query++) {
      const q = queryStart + ((query * dimension) << 1);
      const product = single(rows + even * dimension, dimension, q);
      store<i32>(products + query * stride + ((even - from) << 2), product);
    }
  }
}

function pair(row: usize, dimension: usize, query: usize, out: usize, stride: usize): void {
  const second = row + dimension;
  const width = dimension << 1;
  let a0 = i32x4.splat(0);
  let a1 = i32x4.splat(0);
  let a2 = i32x4.splat(0);
  let a3 = i32x4.splat(0);
  let b0 = i32x4.splat(0);
  let b1 = i32x4.splat(0);
  let b2 = i32x4.splat(0);
  let b3 = i32x4.splat(0);
  for (let at: usize = 0; at < dimension; at += 8) {
    const a = v128.load8x8_s(row + at);
    const b = v128.load8x8_s(second + at);
    const q = query + (at << 1);
    const q0 = v128.load(q);
    a0 = i32x4.add(a0, i32x4.dot_i16x8_s(a, q0));
    b0 = i32x4.add(b0, i32x4.dot_i16x8_s(b, q0));
    const q1 = v128.load(q + width);
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(a, q1));
    b1 = i32x4.add(b1, i32x4.dot_i16x8_s(b, q1));
    const q2 = v128.load(q + 2 * width);
    a2 = i32x4.add(a2, i32x4.dot_i16x8_s(a, q2));
    b2 = i32x4.add(b2, i32x4.dot_i16x8_s(b, q2));
    const q3 = v128.load(q + 3 * width);
    a3 = i32x4.add(a3, i32x4.dot_i16x8_s(a, q3));
    b3 = i32x4.add(b3, i32x4.dot_i16x8_s(b, q3));
  }
  storeSums(out, a0, b0);
  storeSums(out + stride, a1, b1);
  storeSums(out + 2 * stride, a2, b2);
  storeSums(out + 3 * stride, a3, b3);
}

function single(row: usize, dimension: usize, query: usize): i32 {
  let sums = i32x4.splat(0);
  for (let at: usize = 0; at < dimension; at += 8) {
    const product = i32x4.dot_i16x8_s(v128.load8x8_s(row + at), v128.load(query + (at << 1)));
    sums = i32x4.add(sums, product);
  }
  return total(sums);
}

function storeSums(out: usize, first: v128, second: v128): void {
  store<i32>(out, total(first));
  store<i32>(out + 4, total(second));
}

function total(sums: v128): i32 {
  const halves = i32x4.add(sums, i64x2.shuffle(sums, sums, 1, 0));
  return i32x4.extract_lane(halves, 0) + i32x4.extract_lane(halves, 1);
}
