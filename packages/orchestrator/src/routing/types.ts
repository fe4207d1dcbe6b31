import type { AdapterManifest, Detected, TargetForm } from "@pm-orchestrator/core";

/** A configured system, as far as routing needs it. Nothing of it is called or imported. */
export interface RoutableSystem {
  name: string;
  manifest: AdapterManifest;
  /** The value of a setting that is no secret. */
  setting(name: string): string | undefined;
  /** Whether it can be spoken to: its settings are complete. */
  isUsable: boolean;
  isSimulated: boolean;
}

/** A request as it came: what of it is there. */
export interface RouteInput {
  system?: string | undefined;
  operation?: string | undefined;
  params?: Readonly<Record<string, unknown>>;
  target?: string | undefined;
}

/** One way to understand a target. */
export interface TargetReading {
  system: RoutableSystem;
  form: TargetForm;
  operation: string;
  /** Of the natural read. */
  params: Readonly<Record<string, unknown>>;
  /** The params that came out of the target itself: what tells the thing from others of its kind. */
  captured: Readonly<Record<string, unknown>>;
  /** The captured parts by name, and what they stand for. */
  parts: ReadonlyMap<string, string>;
  /** How others mention it. */
  mention?: string;
  /**
   * Whether the system claims it: by its address, or by settings that name its project. `not_named`: it has such settings, and
   * they name others.
   */
  claim: "claimed" | "open" | "not_named";
  because: string;
}

/** What was decided. `kind` as in {@link TargetForm}. */
export interface Route extends Detected {
  params: Readonly<Record<string, unknown>>;
  /** Absent without a target. */
  reading?: TargetReading;
}
