// voy publishes types for its bundler entry only; this is the part below it that takes the
// WebAssembly module from its caller.
declare module 'voy-search/voy_search_bg.js' {
  export * from 'voy-search';
  export function __wbg_set_wasm(exports: WebAssembly.Exports): void;
}
