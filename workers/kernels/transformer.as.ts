// What an encoder does beside its products, in float32; widths are multiples of 16.

// Numbers of one text as unsigned bytes, value ≈ (byte - zero) × scale, as ONNX's
// DynamicQuantizeLinear has it: one scale for all rows of the text, written for each of them.
export function quantise(
  rows: usize,
  width: usize,
  from: usize,
  to: usize,
  scales: usize,
  zeros: usize,
): void {
  const count = rows * width;
  let least = f32x4.splat(0);
  let most = least;
  for (let at: usize = 0; at < count; at += 4) {
    const value = v128.load(from + (at << 2));
    least = f32x4.min(least, value);
    most = f32x4.max(most, value);
  }
  const low = -highest(f32x4.neg(least));
  const high = highest(most);
  const range = high - low;
  const scale = range > 0 ? range / 255 : 1;
  const zero = nearest(min(255, max(0, -low / scale))) as i32;
  for (let row: usize = 0; row < rows; row++) {
    store<f32>(scales + (row << 2), scale);
    store<i32>(zeros + (row << 2), zero);
  }
  const shift = i32x4.splat(zero);
  const unit = f32x4.splat(scale);
  for (let at: usize = 0; at < count; at += 16) {
    const four = from + (at << 2);
    const a = i16x8.narrow_i32x4_s(asByte(four, unit, shift), asByte(four + 16, unit, shift));
    const b = i16x8.narrow_i32x4_s(asByte(four + 32, unit, shift), asByte(four + 48, unit, shift));
    v128.store(to + at, i8x16.narrow_i16x8_u(a, b));
  }
}

function asByte(at: usize, unit: v128, shift: v128): v128 {
  const steps = f32x4.nearest(f32x4.div(v128.load(at), unit));
  return i32x4.add(i32x4.trunc_sat_f32x4_s(steps), shift);
}

function highest(values: v128): f32 {
  return max(
    max(f32x4.extract_lane(values, 0), f32x4.extract_lane(values, 1)),
    max(f32x4.extract_lane(values, 2), f32x4.extract_lane(values, 3)),
  );
}

function total(values: v128): f32 {
  return (
    f32x4.extract_lane(values, 0) +
    f32x4.extract_lane(values, 1) +
    (f32x4.extract_lane(values, 2) + f32x4.extract_lane(values, 3))
  );
}

// Bytes as 16-bit numbers.
export function widen(count: usize, from: usize, to: usize): void {
  for (let at: usize = 0; at < count; at += 16) {
    const bytes = v128.load(from + at);
    v128.store(to + (at << 1), i16x8.extend_low_i8x16_u(bytes));
    v128.store(to + (at << 1), i16x8.extend_high_i8x16_u(bytes), 16);
  }
}

// Adds what went around a layer to what came out of it, and normalises each row: mean 0, variance 1,
// then gains and shifts. Writes over `values`.
export function addAndNormalise(
  rows: usize,
  width: usize,
  values: usize,
  added: usize,
  gains: usize,
  shifts: usize,
  epsilon: f32,
): void {
  const length = width << 2;
  const count = width as f32;
  for (let row = values, end = values + rows * length; row < end; row += length, added += length) {
    let sum = f32x4.splat(0);
    for (let at: usize = 0; at < length; at += 16) {
      const value = f32x4.add(v128.load(row + at), v128.load(added + at));
      v128.store(row + at, value);
      sum = f32x4.add(sum, value);
    }
    const mean = f32x4.splat(total(sum) / count);
    let squares = f32x4.splat(0);
    for (let at: usize = 0; at < length; at += 16) {
      const value = f32x4.sub(v128.load(row + at), mean);
      squares = f32x4.add(squares, f32x4.mul(value, value));
    }
    const spread = f32x4.splat(sqrt<f32>(total(squares) / count + epsilon));
    for (let at: usize = 0; at < length; at += 16) {
      const unit = f32x4.div(f32x4.sub(v128.load(row + at), mean), spread);
      const scaled = f32x4.mul(unit, v128.load(gains + at));
      v128.store(row + at, f32x4.add(scaled, v128.load(shifts + at)));
    }
  }
}

// e^x for four numbers up to 88, 0 far below: a power of two times a polynomial (the coefficients are
// those of Cephes' expf; error about 1e-7 of the value).
function exponential(x: v128): v128 {
  const held = f32x4.max(x, f32x4.splat(-87));
  const power = f32x4.nearest(f32x4.mul(held, f32x4.splat(1.4426950408889634)));
  let rest = f32x4.sub(held, f32x4.mul(power, f32x4.splat(0.693359375)));
  rest = f32x4.sub(rest, f32x4.mul(power, f32x4.splat(-2.1219444e-4)));
  let sum = f32x4.splat(1.98756915e-4);
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.3981999507e-3));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(8.3334519073e-3));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(4.1665795894e-2));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.6666665459e-1));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(5.0000001201e-1));
  sum = f32x4.add(f32x4.mul(f32x4.mul(sum, rest), rest), f32x4.add(rest, f32x4.splat(1)));
  const bits = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(power), i32x4.splat(127)), 23);
  return f32x4.mul(sum, bits);
}

