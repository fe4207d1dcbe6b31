import type { AdapterMap, ParamsOf, ResultOf } from "@pm-orchestrator/core";
import { expectTypeOf, it } from "vitest";
import type {} from "../src/index.js";

type Package = "@pm-orchestrator/adapter-jira";

it("knows the params and results of operations by the package's name", () => {
  expectTypeOf<ParamsOf<Package, "add_comment">>().toExtend<{ issue_key: string; body: string }>();
  expectTypeOf<ParamsOf<Package, "search_issues">["limit"]>().toEqualTypeOf<number | undefined>();
  expectTypeOf<ResultOf<Package, "get_issue">>().toExtend<{ key: string; summary: string; status: string }>();
  expectTypeOf<"get_isue">().not.toExtend<keyof AdapterMap[Package]["operations"]>();
});
