// The MCP inspector as somebody would use it: its command line lists and calls every tool of `pmo mcp --simulate` over
// standard input and output. Downloads the inspector through npx, so it is not among the checks of every change.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { TOOLS } = await import(pathToFileURL(join(root, "packages", "mcp", "dist", "index.js")).href);
/** The last line of the inspector that runs on Node 20. */
const INSPECTOR = "@modelcontextprotocol/inspector@0.15";
const SERVER = ["node", "apps/cli/bin/pmo.js", "mcp", "--simulate"];

const ISSUE = { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } };
const SEARCH = { system: "slack", operation: "search_messages", params: { query: "TRAIN-123", limit: 2 } };
const PAIR = [
  { id: "a", ...ISSUE },
  {
    id: "b",
    system: "linear",
    operation: "search_issues",
    params: { query: "${{ steps.a.data.key }}", limit: 2 },
  },
];

/** What is called, and what must be in the structured answer, by path. */
const CALLS = [
  [
    "find_operations",
    { system: "jira", operation: "get_issue" },
    { "data.operations.0.operation": "get_issue" },
  ],
  ["smart_delegate", ISSUE, { success: true, "data.key": "TRAIN-123" }],
  [
    "lazy_gather_context",
    { operations: [ISSUE, SEARCH] },
    { success: true, "metadata.operations_successful": 2, "data.results.0.data.key": "TRAIN-123" },
  ],
  [
    "batch_parallel_execute",
    { operations: PAIR },
    { success: true, "metadata.execution_phases": 2, "data.results.1.status": "succeeded" },
  ],
  ["cache_status", { detailed: true }, { success: true, "data.overall.total_hits": 0 }],
  // A mistake is an answer too, and leaves the inspector able to show it.
  ["smart_delegate", { ...ISSUE, operation: "get_isue" }, { success: false, "error.number": 6002 }],
  // The inspector cannot ask its user: nothing may be written.
  [
    "smart_delegate",
    { system: "slack", operation: "post_message", params: { channel: "#engineering", text: "hello" } },
    { success: false, "error.number": 6013 },
  ],
];

const wrong = [];
const called = new Set(CALLS.map(([tool]) => tool));
const uncalled = TOOLS.filter(({ name }) => !called.has(name)).map(({ name }) => name);
if (uncalled.length > 0) wrong.push(`never called: ${uncalled.join(", ")}`);

const { tools } = await inspect("tools/list");
expect("tools/list", names(tools), names(TOOLS));
for (const [tool, args, expected] of CALLS) {
  const given = Object.entries(args).flatMap(([name, value]) => [
    "--tool-arg",
    `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  ]);
  const {
    structuredContent,
    content,
    isError = false,
  } = await inspect("tools/call", "--tool-name", tool, ...given);
  for (const [path, value] of Object.entries(expected))
    expect(`${tool} ${path}`, at(structuredContent, path), value);
  expect(`${tool} isError`, isError, expected.success === false);
  expect(`${tool} has a text`, content?.[0]?.text?.length > 0, true);
}

if (wrong.length > 0) {
  console.error(`Wrong answers:\n  ${wrong.join("\n  ")}`);
  process.exit(1);
}
console.log(
  `The inspector lists ${tools.length} tools, and ${CALLS.length} calls are answered as they must be.`,
);

/** Runs the inspector once; its answer is JSON on standard output. */
async function inspect(method, ...more) {
  const args = ["-y", INSPECTOR, "--cli", ...SERVER, "--method", method, ...more];
  const shown = args.map((arg) => (/^[\w@./:=-]+$/.test(arg) ? arg : `'${arg}'`)).join(" ");
  const { code, output, errors } = await new Promise((resolve, reject) => {
    const child = spawn("npx", args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    const told = { output: "", errors: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => {
      told.output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      told.errors += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...told }));
  });
  console.log(`npx ${shown}\n  ended with ${code}, ${output.length} characters`);
  try {
    if (code === 0) return JSON.parse(output);
  } catch {
    // Told below: what is no JSON is as wrong as a failure.
  }
  wrong.push(`${method}: ended with ${code}: ${(errors || output).trim().slice(0, 500)}`);
  return {};
}

function expect(what, found, expected) {
  if (JSON.stringify(found) !== JSON.stringify(expected))
    wrong.push(`${what}: ${JSON.stringify(expected)} was expected, and it is ${JSON.stringify(found)}`);
}

function at(value, path) {
  return path.split(".").reduce((inner, name) => inner?.[name], value);
}

function names(list = []) {
  return list.map(({ name }) => name).sort();
}
