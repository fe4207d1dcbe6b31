import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const BIN = fileURLToPath(new URL("../bin/pmo.js", import.meta.url));
const REGISTER = new URL("./module-log/register.mjs", import.meta.url).href;

export interface PmoOptions {
  stdin?: string;
  cwd?: string;
  home?: string;
  /** Added to an environment that holds nothing of the machine's own. */
  env?: Readonly<Record<string, string>>;
  nodeArgs?: readonly string[];
}

export interface PmoResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A folder that vanishes with the test. */
export function temporaryFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "pmo-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** The built program in a child process, in an empty folder with an empty home. */
export function startPmo(args: readonly string[], options: PmoOptions = {}): ChildProcess {
  const { cwd = temporaryFolder(), home = temporaryFolder(), env = {}, nodeArgs = [] } = options;
  return spawn(process.execPath, [...nodeArgs, BIN, ...args], {
    cwd,
    env: { PATH: process.env["PATH"] ?? "", HOME: home, USERPROFILE: home, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
}

export async function pmo(args: readonly string[], options: PmoOptions = {}): Promise<PmoResult> {
  const child = startPmo(args, options);
  child.stdin?.end(options.stdin ?? "");
  return ended(child);
}

/** Waits for the end of a child and everything that it wrote. */
export function ended(child: ChildProcess): Promise<PmoResult> {
  let [stdout, stderr] = ["", ""];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

export interface JsonAnswer {
  success: boolean;
  // What an answer holds is what the test is about.
  data?: unknown;
  error?: {
    code: string;
    number: number;
    message: string;
    details: Record<string, unknown>;
    suggestions: string[];
  };
  metadata: Record<string, unknown>;
}

/** Runs with `--json`; fails when standard output is anything but one answer. */
export async function pmoJson(
  args: readonly string[],
  options: PmoOptions = {},
): Promise<{ code: number | null; answer: JsonAnswer; stderr: string }> {
  const { code, stdout, stderr } = await pmo([...args, "--json"], options);
  return { code, answer: JSON.parse(stdout) as JsonAnswer, stderr };
}

/** The modules that a command loads, as file addresses. */
export async function modulesOf(args: readonly string[], options: PmoOptions = {}): Promise<string[]> {
  const log = join(temporaryFolder({ "modules.log": "" }), "modules.log");
  const result = await pmo(args, {
    ...options,
    nodeArgs: ["--import", REGISTER],
    env: { ...options.env, PMO_TEST_MODULE_LOG: log },
  });
  if (result.code !== 0) throw new Error(`pmo ${args.join(" ")} ended with ${result.code}: ${result.stderr}`);
  return readFileSync(log, "utf8").split("\n").filter(Boolean);
}

export interface RunningSimulators {
  url: string;
  child: ChildProcess;
}

/** `pmo simulate` on a free port; ended with the test. */
export async function startSimulators(args: readonly string[] = []): Promise<RunningSimulators> {
  const child = startPmo(["simulate", "--port", "0", "--json", ...args]);
  const gone = new Promise((resolve) => child.once("close", resolve));
  onTestFinished(async () => {
    child.kill("SIGINT");
    await gone;
  });
  let text = "";
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (!text.endsWith("\n}\n")) continue;
    const { data } = JSON.parse(text) as { data: { url: string } };
    return { url: data.url, child };
  }
  throw new Error("pmo simulate ended by itself.");
}
