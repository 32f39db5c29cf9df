/**
 * The part of AssemblyScript's compiler that we call. Its own declarations bring the language's
 * globals along, among them an `Array` whose `at` never answers undefined.
 */
interface CompilerHost {
  readFile(name: string): string | null;
  writeFile(name: string, content: Uint8Array | string): void;
  listFiles(): string[];
}

declare const asc: {
  main(args: readonly string[], host: CompilerHost): Promise<{ error: Error | null }>;
};

export default asc;
