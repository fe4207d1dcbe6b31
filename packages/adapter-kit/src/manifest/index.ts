export { buildManifest, type PackageIdentity } from "./build.js";
export { signatureOf } from "./signature.js";
export { errorTable, operationTable, settingsTable } from "./tables.js";
