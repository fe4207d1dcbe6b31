import type { SettingDefinition } from "@pm-orchestrator/core";
import { readManifest } from "../systems/manifests.js";

/** The settings of an adapter package; undefined when the package is not there. */
export type SettingsOf = (packageName: string) => readonly SettingDefinition[] | undefined;

/** Reads them from the manifests of installed packages; no adapter is imported. */
export function installedSettings(folders: readonly string[]): SettingsOf {
  return (packageName) => {
    const outcome = readManifest(packageName, folders);
    return "manifest" in outcome ? outcome.manifest.settings : undefined;
  };
}
