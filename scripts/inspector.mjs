// The MCP inspector as somebody would use it: its command line lists and calls every tool of `pmo mcp --simulate` over
// standard input and output. npx downloads it, once; a registry that does not answer makes the check fail, since then
// nothing was checked.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { TOOLS } = await import(pathToFileURL(join(root, "packages", "mcp", "dist", "index.js")).href);
/** The command line of the inspector alone, in the last version that runs on Node 20. */
const INSPECTOR = "@modelcontextprotocol/inspector-cli@0.15.0";
/** For everything, the download included. Unit: milliseconds. */
const LIMIT_MS = 180_000;
const limit = AbortSignal.timeout(LIMIT_MS);
/** Of npm: a registry that hangs is told of within a minute. */
const IMPATIENT = { npm_config_fetch_timeout: "25000", npm_config_fetch_retries: "1" };
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

const inspector = await installed();
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
  `The inspector lists ${tools.length} tools, and ${CALLS.length} calls are answered as they must be (${seconds()}).`,
);

/** Where the inspector is, after npx has downloaded it or found it among what it keeps. */
async function installed() {
  const args = ["-y", "--package", INSPECTOR, "--call", "command -v mcp-inspector-cli"];
  const { code, output, errors } = await run("npx", args, IMPATIENT);
  const path = output.trim();
  if (code === 0 && path !== "") return path;
  console.error(
    `The inspector could not be installed, so nothing was checked: npx ended with ${code} after ${seconds()}.`,
  );
  console.error(
    "If the registry does not answer from here, set npm's registry or proxy, and run this again.",
  );
  console.error((errors || output).trim().slice(-1_500));
  process.exit(1);
}

/** Runs the inspector once; its answer is JSON on standard output. */
async function inspect(method, ...more) {
  const { code, output, errors } = await run(process.execPath, [
    inspector,
    "--cli",
    ...SERVER,
    "--method",
    method,
    ...more,
  ]);
  const shown = more.map((arg) => (/^[\w@./:=-]+$/.test(arg) ? arg : `'${arg}'`)).join(" ");
  console.log(`${method} ${shown}\n  ended with ${code}, ${output.length} characters`);
  try {
    if (code === 0) return JSON.parse(output);
  } catch {
    // Told below: what is no JSON is as wrong as a failure.
  }
  wrong.push(`${method}: ended with ${code}: ${(errors || output).trim().slice(0, 500)}`);
  return {};
}

/** Runs a program to its end, or to that of the time for everything; then its code is what ended it. */
function run(command, args, env = {}) {
  return new Promise((resolve) => {
    const options = { cwd: root, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } };
    const child = spawn(command, args, { ...options, signal: limit, killSignal: "SIGKILL" });
    const told = { output: "", errors: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => {
      told.output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      told.errors += text;
    });
    const end = (code) => resolve({ code, ...told });
    // What a killed program has begun may hold its output open: nobody waits for that.
    child.on("error", (error) => end(limit.aborted ? `the limit of ${LIMIT_MS / 1000} s` : error.message));
    child.on("close", end);
  });
}

function seconds() {
  return `${Math.round(performance.now() / 1000)} s`;
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
