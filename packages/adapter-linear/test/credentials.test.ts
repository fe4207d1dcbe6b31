import { describe, expect, it } from "vitest";
import { simulatedLinear } from "./bench.js";

describe("the credentials", () => {
  it.each([
    [{ api_key: "simulated-api_key" }, "simulated-api_key"],
    [{ access_token: "simulated-access_token" }, "Bearer simulated-access_token"],
    [{ api_key: "simulated-api_key", access_token: "simulated-access_token" }, "simulated-api_key"],
  ])("%j are sent as Linear takes them", async (credentials, header) => {
    const linear = simulatedLinear({ api_key: undefined, ...credentials });
    await expect(linear.run("get_user", { user: "me" })).resolves.toMatchObject({ name: "Maya Lindqvist" });
    expect(linear.sent[0]?.headers.get("authorization")).toBe(header);
  });

  it.each([{ api_key: "Bearer simulated-access_token2" }, { access_token: "expired-access_token" }])(
    "that are wrong or expired fail at once: %j",
    async (credentials) => {
      const linear = simulatedLinear({ api_key: undefined, ...credentials });
      await expect(linear.run("get_user", { user: "me" })).rejects.toMatchObject({
        number: 1404,
        retryable: false,
      });
      expect(linear.calls).toBe(1);
    },
  );
});
