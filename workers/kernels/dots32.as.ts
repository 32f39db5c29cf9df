// Inner products of float32 rows with float32 queries. Rows stand in memory one after the other; two
// rows meet four queries at a time, so that what is loaded is used several times.
export function dots32(
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
  for (let tile = from; tile < even; tile += 16) {
    const tileEnd = min(tile + 16, even);
    for (let query: usize = 0; query < queries; query += 4) {
      const q = queryStart + ((query * dimension) << 2);
      const out = products + query * stride;
      for (let row = tile; row < tileEnd; row += 2) {
        pair(rows + ((row * dimension) << 2), dimension, q, out + ((row - from) << 2), stride);
      }
    }
  }
  if (even < to) {
    for (let query: usize = 0; query < queries; query++) {
      const q = queryStart + ((query * dimension) << 2);
      const product = single(rows + ((even * dimension) << 2), dimension, q);
      store<f32>(products + query * stride + ((even - from) << 2), product);
    }
  }
}

function pair(row: usize, dimension: usize, query: usize, out: usize, stride: usize): void {
  const width = dimension << 2;
  const second = row + width;
  let a0 = f32x4.splat(0);
  let a1 = f32x4.splat(0);
  let a2 = f32x4.splat(0);
  let a3 = f32x4.splat(0);
  let b0 = f32x4.splat(0);
  let b1 = f32x4.splat(0);
  let b2 = f32x4.splat(0);
  let b3 = f32x4.splat(0);
  for (let at: usize = 0; at < width; at += 16) {
    const a = v128.load(row + at);
    const b = v128.load(second + at);
    const q = query + at;
    const q0 = v128.load(q);
    a0 = f32x4.add(a0, f32x4.mul(a, q0));
    b0 = f32x4.add(b0, f32x4.mul(b, q0));
    const q1 = v128.load(q + width);
    a1 = f32x4.add(a1, f32x4.mul(a, q1));
    b1 = f32x4.add(b1, f32x4.mul(b, q1));
    const q2 = v128.load(q + 2 * width);
    a2 = f32x4.add(a2, f32x4.mul(a, q2));
    b2 = f32x4.add(b2, f32x4.mul(b, q2));
    const q3 = v128.load(q + 3 * width);
    a3 = f32x4.add(a3, f32x4.mul(a, q3));
    b3 = f32x4.add(b3, f32x4.mul(b, q3));
  }
  storeSums(out, a0, b0);
  storeSums(out + stride, a1, b1);
  storeSums(out + 2 * stride, a2, b2);
  storeSums(out + 3 * stride, a3, b3);
}

function single(row: usize, dimension: usize, query: usize): f32 {
  const width = dimension << 2;
  let sums = f32x4.splat(0);
  for (let at: usize = 0; at < width; at += 16) {
    const product = f32x4.mul(v128.load(row + at), v128.load(query + at));
    sums = f32x4.add(sums, product);
  }
  return total(sums);
}

function storeSums(out: usize, first: v128, second: v128): void {
  store<f32>(out, total(first));
  store<f32>(out + 4, total(second));
}

function total(sums: v128): f32 {
  const halves = f32x4.add(sums, i64x2.shuffle(sums, sums, 1, 0));
  return f32x4.extract_lane(halves, 0) + f32x4.extract_lane(halves, 1);
}
