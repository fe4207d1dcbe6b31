import type { Description } from "./description.js";
import type { GivenAnswer, SentRequest } from "./exchange.js";
import { descriptionsFolder, missingFiles, readDescription } from "./folder.js";
import type { KnownDefect, Witness } from "./known-defects/known-defect.js";

/** How one system is described: data, and what makes a description of it. */
export interface ApiDefinition<Draft> {
  kind: string;
  title: string;
  files: readonly string[];
  /** What comes before the described paths: the simulators' prefix, or that of the vendor's own hosts. */
  base: RegExp;
  /** Reads the files' texts, in their order. */
  read(texts: readonly string[]): Draft;
  /** Imports what it needs only now: no test file pays for the descriptions of other systems. */
  describe(draft: Draft): Promise<Description>;
  defects: readonly KnownDefect<Draft>[];
}

/** One system, its description not yet read. */
export interface Api {
  readonly kind: string;
  readonly title: string;
  readonly base: RegExp;
  /** Files that are not there; with any missing there is no description. */
  missing(): string[];
  /** Read and made once in a process, at the first call. Rejects when a file is missing. */
  description(): Promise<Description>;
  readonly defects: readonly Pick<KnownDefect<never>, "id" | "reason" | "witness">[];
  /** The description with all corrections but one. For the proof that each is needed. */
  descriptionWithout(defect: string): Promise<Description>;
}

export function createApi<Draft>(definition: ApiDefinition<Draft>): Api {
  const { kind, title, base, files, defects } = definition;
  const make = async (without?: string): Promise<Description> => {
    const draft = definition.read(files.map((file) => readDescription(file)));
    for (const { id, patch } of defects) {
      if (id === without) continue;
      try {
        patch(draft);
      } catch (error) {
        throw new Error(`The known defect ${id} of ${title} no longer fits its description.`, {
          cause: error,
        });
      }
    }
    return definition.describe(draft);
  };
  let made: Promise<Description> | undefined;
  return {
    kind,
    title,
    base,
    defects,
    missing: () => missingFiles(files),
    description() {
      made ??= make();
      return made;
    },
    descriptionWithout: make,
  };
}

/** Where to look, for whoever reads that checks were skipped. */
export function whereToLook(api: Api): string {
  return `no ${api.missing().join(", ")} in ${descriptionsFolder()}; set PMO_API_SPECS to the folder`;
}

/** What a description says of a witness. */
export function witnessProblems(
  description: Description,
  { request, body, form, answer }: Witness,
): string[] {
  const [method = "", path = ""] = request.split(/ (.*)/s);
  const sent: SentRequest = {
    method,
    path,
    ...(body === undefined ? {} : { contentType: "application/json", body }),
    ...(form === undefined ? {} : { contentType: "application/x-www-form-urlencoded", body: form }),
  };
  if (answer === undefined) return description.requestProblems(sent);
  const given: GivenAnswer = { contentType: "application/json", ...answer };
  return description.answerProblems(sent, given);
}
