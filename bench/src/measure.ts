import { MEASUREMENTS } from "./catalogue.js";
import type { Section } from "./page/section.js";

// Runs one measurement and writes its section as JSON. Each has a process of its own: none warms up another.
const name = process.argv[2];
const measurement = MEASUREMENTS.find((candidate) => candidate.name === name);
if (measurement === undefined) throw new RangeError(`There is no measurement ${name}.`);
const { measure } = await measurement.load();
const section: Section = { name: measurement.name, title: measurement.title, ...(await measure()) };
process.stdout.write(JSON.stringify(section));
