/**
 * zod in one file. The library itself comes in some ninety, half of them translations of its messages, and importing them
 * takes twice as long; everything of ours therefore takes it from here. After compiling, `scripts/bundle.mjs` puts the
 * library's code into this file's output; without that step it is a plain re-export and works the same.
 */
export { z } from "zod";
