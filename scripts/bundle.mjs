// Puts zod into packages/core/dist/zod.js, so that importing it reads one file in place of ninety. Types stay zod's own.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const core = join(dirname(fileURLToPath(import.meta.url)), "..", "packages", "core");
const output = join(core, "dist", "zod.js");
const { version } = createRequire(join(core, "package.json"))("zod/package.json");
const mark = `// zod ${version}, MIT, Copyright (c) Colin McDonnell; bundled by scripts/bundle.mjs`;

if (!readFileSync(output, "utf8").startsWith(mark)) {
  const bundle = await rolldown({
    input: join(core, "src", "zod.ts"),
    platform: "node",
    plugins: [
      {
        // Half of zod are translations; our messages are English.
        name: "english-only",
        load: (id) =>
          /[\\/]locales[\\/]index\.js$/.test(id) ? 'export { default as en } from "./en.js";' : null,
      },
    ],
  });
  const {
    output: [{ code }],
  } = await bundle.generate({ format: "esm", minify: true });
  await bundle.close();
  writeFileSync(output, `${mark}\n${code}`);
}
