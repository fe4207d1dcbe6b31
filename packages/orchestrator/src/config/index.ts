export { type LoadConfigOptions, type LoadedConfig, loadConfig } from "./load.js";
export { findConfigFile } from "./locate.js";
export { isTrusted, trustConfig, trustReasons } from "./trust.js";
