export { planToMermaid } from "./mermaid.js";
export { type PictureOptions, planToSvg } from "./plan-svg.js";
export type { PicturedRun, PicturedStep } from "./run.js";
export { runToSvg } from "./run-svg.js";
