// Inner products of rows with queries: int8 rows with int16 queries in int32, or all of it in float32.
// Rows stand in memory one after the other; two rows meet four queries at a time, so that what is
// loaded is used several times. The numbers of int16 queries must be small enough that no sum leaves
// 32 bits. `Row`, `Query` and `Sum` are the types of one number of each.
function dots<Row, Query, Sum>(
  from: usize,
  to: usize,
  dimension: usize,
  queries: usize,
  rows: usize,
  queryStart: usize,
  products: usize,
): void {
  const rowBytes = dimension * sizeof<Row>();
  const queryBytes = dimension * sizeof<Query>();
  const stride = (to - from) << 2;
  const even = from + ((to - from) & ~1);
  // A tile of rows stays in the first cache while all queries pass over it.
  const tileRows: usize = isFloat<Row>() ? 16 : 32;
  for (let tile = from; tile < even; tile += tileRows) {
    const tileEnd = min(tile + tileRows, even);
    for (let query: usize = 0; query < queries; query += 4) {
      const q = queryStart + query * queryBytes;
      const out = products + query * stride;
      for (let row = tile; row < tileEnd; row += 2) {
        pair<Row, Query, Sum>(
          rows + row * rowBytes,
          dimension,
          q,
          out + ((row - from) << 2),
          stride,
        );
      }
    }
  }
  if (even < to) {
    for (let query: usize = 0; query < queries; query++) {
      const q = queryStart + query * queryBytes;
      const product = single<Row, Query, Sum>(rows + even * rowBytes, dimension, q);
      store<Sum>(products + query * stride + ((even - from) << 2), product);
    }
  }
}

function pair<Row, Query, Sum>(
  row: usize,
  dimension: usize,
  query: usize,
  out: usize,
  stride: usize,
): void {
  const rowBytes = dimension * sizeof<Row>();
  const second = row + rowBytes;
  const width = dimension * sizeof<Query>();
  let a0 = v128.splat<Sum>(0);
  let a1 = v128.splat<Sum>(0);
  let a2 = v128.splat<Sum>(0);
  let a3 = v128.splat<Sum>(0);
  let b0 = v128.splat<Sum>(0);
  let b1 = v128.splat<Sum>(0);
  let b2 = v128.splat<Sum>(0);
  let b3 = v128.splat<Sum>(0);
  // A vector of a query's numbers at a time, and as many of a row's.
  for (let at: usize = 0; at < rowBytes; at += isFloat<Row>() ? 16 : 8) {
    const a = numbers<Row>(row + at);
    const b = numbers<Row>(second + at);
    const q = query + (isFloat<Row>() ? at : at << 1);
    const q0 = v128.load(q);
    a0 = v128.add<Sum>(a0, product<Row>(a, q0));
    b0 = v128.add<Sum>(b0, product<Row>(b, q0));
    const q1 = v128.load(q + width);
    a1 = v128.add<Sum>(a1, product<Row>(a, q1));
    b1 = v128.add<Sum>(b1, product<Row>(b, q1));
    const q2 = v128.load(q + 2 * width);
    a2 = v128.add<Sum>(a2, product<Row>(a, q2));
    b2 = v128.add<Sum>(b2, product<Row>(b, q2));
    const q3 = v128.load(q + 3 * width);
    a3 = v128.add<Sum>(a3, product<Row>(a, q3));
    b3 = v128.add<Sum>(b3, product<Row>(b, q3));
  }
  storeSums<Sum>(out, a0, b0);
  storeSums<Sum>(out + stride, a1, b1);
  storeSums<Sum>(out + 2 * stride, a2, b2);
  storeSums<Sum>(out + 3 * stride, a3, b3);
}

function single<Row, Query, Sum>(row: usize, dimension: usize, query: usize): Sum {
  const rowBytes = dimension * sizeof<Row>();
  let sums = v128.splat<Sum>(0);
  for (let at: usize = 0; at < rowBytes; at += isFloat<Row>() ? 16 : 8) {
    const q = query + (isFloat<Row>() ? at : at << 1);
    sums = v128.add<Sum>(sums, product<Row>(numbers<Row>(row + at), v128.load(q)));
  }
  return total<Sum>(sums);
}

function numbers<Row>(at: usize): v128 {
  if (isFloat<Row>()) return v128.load(at);
  return v128.load8x8_s(at);
}

function product<Row>(row: v128, query: v128): v128 {
  if (isFloat<Row>()) return f32x4.mul(row, query);
  return i32x4.dot_i16x8_s(row, query);
}

function storeSums<Sum>(out: usize, first: v128, second: v128): void {
  store<Sum>(out, total<Sum>(first));
  store<Sum>(out + 4, total<Sum>(second));
}

function total<Sum>(sums: v128): Sum {
  const halves = v128.add<Sum>(sums, i64x2.shuffle(sums, sums, 1, 0));
  return (v128.extract_lane<Sum>(halves, 0) + v128.extract_lane<Sum>(halves, 1)) as Sum;
}

export function dots8(
  from: usize,
  to: usize,
  dimension: usize,
  queries: usize,
  rows: usize,
  queryStart: usize,
  products: usize,
): void {
  dots<i8, i16, i32>(from, to, dimension, queries, rows, queryStart, products);
}

export function dots32(
  from: usize,
  to: usize,
  dimension: usize,
  queries: usize,
  rows: usize,
  queryStart: usize,
  products: usize,
): void {
  dots<f32, f32, f32>(from, to, dimension, queries, rows, queryStart, products);
}
