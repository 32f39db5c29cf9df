import { createContext } from 'svelte';
import type { ReviewErrands } from '#state/errands/review-errands.svelte.ts';

/** What Review asks models, for any component below the page. */
export const [getErrands, setErrands] = createContext<ReviewErrands>();
