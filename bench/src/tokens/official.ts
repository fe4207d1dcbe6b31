import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Compared, compareAll, jsonResponse, type Kind, manifestOf, type Vendor } from "./compare.js";

/** Where the vendors' descriptions lie; they are not part of the repository. */
const FOLDER =
  process.env["PMO_API_SPECS"] ?? fileURLToPath(new URL("../../../../shared/api-specs", import.meta.url));

interface Source {
  files: readonly string[];
  /** What an adapter's calls to the simulated origin have before the described path. */
  base: string;
  /** Whether a method is told by its path alone: then the verb does not matter. */
  byPath?: boolean;
  /** Where an operation's own example names things that the vendor's examples do not have. */
  params?: Readonly<Record<string, object>>;
  /** The same for a param that many operations have. */
  names?: Readonly<Record<string, string>>;
}

const SOURCES: Partial<Record<Kind, Source>> = {
  jira: {
    files: ["jira-cloud-v3.openapi.json", "jira-software-agile-1.0.openapi.json"],
    base: "/jira",
  },
  bitbucket: {
    files: ["bitbucket-cloud-2.0.openapi.json"],
    base: "/bitbucket",
    params: {
      get_commit: { repository: "acme/platform", commit: "7f71b5da3b4b8d3f1b1f2a4c2f0f0a2d9c1e4b6a" },
    },
  },
  slack: {
    files: ["slack-web-api.swagger2.json"],
    base: "/slack",
    byPath: true,
    names: { channel: "C0G9QF9GZ", user: "W012A3CDE" },
  },
};

interface Endpoint {
  method: string;
  path: RegExp;
  /** Longer ones are more exact. */
  length: number;
  body: string;
}

/** The operations of a system on the examples of its vendor's description; undefined where that is not here. */
export async function onOfficialExamples(kind: Kind): Promise<Compared[] | undefined> {
  const source = SOURCES[kind];
  if (source === undefined || !source.files.every((file) => existsSync(join(FOLDER, file)))) return undefined;
  const endpoints = source.files.flatMap((file) => endpointsOf(join(FOLDER, file), source.base));
  const vendor: Vendor = async ({ url, method }) => {
    const { pathname } = new URL(url);
    const fitting = endpoints.filter(
      (endpoint) => (source.byPath === true || endpoint.method === method) && endpoint.path.test(pathname),
    );
    const [best] = fitting.sort((a, b) => b.length - a.length);
    return best && jsonResponse(best.body);
  };
  const { params = {}, names = {} } = source;
  const renamed = Object.entries(manifestOf(kind).operations).map(([operation, { example }]) => [
    operation,
    Object.fromEntries(
      Object.entries(params[operation] ?? example).map(([name, value]) => [name, names[name] ?? value]),
    ),
  ]);
  return compareAll(kind, () => vendor, Object.fromEntries(renamed));
}

interface DescribedOperation {
  responses?: Record<
    string,
    { examples?: Record<string, unknown>; content?: Record<string, { example?: unknown; examples?: object }> }
  >;
}

function endpointsOf(file: string, base: string): Endpoint[] {
  const { paths } = JSON.parse(readFileSync(file, "utf8")) as {
    paths: Record<string, Record<string, DescribedOperation>>;
  };
  return Object.entries(paths).flatMap(([path, item]) =>
    ["get", "post", "put", "delete"].flatMap((verb): Endpoint[] => {
      const example = exampleOf(item[verb]);
      if (example === undefined) return [];
      return [
        {
          method: verb.toUpperCase(),
          path: pattern(base + path),
          length: path.length,
          body: bodyOf(example),
        },
      ];
    }),
  );
}

function exampleOf(operation: DescribedOperation | undefined): unknown {
  for (const status of ["200", "201"]) {
    const { examples, content } = operation?.responses?.[status] ?? {};
    const media = content?.["application/json"];
    const [first] = Object.values(media?.examples ?? {}) as { value?: unknown }[];
    const example = examples?.["application/json"] ?? media?.example ?? first?.value;
    if (example !== undefined) return example;
  }
  return undefined;
}

/** Jira's examples of issues have a number where every answer of Jira has an instant. */
function bodyOf(example: unknown): string {
  const json = typeof example === "string" ? example : JSON.stringify(example);
  return json.replace(/"updated":\s*1\b/g, '"updated":"2021-01-17T12:34:00.000+0000"');
}

function pattern(path: string): RegExp {
  const escaped = path.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{[^}]+\}/g, "[^/]+");
  return new RegExp(`^${escaped}/?$`);
}
