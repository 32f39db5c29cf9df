// Which rows hold a text of UTF-8 bytes, without case for the letters A to Z. `wanted` holds a byte
// a row: rows with 1 are looked at, and 0 is written where the text does not occur. `folds` has 0x20
// under every letter of the text, which is in lower case, and 0 under all else: a byte or-ed with it
// equals the letter for both cases and for nothing else. Sixteen places are tried at once by two
// bytes of the text, at `first` and `second`, that are rare among texts (Muła 2016); the few that
// pass are compared in full. Up to 15 bytes past the end of a row are read, never counted.
export function findText(
  rows: u32,
  starts: usize,
  lengths: usize,
  wanted: usize,
  text: usize,
  folds: usize,
  length: u32,
  first: u32,
  second: u32,
): void {
  const a = i8x16.splat(load<i8>(text + (first as usize)));
  const aFold = i8x16.splat(load<i8>(folds + (first as usize)));
  const b = i8x16.splat(load<i8>(text + (second as usize)));
  const bFold = i8x16.splat(load<i8>(folds + (second as usize)));
  for (let row: u32 = 0; row < rows; row++) {
    const flag = wanted + (row as usize);
    if (load<u8>(flag) == 0) continue;
    const rowLength = load<u32>(lengths + ((row as usize) << 2));
    let found = false;
    if (rowLength >= length) {
      let at = load<u32>(starts + ((row as usize) << 2)) as usize;
      const end = at + ((rowLength - length) as usize) + 1;
      while (at < end) {
        const isA = i8x16.eq(v128.or(v128.load(at + (first as usize)), aFold), a);
        const isB = i8x16.eq(v128.or(v128.load(at + (second as usize)), bFold), b);
        let hits = i8x16.bitmask(v128.and(isA, isB)) as u32;
        if (hits != 0) {
          const left = end - at;
          if (left < 16) hits &= (1 << (left as u32)) - 1;
          while (hits != 0) {
            if (isAt(at + (ctz(hits) as usize), text, folds, length)) {
              found = true;
              break;
            }
            hits &= hits - 1;
          }
          if (found) break;
        }
        at += 16;
      }
    }
    if (!found) store<u8>(flag, 0);
  }
}

function isAt(at: usize, text: usize, folds: usize, length: u32): bool {
  for (let i: usize = 0; i < (length as usize); i++) {
    if ((load<u8>(at + i) | load<u8>(folds + i)) != load<u8>(text + i)) return false;
  }
  return true;
}
