export { atlassianErrorText } from "./error-text.js";
export { type DataCenterCall, jiraDataCenterCall } from "./jira-data-center.js";
export { jiraScope } from "./jira-scopes.js";
export { limitOfRefusal, readAtlassianBudget } from "./limits.js";
export { ATLASSIAN_CREDENTIALS, atlassianSettings } from "./settings.js";
export { readSignInFailure } from "./sign-in-failures.js";
export {
  type AtlassianProduct,
  type AtlassianSite,
  atlassianSite,
  notConfigured,
  type SignIn,
  signInOf,
} from "./site.js";
export { utcInstant } from "./time.js";
