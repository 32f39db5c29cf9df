// LCS lengths of several texts with a stretch of pool rows, side by side in the lanes of one vector:
// eight texts of up to 16 tokens in lanes of 16 bits, four of up to 32, or two of up to 64. `masks`
// holds for each token number a vector with the token's places in each text as bits.
// V ← (V + (V ∧ M)) ∨ (V ∧ ¬M) for each token of a row; the zeros of V count the LCS (Hyyrö 2004).
// Adds the lengths to `sums` (by row length) and notes rows that reach `floors` (by row length) in
// some lane: row numbers in `hitRows`, lengths in `hitLanes`. Returns how many.
function tally<Lane>(
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
      v = v128.or(v128.add<Lane>(v, u), v128.sub<Lane>(v, u));
    }
    const lcs = zeros<Lane>(v);
    addTo<Lane>(sums + ((length as usize) << 5), lcs);
    // Lengths are small, so that signed and unsigned order are the same.
    if (v128.any_true(v128.ge<Lane>(lcs, v128.load(floors + ((length as usize) << 4))))) {
      store<u32>(hitRows + ((hits as usize) << 2), row);
      v128.store(hitLanes + ((hits as usize) << 4), lcs);
      hits++;
    }
  }
  return hits;
}

function zeros<Lane>(v: v128): v128 {
  const pairs = i16x8.extadd_pairwise_i8x16_u(i8x16.popcnt(v128.not(v)));
  if (sizeof<Lane>() == 2) return pairs;
  const fours = i32x4.extadd_pairwise_i16x8_u(pairs);
  if (sizeof<Lane>() == 4) return fours;
  return v128.and(i64x2.add(fours, i64x2.shr_u(fours, 32)), i64x2.splat(0xffffffff));
}

function addTo<Lane>(at: usize, lcs: v128): void {
  if (sizeof<Lane>() == 2) {
    // Sums need 32 bits: eight of them for each row length.
    v128.store(at, i32x4.add(v128.load(at), i32x4.extend_low_i16x8_u(lcs)));
    v128.store(at, i32x4.add(v128.load(at, 16), i32x4.extend_high_i16x8_u(lcs)), 16);
  } else {
    v128.store(at, v128.add<Lane>(v128.load(at), lcs));
  }
}

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
  return tally<i16>(from, to, starts, lengths, tokens, masks, floors, sums, hitRows, hitLanes);
}

export function tally32(
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
  return tally<i32>(from, to, starts, lengths, tokens, masks, floors, sums, hitRows, hitLanes);
}

export function tally64(
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
  return tally<i64>(from, to, starts, lengths, tokens, masks, floors, sums, hitRows, hitLanes);
}
