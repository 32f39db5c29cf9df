// Products of bytes, for processors and browsers that have them: a module of its own, since others
// refuse to compile it.
export { probe, products } from './products.as';
