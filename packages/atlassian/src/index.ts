export { atlassianErrorText } from "./error-text.js";
export {
  ATLASSIAN_CREDENTIALS,
  atlassianSettings,
  basicCredentials,
  siteUrl,
} from "./site.js";
export { utcInstant } from "./time.js";
