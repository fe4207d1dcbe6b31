import type { JiraState } from "./state.js";

export interface SimComponent {
  id: string;
  /** Key. */
  project: string;
  name: string;
  description: string;
  /** A handle. */
  lead: string | undefined;
  assigneeType: string;
}

export interface SimVersion {
  id: string;
  /** Key. */
  project: string;
  name: string;
  description?: string;
  startDate?: string;
  releaseDate?: string;
  released: boolean;
  archived: boolean;
}

/** What projects are divided into. */
interface ProjectParts {
  components: Map<string, SimComponent>;
  versions: Map<string, SimVersion>;
  /** In which version an issue was, or will be, fixed: issue key → version id. */
  fixVersions: Map<string, string>;
}

/** The components and versions of the simulated Jira, made on first use. */
export function partsOf(jira: JiraState): ProjectParts {
  return jira.world.state("jira.project-parts", () => seedParts(jira));
}

function seedParts(jira: JiraState): ProjectParts {
  const components = jira.projects.flatMap(({ key, id, lead, components: names }) =>
    names.map((name, index) => ({
      id: String(Number(id) + 40_000 + index),
      project: key,
      name,
      description: `The ${name} of ${key}`,
      lead,
      assigneeType: "PROJECT_DEFAULT",
    })),
  );
  const versions: SimVersion[] = [
    { id: "10400", project: "TRAIN", name: "1.0", released: true, archived: true, releaseDate: "2025-03-31" },
    {
      id: "10401",
      project: "TRAIN",
      name: "1.1",
      released: true,
      archived: false,
      releaseDate: "2025-09-30",
    },
    {
      id: "10402",
      project: "TRAIN",
      name: "2.0",
      description: "Tokens for partners",
      released: false,
      archived: false,
      startDate: "2025-10-01",
      releaseDate: "2025-11-28",
    },
    { id: "10403", project: "TRAIN", name: "2.1", released: false, archived: false },
    { id: "10410", project: "OPS", name: "Winter", released: false, archived: false },
  ];
  const issues = [...jira.issues.values()].filter(({ project }) => project === "TRAIN");
  return {
    components: new Map(components.map((component) => [component.id, component])),
    versions: new Map(versions.map((version) => [version.id, version])),
    fixVersions: new Map(
      issues.slice(100, 140).map(({ key }, index) => [key, index % 2 === 0 ? "10401" : "10402"]),
    ),
  };
}
