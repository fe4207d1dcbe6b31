/**
 * What a captured part of a target must look like.
 *
 * `text` anything without control characters (default); `plus_text` the same, where `+` stands for a space; `word` letters,
 * digits and `_ . ~ + -`; `slug` the same, in small letters whatever was written; `name` a word with a letter; `number` digits; `id` 5 to 40 capital letters and digits, both of them;
 * `hex` 7 to 64 hexadecimal digits; `uuid`; `issue_key` such as TRAIN-123; `project_key` its first part; `{ behind }` what stands
 * behind the last such sign; `tiny_id` the number of which a short link of Confluence consists, as a number; `{ digits, decimals }` so many digits, the last of which are written behind a point:
 * `1763454321000100` is 1763454321.000100.
 *
 * They are named, and no patterns of the adapter's own: whatever a manifest says, no text takes long to match.
 */
export type TargetText =
  | "text"
  | "plus_text"
  | "word"
  | "slug"
  | "name"
  | "number"
  | "tiny_id"
  | "id"
  | "hex"
  | "uuid"
  | "issue_key"
  | "project_key"
  | { readonly behind: string }
  | { readonly digits: number; readonly decimals: number };

/** A setting of the system that tells whether a captured part belongs to it: `project_keys`, `workspace`. A list, split at commas. */
export interface TargetOwner {
  setting: string;
  /** Of an issue key only what stands before the number counts. */
  part?: "project";
  /** What the setting does not name is somebody else's, where the setting is there. Default: it may still be ours. */
  strict?: true;
}

/**
 * One shape of what people paste: an address below one of the system's own, or a name such as TRAIN-123 or `#channel`. Patterns
 * are those of path-to-regexp: `:name` captures a part, `{…}` may be absent, `*name` captures the rest.
 */
export interface TargetForm {
  /** What it points at: issue, page, thread, pull_request … Links of a context pack are chosen by it. */
  kind: string;
  /** For people: "the page of an issue". */
  summary: string;
  /** The path below the address. Absent for a bare form. */
  path?: string;
  /** Query parameters that must be there, each with its pattern. Others do not matter. */
  query?: Readonly<Record<string, string>>;
  /** What must stand behind `#`. Default: anything. */
  fragment?: string;
  /** The whole text, of a target that is no address. */
  bare?: string;
  /** What captured parts must look like. */
  text?: Readonly<Record<string, TargetText>>;
  /** By which settings its system is told from others of its shape: captured part → setting. */
  owners?: Readonly<Record<string, TargetOwner>>;
  /** The natural read. Absent only with {@link unsupported}. */
  operation?: string;
  /**
   * Its params. `{name}` in a text is filled in: with a captured part, or with a setting as `{setting.name}`; without that setting
   * the form fits nothing.
   */
  params?: Readonly<Record<string, unknown>>;
  /** Further params where what it leads to is wanted as well. */
  following?: Readonly<Record<string, unknown>>;
  /**
   * Read when it is asked for, and not because a result names it, unless its kind is: searches, lists, files. Whoever writes a
   * comment must not choose what is searched.
   */
  unfollowed?: true;
  /** How other systems mention it, as a text with captured parts: `{issue_key}`. */
  mention?: string;
  /** The shape is known, and nothing can be read by it: what to do instead. */
  unsupported?: string;
}

/** An address below which people see the system's things. `{setting}` is filled in; a list makes several; without it there is none. */
export interface TargetAddress {
  url: string;
  /** A last part of it that people may or may not write: `/wiki`. */
  without?: string;
  /** What the simulated world writes into its links; no address of a real system. */
  simulated?: true;
}

/** A read that finds what belongs to a thing of some kind. */
export interface TargetFinder {
  /** Kinds of things for which it looks. */
  of: readonly string[];
  /** Whether for things of its own system, by their captured parts, or for those of others, by their `{mention}`. */
  among: "own" | "others";
  /** The kind of what it finds. */
  finds: string;
  /** What it finds, in the words of {@link TargetLead.because}. */
  because: string;
  operation: string;
  params: Readonly<Record<string, unknown>>;
}

/** What targets of a system look like. Of several forms that fit, the first counts. */
export interface TargetsDefinition {
  addresses: readonly TargetAddress[];
  forms: readonly TargetForm[];
  finders?: readonly TargetFinder[];
}

/** Where in an operation's result other things are named. */
export interface TargetLead {
  /** `url`, `parent.key`, `links[].key`. */
  at: string;
  /** Why it is worth reading: "linked issue". */
  because: string;
  /**
   * Absent: the value is a target. Otherwise a text that may hold some: whole `addresses`, or also `keys` of issues that a
   * configured system claims by its settings.
   */
  within?: "addresses" | "keys";
}
