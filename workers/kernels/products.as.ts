// Rows of whole numbers times columns of signed bytes, for a layer whose weights are 8-bit. Where the
// module is compiled for relaxed SIMD the numbers are bytes, else of 16 bits. Rows stand in
// fours and columns in eights, depth is a multiple of 4. Weights come in blocks of eight columns, each
// 4 bytes deep for bytes and 2 for 16 bits. A row's numbers mean (value - zero) × scale, a column's
// bytes value × scale; `columnSums` are the sums of each column's bytes. Writes row × column + bias as
// float32.
const valueBytes: usize = ASC_FEATURE_RELAXED_SIMD ? 1 : 2;

export function products(
  rows: usize,
  columns: usize,
  depth: usize,
  values: usize,
  weights: usize,
  rowScales: usize,
  rowZeros: usize,
  columnScales: usize,
  columnSums: usize,
  biases: usize,
  out: usize,
): void {
  const length = depth * valueBytes;
  const stride = columns << 2;
  for (let column: usize = 0; column < columns; column += 8) {
    const block = weights + column * depth;
    const at = column << 2;
    for (let row: usize = 0; row < rows; row += 4) {
      const v0 = values + row * length;
      const v1 = v0 + length;
      const v2 = v1 + length;
      const v3 = v2 + length;
      let a0 = i32x4.splat(0);
      let a1 = a0;
      let b0 = a0;
      let b1 = a0;
      let c0 = a0;
      let c1 = a0;
      let d0 = a0;
      let d1 = a0;
      let w = block;
      for (let k: usize = 0; k < length; k += 4) {
        const w0 = four(w);
        const w1 = four(w + 16 / valueBytes);
        w += 32 / valueBytes;
        let value = v128.load32_splat(v0 + k);
        a0 = dot(w0, value, a0);
        a1 = dot(w1, value, a1);
        value = v128.load32_splat(v1 + k);
        b0 = dot(w0, value, b0);
        b1 = dot(w1, value, b1);
        value = v128.load32_splat(v2 + k);
        c0 = dot(w0, value, c0);
        c1 = dot(w1, value, c1);
        value = v128.load32_splat(v3 + k);
        d0 = dot(w0, value, d0);
        d1 = dot(w1, value, d1);
      }
      const scale = rowScales + (row << 2);
      const zero = rowZeros + (row << 2);
      const to = out + row * stride + at;
      const scales = columnScales + at;
      const sums = columnSums + at;
      const bias = biases + at;
      finish(a0, scale, zero, scales, sums, bias, to);
      finish(a1, scale, zero, scales + 16, sums + 16, bias + 16, to + 16);
      finish(b0, scale + 4, zero + 4, scales, sums, bias, to + stride);
      finish(b1, scale + 4, zero + 4, scales + 16, sums + 16, bias + 16, to + stride + 16);
      finish(c0, scale + 8, zero + 8, scales, sums, bias, to + 2 * stride);
      finish(c1, scale + 8, zero + 8, scales + 16, sums + 16, bias + 16, to + 2 * stride + 16);
      finish(d0, scale + 12, zero + 12, scales, sums, bias, to + 3 * stride);
      finish(d1, scale + 12, zero + 12, scales + 16, sums + 16, bias + 16, to + 3 * stride + 16);
    }
  }
}

// The weights that meet four columns' worth of a row at once.
function four(at: usize): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? v128.load(at) : v128.load8x8_s(at);
}

// For bytes, the second operand of the relaxed product is meant to stay below 128; see `probe`.
function dot(weights: v128, values: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) {
    return i32x4.relaxed_dot_i8x16_i7x16_add_s(weights, values, sum);
  } else {
    return i32x4.add(sum, i32x4.dot_i16x8_s(weights, values));
  }
}

// 4 × 255 × 127 on processors that take the second operand as unsigned and lose nothing on the way:
// there all sums are exact. The operands come from memory, so that nothing is folded.
export function probe(values: usize, weights: usize): i32 {
  const sums = dot(v128.load(weights), v128.load(values), i32x4.splat(0));
  return i32x4.extract_lane(sums, 0);
}

// Takes the row's zero point out of four sums; both scales and the bias make numbers of them again.
function finish(
  sums: v128,
  rowScale: usize,
  rowZero: usize,
  columnScales: usize,
  columnSums: usize,
  biases: usize,
  out: usize,
): void {
  const zeros = i32x4.mul(v128.load32_splat(rowZero), v128.load(columnSums));
  const whole = f32x4.convert_i32x4_s(i32x4.sub(sums, zeros));
  const scale = f32x4.mul(v128.load32_splat(rowScale), v128.load(columnScales));
  v128.store(out, f32x4.add(f32x4.mul(whole, scale), v128.load(biases)));
}
