import fs = require("node:fs");
import v8 = require("node:v8");
import vm = require("node:vm");

// Loaded ahead of a program under measurement (`node --require`): when it ends, file descriptor 3 gets what it used.
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const { rss } = process.memoryUsage();
  v8.setFlagsFromString("--expose-gc");
  vm.runInNewContext("gc")();
  const { heapUsed } = process.memoryUsage();
  fs.writeSync(
    3,
    JSON.stringify({ cpu_ms: (user + system) / 1000, rss_mb: rss / 2 ** 20, heap_mb: heapUsed / 2 ** 20 }),
  );
});
