import { main } from "./main.js";

// A reader that went away (`pmo ops | head -1`) is no failure: what runs still ends in order, only nobody reads of it.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

const code = await main(process.argv.slice(2));
process.exitCode = code;
// Whatever an adapter left behind (a socket, a timer) must not keep the process: once the output is out, it ends.
process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
