// What the module exports; its memory comes from outside and belongs to the pool.
export { tally16, tally32, tally64 } from './tally.as';
export { dots8, dots32 } from './dots.as';
export { findText } from './find-text.as';
