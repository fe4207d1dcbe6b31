import { defineConfig } from "vitest/config";

/** The one test configuration: every package runs it with its own folder as the root. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Two cores are what a CI machine has; more workers only fight each other.
    maxWorkers: 2,
    testTimeout: 20_000,
    // What is built is run as it is: users get no more than that, and transforming it takes longer than most tests.
    server: { deps: { external: [/\/dist\//] } },
    reporters: ["default", ["json", { outputFile: ".vitest/report.json" }]],
  },
});
