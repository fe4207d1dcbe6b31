import { expect, it } from "vitest";
import { simulatedJira } from "../bench.js";

it("get_edit_fields tells what can be changed, and what can be chosen", async () => {
  const answer = await simulatedJira().run("get_edit_fields", { issue_key: "TRAIN-123" });
  expect(answer).toMatchObject({
    fields: expect.arrayContaining([
      { id: "summary", name: "Summary", required: true, type: "string" },
      {
        id: "priority",
        name: "Priority",
        required: false,
        type: "priority",
        has_default: true,
        allowed_values: ["Highest", "High", "Medium", "Low", "Lowest"],
      },
    ]),
  });
});
