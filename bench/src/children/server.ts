import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** An upstream system in another process, so that its CPU time is not ours. */
export interface ServerProcess {
  /** Without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts one of the servers of this folder. Rejects when it ends before it says its address. */
export async function startServer(name: string, args: readonly string[] = []): Promise<ServerProcess> {
  const file = fileURLToPath(new URL(`./${name}.js`, import.meta.url));
  const child = spawn(process.execPath, [file, ...args], { stdio: ["pipe", "pipe", "inherit"] });
  const url = await firstLine(child);
  return {
    url,
    async close() {
      const ended = once(child, "exit");
      child.stdin?.end();
      await ended;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new TypeError("The server has no output.");
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error("The server ended before it was ready.");
}
