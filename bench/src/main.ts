import { availableParallelism, loadavg } from "node:os";
import { type BenchOptions, parseCommandLine, USAGE } from "./command-line.js";
import { type Page, pageText, verdict } from "./page/page.js";
import type { Section } from "./page/section.js";
import { runMeasurement } from "./run-measurement.js";

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  let options: BenchOptions;
  try {
    options = parseCommandLine(argv);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  if (options.help) return say(USAGE);
  if (options.list) return say(options.measurements.map(({ name, title }) => `${name}  ${title}`).join("\n"));
  const page = await measureAll(options);
  say(options.json ? JSON.stringify(page, null, 2) : pageText(page));
  const { holds, complete } = verdict(page);
  return complete && (holds || !options.strict) ? 0 : 1;
}

/** One after another: two at once would measure each other. */
async function measureAll({ measurements }: BenchOptions): Promise<Page> {
  const machine = {
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    cpus: availableParallelism(),
    load: loadavg()[0] ?? 0,
  };
  const sections: Section[] = [];
  for (const measurement of measurements) {
    const begun = performance.now();
    process.stderr.write(`${measurement.name} … `);
    sections.push(await runMeasurement(measurement));
    process.stderr.write(`${((performance.now() - begun) / 1000).toFixed(0)} s\n`);
  }
  return { machine, sections };
}

function say(text: string): 0 {
  console.log(text);
  return 0;
}
