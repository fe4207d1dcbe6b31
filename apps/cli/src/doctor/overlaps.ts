import { type AdapterManifest, ORCHESTRATOR_ERRORS } from "@pm-orchestrator/core";

/** Two adapters, or an adapter and the orchestrator, that give one number to different errors. */
export interface Overlap {
  number: number;
  /** Packages, in the order in which they were found. */
  packages: string[];
  message: string;
}

/** Numbers of errors that are not unique: harmless to machines (identity is adapter and number), confusing to people. */
export function findOverlaps(manifests: readonly Pick<AdapterManifest, "package" | "errors">[]): Overlap[] {
  const users = new Map<number, Set<string>>();
  const use = (number: number, owner: string) => {
    users.set(number, (users.get(number) ?? new Set()).add(owner));
  };
  for (const { number } of Object.values(ORCHESTRATOR_ERRORS)) use(number, "pm-orchestrator");
  for (const { package: name, errors } of manifests) {
    for (const { number } of Object.values(errors)) use(number, name);
  }
  return [...users]
    .filter(([, owners]) => owners.size > 1)
    .sort(([a], [b]) => a - b)
    .map(([number, owners]) => {
      const packages = [...owners];
      return { number, packages, message: `Error ${number} is used by ${packages.join(" and ")}.` };
    });
}
