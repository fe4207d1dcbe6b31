import { fileURLToPath } from "node:url";

/** The folder of this package: from here the adapters are found. */
export const HOME = fileURLToPath(new URL("..", import.meta.url));
