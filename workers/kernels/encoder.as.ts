// What an encoder with 8-bit weights needs of every processor with SIMD.
export { products } from './products.as';
export { addAndNormalise, attend, gelu, quantise, widen } from './transformer.as';
