// LCS lengths of eight texts of up to 16 tokens with a stretch of pool rows, side by side in the
// lanes of one vector. `masks` holds for each token number a vector with the token's places in each
// text as bits. V ← (V + (V ∧ M)) ∨ (V ∧ ¬M) for each token of a row; the zeros of V count the LCS
// (Hyyrö 2004). Adds the lengths to `sums` (by row length) and notes rows that reach `floors` (by
// row length) in some lane: row numbers in `hitRows`, lengths in `hitLanes`. Returns how many.
export function tally16(
  from: u32,
  to: u32,
  starts: usize,
  lengths: usize,
  tokens: usize,
  masks: usize,
  floors: usize,
  sums: usize,
  hitRows: usize,
  hitLanes: usize,
): u32 {
  let hits: u32 = 0;
  for (let row = from; row < to; row++) {
    const length = load<u32>(lengths + ((row as usize) << 2));
    let at = tokens + ((load<u32>(starts + ((row as usize) << 2)) as usize) << 2);
    const end = at + ((length as usize) << 2);
    let v = i8x16.splat(-1);
    for (; at < end; at += 4) {
      const u = v128.and(v, v128.load(masks + ((load<u32>(at) as usize) << 4)));
      v = v128.or(i16x8.add(v, u), i16x8.sub(v, u));
    }
    const lcs = zeros(v);
    addTo(sums, length, lcs);
    if (v128.any_true(reaches(lcs, v128.load(floors + ((length as usize) << 4))))) {
      store<u32>(hitRows + ((hits as usize) << 2), row);
      v128.store(hitLanes + ((hits as usize) << 4), lcs);
      hits++;
    }
  }
  return hits;
}

function zeros(v: v128): v128 {
  return i16x8.extadd_pairwise_i8x16_u(i8x16.popcnt(v128.not(v)));
}

function reaches(lcs: v128, floor: v128): v128 {
  return i16x8.ge_u(lcs, floor);
}

// Sums are 32 bits wide: eight of them for each row length.
function addTo(sums: usize, length: u32, lcs: v128): void {
  const at = sums + ((length as usize) << 5);
  v128.store(at, i32x4.add(v128.load(at), i32x4.extend_low_i16x8_u(lcs)));
  v128.store(at, i32x4.add(v128.load(at, 16), i32x4.extend_high_i16x8_u(lcs)), 16);
}