// x × Φ(x) in place, the exact kind of GELU: erf by Abramowitz and Stegun 7.1.26, error below 2e-7.
export function gelu(count: usize, values: usize): void {
  const one = f32x4.splat(1);
  for (let at = values, end = values + (count << 2); at < end; at += 16) {
    const x = v128.load(at);
    const z = f32x4.mul(f32x4.abs(x), f32x4.splat(0.7071067811865476));
    const t = f32x4.div(one, f32x4.add(one, f32x4.mul(z, f32x4.splat(0.3275911))));
    let sum = f32x4.splat(1.061405429);
    sum = f32x4.add(f32x4.mul(sum, t), f32x4.splat(-1.453152027));
    sum = f32x4.add(f32x4.mul(sum, t), f32x4.splat(1.421413741));
    sum = f32x4.add(f32x4.mul(sum, t), f32x4.splat(-0.284496736));
    sum = f32x4.add(f32x4.mul(sum, t), f32x4.splat(0.254829592));
    const beyond = f32x4.mul(f32x4.mul(sum, t), exponential(f32x4.neg(f32x4.mul(z, z))));
    // 1 + erf is 2 − beyond to the right of 0 and beyond to the left of it.
    const isLeft = f32x4.lt(x, f32x4.splat(0));
    const both = v128.bitselect(beyond, f32x4.sub(f32x4.splat(2), beyond), isLeft);
    v128.store(at, f32x4.mul(f32x4.mul(x, f32x4.splat(0.5)), both));
  }
}

// Attention within one text: `mixed` has queries, keys and values side by side, three widths a row.
// `shares` is room for as many numbers as the text has rows, and three more.
export function attend(
  rows: usize,
  heads: usize,
  headWidth: usize,
  mixed: usize,
  out: usize,
  shares: usize,
): void {
  const width = (heads * headWidth) << 2;
  const stride = width * 3;
  const divisor = f32x4.splat(sqrt<f32>(headWidth as f32));
  const padded = (rows + 3) & ~3;
  for (let head: usize = 0; head < heads; head++) {
    const queries = mixed + ((head * headWidth) << 2);
    for (let row: usize = 0; row < rows; row++) {
      score(rows, padded, headWidth, queries + row * stride, queries + width, stride, shares);
      const most = soften(padded, shares, divisor);
      const to = out + row * width + ((head * headWidth) << 2);
      blend(rows, headWidth, shares, queries + 2 * width, stride, most, to);
    }
  }
}

// The products of one query with all keys; far below all others where there is no key any more.
function score(
  rows: usize,
  padded: usize,
  headWidth: usize,
  query: usize,
  keys: usize,
  stride: usize,
  shares: usize,
): void {
  const length = headWidth << 2;
  for (let row: usize = 0; row < padded; row += 4) {
    const k0 = keys + row * stride;
    // Past the end the last key is read again.
    const k1 = keys + min(row + 1, rows - 1) * stride;
    const k2 = keys + min(row + 2, rows - 1) * stride;
    const k3 = keys + min(row + 3, rows - 1) * stride;
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (let at: usize = 0; at < length; at += 16) {
      const q = v128.load(query + at);
      s0 = f32x4.add(s0, f32x4.mul(q, v128.load(k0 + at)));
      s1 = f32x4.add(s1, f32x4.mul(q, v128.load(k1 + at)));
      s2 = f32x4.add(s2, f32x4.mul(q, v128.load(k2 + at)));
      s3 = f32x4.add(s3, f32x4.mul(q, v128.load(k3 + at)));
    }
    const to = shares + (row << 2);
    store<f32>(to, total(s0));
    store<f32>(to, row + 1 < rows ? total(s1) : -f32.MAX_VALUE, 4);
    store<f32>(to, row + 2 < rows ? total(s2) : -f32.MAX_VALUE, 8);
    store<f32>(to, row + 3 < rows ? total(s3) : -f32.MAX_VALUE, 12);
  }
}

// e^score for each score, in place, the highest being 1; gives their sum.
function soften(padded: usize, shares: usize, divisor: v128): f32 {
  const end = shares + (padded << 2);
  let most = f32x4.splat(-f32.MAX_VALUE);
  for (let at = shares; at < end; at += 16) most = f32x4.max(most, v128.load(at));
  const top = f32x4.splat(highest(most));
  let sum = f32x4.splat(0);
  for (let at = shares; at < end; at += 16) {
    const share = exponential(f32x4.div(f32x4.sub(v128.load(at), top), divisor));
    v128.store(at, share);
    sum = f32x4.add(sum, share);
  }
  return total(sum);
}

// The values, each by its share.
function blend(
  rows: usize,
  headWidth: usize,
  shares: usize,
  values: usize,
  stride: usize,
  sum: f32,
  out: usize,
): void {
  const whole = f32x4.splat(sum);
  for (let at: usize = 0; at < headWidth << 2; at += 64) {
    let a = f32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let value = values + at;
    for (let row: usize = 0; row < rows; row++) {
      const share = v128.load32_splat(shares + (row << 2));
      a = f32x4.add(a, f32x4.mul(share, v128.load(value)));
      b = f32x4.add(b, f32x4.mul(share, v128.load(value, 16)));
      c = f32x4.add(c, f32x4.mul(share, v128.load(value, 32)));
      d = f32x4.add(d, f32x4.mul(share, v128.load(value, 48)));
      value += stride;
    }
    v128.store(out + at, f32x4.div(a, whole));
    v128.store(out + at, f32x4.div(b, whole), 16);
    v128.store(out + at, f32x4.div(c, whole), 32);
    v128.store(out + at, f32x4.div(d, whole), 48);
  }
}
