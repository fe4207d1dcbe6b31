import { describe, expect, it } from "vitest";
import { settings, simulatedLinear } from "../bench.js";

type Tree = Record<string, unknown>;

async function post(body: unknown, { key = settings.api_key, linear = simulatedLinear() } = {}) {
  const response = await linear.host.fetch(`${settings.base_url}/graphql`, {
    method: "POST",
    headers: { authorization: key, "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const answer = (await response.json()) as {
    data?: Tree | null;
    errors?: { message: string; extensions: Tree }[];
  };
  return { status: response.status, data: answer.data ?? {}, errors: answer.errors };
}

describe("the simulated Linear", () => {
  it("executes any document, with aliases, fragments, filters and nested lists", async () => {
    const { status, data, errors } = await post({
      query: `query Any($key: String!) {
        mine: viewer { name isMe }
        teams(filter: { key: { in: [$key] } }) {
          nodes {
            ...Named
            states(filter: { type: { eq: "started" } }) { nodes { name } }
            issues(first: 2, filter: { and: [{ labels: { some: { name: { eqIgnoreCase: "SECURITY" } } } }, { priority: { lte: 1 } }] }) {
              nodes { identifier assignee { email } parent { identifier } }
              pageInfo { hasNextPage }
            }
          }
        }
        nobody: issues(first: 1, filter: { assignee: { null: true }, number: { gt: 117 }, team: { key: { eq: $key } } }) {
          nodes { identifier }
        }
      }
      fragment Named on Team { key name }`,
      variables: { key: "PSN" },
    });
    expect(errors).toBeUndefined();
    expect(status).toBe(200);
    expect(data).toMatchObject({
      mine: { name: "Maya Lindqvist", isMe: true },
      teams: {
        nodes: [
          {
            key: "PSN",
            states: { nodes: [{ name: "In Progress" }, { name: "In Review" }] },
            issues: {
              nodes: [{ identifier: "PSN-120", assignee: { email: "priya@acme.example" }, parent: null }, {}],
            },
          },
        ],
      },
      nobody: { nodes: [{ identifier: "PSN-118" }] },
    });
  });

  it("pages forwards and backwards, the newest first", async () => {
    const linear = simulatedLinear();
    const read = async (args: string) => {
      const { data } = await post(
        {
          query: `{ issues(${args}, filter: { team: { key: { eq: "PSN" } } }) { nodes { identifier } pageInfo { endCursor startCursor hasNextPage hasPreviousPage } } }`,
        },
        { linear },
      );
      const { nodes, pageInfo } = data["issues"] as {
        nodes: { identifier: string }[];
        pageInfo: Tree;
      };
      return { found: nodes.map(({ identifier }) => identifier), pageInfo };
    };
    const first = await read("first: 2");
    expect(first.found).toEqual(["PSN-123", "PSN-122"]);
    const next = await read(`first: 2, after: "${first.pageInfo["endCursor"]}"`);
    expect(next.found).toEqual(["PSN-121", "PSN-120"]);
    expect(next.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    const back = await read(`last: 2, before: "${next.pageInfo["startCursor"]}"`);
    expect(back.found).toEqual(first.found);
    expect((await read("last: 1")).found).toEqual(["PSN-1"]);
  });

  it("has hundreds of issues, and the same ones every time", async () => {
    const query = {
      query: `{ issues(first: 250) { nodes { id identifier title updatedAt } pageInfo { hasNextPage } } }`,
    };
    const [one, other] = [await post(query), await post(query)];
    expect(one.data).toEqual(other.data);
    const { nodes, pageInfo } = one.data["issues"] as { nodes: { id: string }[]; pageInfo: Tree };
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(250);
    expect(pageInfo["hasNextPage"]).toBe(true);
  });

  it.each([
    ["no key", { query: "{ viewer { id } }" }, { key: "" }, 401, "AUTHENTICATION_ERROR"],
    [
      "a key with Bearer",
      { query: "{ viewer { id } }" },
      { key: "Bearer simulated-api_key" },
      401,
      "AUTHENTICATION_ERROR",
    ],
    ["an unknown field", { query: "{ viewer { nonsense } }" }, {}, 400, "GRAPHQL_VALIDATION_FAILED"],
    [
      "a missing variable",
      { query: "query A($id: String!) { issue(id: $id) { id } }" },
      {},
      400,
      "GRAPHQL_VALIDATION_FAILED",
    ],
    ["broken GraphQL", { query: "{ viewer" }, {}, 400, "GRAPHQL_VALIDATION_FAILED"],
    ["no query", { variables: {} }, {}, 400, "BAD_REQUEST"],
    ["no JSON", "nonsense", {}, 400, "BAD_REQUEST"],
    ["an issue that is not there", { query: '{ issue(id: "PSN-9999") { id } }' }, {}, 200, "INPUT_ERROR"],
    ["too much at once", { query: "{ issues(first: 251) { nodes { id } } }" }, {}, 200, "INPUT_ERROR"],
  ])("answers %s in Linear's form", async (_name, body, options, status, code) => {
    const answer = await post(body, options);
    expect(answer.status).toBe(status);
    expect(answer.errors?.[0]).toMatchObject({
      message: expect.any(String),
      extensions: { code, userError: true },
    });
  });

  const team = '(filter: { key: { eq: "PSN" } })';
  it.each([
    ["an id that is no UUID", { id: "mine" }, "Argument Validation Error"],
    ["a priority of 7", { priority: 7 }, "Argument Validation Error"],
    ["a title of spaces", { title: " " }, "Argument Validation Error"],
    ["a day that is none", { dueDate: "2026-02-30" }, "Argument Validation Error"],
    ["another team's status", { stateId: "web" }, "Argument Validation Error"],
    ["a group for a label", { labelIds: ["Area"] }, "Argument Validation Error"],
    ["an unknown label", { labelIds: ["nope"] }, "Entity not found: IssueLabel"],
    ["an unknown team", { teamId: "nope" }, "Entity not found: Team"],
    ["an id that is taken", { id: "taken" }, "conflict on insert of Issue"],
  ])("refuses to create an issue with %s", async (_name, wrong: Tree, message) => {
    const linear = simulatedLinear();
    const { data } = await post(
      {
        query: `{ teams${team} { nodes { id } } issue(id: "PSN-1") { id } issueLabels { nodes { id name } }
          workflowStates(filter: { team: { key: { eq: "WEB" } } }, first: 1) { nodes { id } } }`,
      },
      { linear },
    );
    const { teams, issue, issueLabels, workflowStates } = data as {
      teams: { nodes: { id: string }[] };
      issue: { id: string };
      issueLabels: { nodes: { id: string; name: string }[] };
      workflowStates: { nodes: { id: string }[] };
    };
    const input = {
      teamId: teams.nodes[0]?.id,
      title: "One",
      ...wrong,
      ...(wrong["id"] === "taken" ? { id: issue.id } : {}),
      ...(wrong["stateId"] === "web" ? { stateId: workflowStates.nodes[0]?.id } : {}),
      ...(JSON.stringify(wrong) === '{"labelIds":["Area"]}'
        ? { labelIds: [issueLabels.nodes.find(({ name }) => name === "Area")?.id] }
        : {}),
    };
    const query = "mutation Create($input: IssueCreateInput!) { issueCreate(input: $input) { success } }";
    const { errors } = await post({ query, variables: { input } }, { linear });
    expect(errors?.[0]?.message).toBe(message);
    await expect(linear.run("create_issue", { team: "PSN", title: "Next" })).resolves.toMatchObject({
      identifier: "PSN-124",
    });
  });
});
