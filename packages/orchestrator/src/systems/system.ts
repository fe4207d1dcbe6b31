import type { AdapterDefinition, AdapterManifest, Connection, PmoError } from "@pm-orchestrator/core";
import type { OrchestratorEnvironment, SystemConfig } from "../options.js";
import { importAdapter } from "./loader.js";
import { type ManifestOutcome, readManifest } from "./manifests.js";
import { packageOf } from "./packages.js";
import { type ScopeReport, scopeReport } from "./scopes.js";
import { type SettingsReader, settingsReader } from "./settings.js";

/** An adapter that is loaded and connected. */
export interface ConnectedSystem {
  adapter: AdapterDefinition;
  connection: Connection<unknown>;
}

/** A configured system. Nothing of its adapter is imported before {@link connect}; its manifest is read on first need. */
export class System {
  readonly packageName: string;
  #manifest: ManifestOutcome | undefined;
  #settings: SettingsReader | undefined;
  #connecting: Promise<ConnectedSystem> | undefined;
  #connected: ConnectedSystem | undefined;
  #isLoaded = false;
  /** Scopes by the name of the credentials that have them. */
  readonly #granted = new Map<string, readonly string[]>();

  constructor(
    readonly name: string,
    private readonly config: SystemConfig,
    private readonly surroundings: OrchestratorEnvironment & { requestTimeoutMs: number },
  ) {
    this.packageName = packageOf(config.adapter ?? name);
  }

  /** The wire name of its adapter. */
  get subagent(): string {
    return `${this.name}-operations`;
  }

  /** Whether its adapter's code was imported. */
  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  /** The manifest, or SUBAGENT_NOT_AVAILABLE (6006). */
  manifest(): ManifestOutcome {
    this.#manifest ??= readManifest(this.packageName, this.#folders());
    return this.#manifest;
  }

  /** Whether simulators answer for it. */
  get isSimulated(): boolean {
    return this.surroundings.simulate !== undefined;
  }

  /** The value of a setting that is no secret; undefined when it is one, or not there. */
  openSetting(name: string): string | undefined {
    const outcome = this.manifest();
    if ("error" in outcome) return undefined;
    const setting = outcome.manifest.settings.find((candidate) => candidate.name === name);
    return setting === undefined || setting.secret === true
      ? undefined
      : this.#settingsOf(outcome.manifest).get(name);
  }

  /** Why it cannot be spoken to: 6006 or 6011; undefined when it can. */
  obstacle(): PmoError | undefined {
    const outcome = this.manifest();
    return "error" in outcome ? outcome.error : this.#settingsOf(outcome.manifest).missing();
  }

  /** Operations that lack a setting of their own, and which. Says nothing of a system that cannot be spoken to at all. */
  unusable(): { operation: string; needs: string[] }[] {
    const outcome = this.manifest();
    if ("error" in outcome) return [];
    const settings = this.#settingsOf(outcome.manifest);
    return Object.entries(outcome.manifest.operations).flatMap(([operation, { needs = [] }]) => {
      const absent = needs.filter((name) => settings.get(name) === undefined);
      return absent.length === 0 ? [] : [{ operation, needs: absent }];
    });
  }

  /** The sets of credentials that are complete, by name, in the adapter's order. */
  credentials(): string[] {
    const outcome = this.manifest();
    if ("error" in outcome) return [];
    const settings = this.#settingsOf(outcome.manifest);
    return outcome.manifest.credentials
      .filter((set) => set.settings.every((name) => (settings.get(name) ?? "") !== ""))
      .map(({ name }) => name);
  }

  /** What the credentials' scopes allow, by what was told until now; undefined without a manifest. */
  scopes(): ScopeReport | undefined {
    const outcome = this.manifest();
    if ("error" in outcome) return undefined;
    return scopeReport(outcome.manifest, { complete: this.credentials(), granted: this.#granted });
  }

  /**
   * What tells one account from another: its adapter, and all settings with their secrets. Undefined while the settings
   * are not known or not complete. It is never to be kept, shown or sent as it is.
   */
  identity(): string | undefined {
    const outcome = this.manifest();
    if ("error" in outcome) return undefined;
    const { manifest } = outcome;
    const settings = this.#settingsOf(manifest);
    if (settings.missing() !== undefined) return undefined;
    return JSON.stringify([manifest.kind, manifest.settings.map(({ name }) => [name, settings.get(name)])]);
  }

  /** The cache slots of its adapter. */
  slots(): readonly string[] {
    const outcome = this.manifest();
    return "error" in outcome ? [] : Object.keys(outcome.manifest.slots);
  }

  /** Imports the adapter, once. Rejects with 6006 or 6011. A failure is not remembered: the next step tries again. */
  connect(): Promise<ConnectedSystem> {
    this.#connecting ??= this.#connect().catch((error: unknown) => {
      this.#connecting = undefined;
      throw error;
    });
    return this.#connecting;
  }

  /** What {@link connect} gave, once it has: for every step after the first there is nothing to wait for. */
  get connected(): ConnectedSystem | undefined {
    return this.#connected;
  }

  async close(): Promise<void> {
    const connected = await this.#connecting?.catch(() => undefined);
    await connected?.connection.close?.();
  }

  async #connect(): Promise<ConnectedSystem> {
    const outcome = this.manifest();
    if ("error" in outcome) throw outcome.error;
    const { manifest } = outcome;
    const settings = this.#settingsOf(manifest);
    const missing = settings.missing();
    if (missing !== undefined) throw missing;
    const adapter = await importAdapter(manifest, this.packageName, this.#folders());
    this.#isLoaded = true;
    const connection = adapter.connect({
      system: this.name,
      setting: (name) => settings.get(name),
      fetch: this.surroundings.fetch ?? fetch,
      requestTimeoutMs: this.surroundings.requestTimeoutMs,
      noteScopes: ({ credentials, scopes }) => void this.#granted.set(credentials, scopes),
    });
    this.#connected = { adapter, connection };
    return this.#connected;
  }

  #settingsOf(manifest: AdapterManifest): SettingsReader {
    this.#settings ??= settingsReader(this.name, {
      config: this.config,
      manifest,
      surroundings: this.surroundings,
    });
    return this.#settings;
  }

  #folders(): readonly string[] {
    return this.surroundings.resolveFrom ?? [process.cwd()];
  }
}
