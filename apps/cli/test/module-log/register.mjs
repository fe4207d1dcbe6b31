// Started with `node --import`: records the address of every module that is loaded in the file PMO_TEST_MODULE_LOG.
import { register } from "node:module";

register("./hooks.mjs", import.meta.url, { data: { file: process.env.PMO_TEST_MODULE_LOG } });
