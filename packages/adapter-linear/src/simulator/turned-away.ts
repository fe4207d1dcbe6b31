import { HttpResponse, type Refusals } from "@pm-orchestrator/simulator";
import { unauthorized } from "./endpoint.js";

/**
 * How Linear turns requests away before it looks at them: with status 400, and what it means in the body.
 *
 * @see https://linear.app/developers/rate-limiting
 */
export const turnedAway: Refusals = {
  rateLimited({ at }) {
    const extensions = {
      type: "ratelimited",
      code: "RATELIMITED",
      statusCode: 429,
      userError: true,
      userPresentableMessage: "Rate limit exceeded. Only 5000 requests are allowed per 1 hour.",
    };
    return HttpResponse.json(
      { errors: [{ message: "Rate limit exceeded", extensions }] },
      {
        status: 400,
        headers: {
          "x-ratelimit-requests-limit": "5000",
          "x-ratelimit-requests-remaining": "0",
          "x-ratelimit-requests-reset": String(at.getTime()),
        },
      },
    );
  },
  unauthorized,
};
