// What the module exports; its memory comes from outside and belongs to the pool.
export { tally16 } from './tally16.as';
export { tally32 } from './tally32.as';
export { tally64 } from './tally64.as';
export { dots8 } from './dots8.as';
export { dots32 } from './dots32.as';
export { findText } from './find-text.as';
