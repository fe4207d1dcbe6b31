import type { FailureReading, HttpFailure } from "@pm-orchestrator/adapter-kit";
import { atlassianErrorText } from "./error-text.js";
import type { SignIn } from "./site.js";

/** What to do about credentials that are refused. `prefix` begins the product's environment variables. */
const ADVICE: Readonly<Record<SignIn, (prefix: string) => string>> = {
  api_token: (prefix) =>
    `Check ${prefix}_EMAIL and ${prefix}_API_TOKEN; a token with scopes needs ${prefix}_CLOUD_ID too.`,
  scoped_token: (prefix) => `Check ${prefix}_EMAIL, ${prefix}_API_TOKEN and ${prefix}_CLOUD_ID.`,
  oauth: (prefix) => `Get a new access token by the refresh token, and set it as ${prefix}_ACCESS_TOKEN.`,
  personal_token: (prefix) => `Check ${prefix}_PERSONAL_TOKEN, and that it has not expired.`,
};

/**
 * What a 401 means. The gateway says it of a scope that lacks as well, and then in its words only; everything else is
 * credentials that are wrong or expired, which no second try makes better.
 */
export function readSignInFailure<Code extends string>(
  failure: HttpFailure,
  { codes, signIn, prefix }: { codes: { unauthorized: Code; scope: Code }; signIn: SignIn; prefix: string },
): FailureReading<Code> | undefined {
  if (failure.kind !== "status" || failure.status !== 401) return undefined;
  const text = atlassianErrorText(failure.body);
  if (text !== undefined && /scope/i.test(text)) return { code: codes.scope, message: text };
  const advice = ADVICE[signIn](prefix);
  return {
    code: codes.unauthorized,
    suggestions: [advice],
    retryable: false,
  };
}
