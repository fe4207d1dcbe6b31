import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { Measurement } from "./catalogue.js";
import type { Section } from "./page/section.js";

const ENTRY = fileURLToPath(new URL("./measure.js", import.meta.url));

/** Runs a measurement in a fresh process. Never rejects: a measurement that breaks is a section that says so. */
export async function runMeasurement({ name, title }: Measurement): Promise<Section> {
  const child = spawn(process.execPath, [ENTRY, name], { stdio: ["ignore", "pipe", "pipe"] });
  const [output, complaint, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>,
  ]);
  if (code === 0) return JSON.parse(output) as Section;
  const reason = complaint.trim() || `its process ended with ${code ?? signal}`;
  return { name, title, claims: [], tables: [], notes: [], broken: [reason] };
}
