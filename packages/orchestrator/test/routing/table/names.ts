import type { Row } from "./row.js";

export const names: Row[] = [
  ["TRAIN-123", 'jira get_issue {"issue_key":"TRAIN-123"}'],
  ["OPS-1", 'jira get_issue {"issue_key":"OPS-1"}'],
  ["train-123", 'jira get_issue {"issue_key":"TRAIN-123"}'],
  ["PSN-120", 'linear get_issue {"issue_id":"PSN-120"}'],
  ["psn-120", 'linear get_issue {"issue_id":"PSN-120"}'],
  ["WEB-7", "!AMBIGUOUS_SYSTEM jira, jira-eu, linear"],
  ["#engineering", 'slack get_channel {"channel":"engineering"}'],
  ["#team-a.b_c", 'slack get_channel {"channel":"team-a.b_c"}'],
  ["#entwicklung-ü", 'slack get_channel {"channel":"entwicklung-ü"}'],
  ["@maya", 'slack get_user {"user":"@maya"}'],
  ["C74E562F736", 'slack get_channel {"channel":"C74E562F736"}'],
  ["D74E562F736", 'slack get_channel {"channel":"D74E562F736"}'],
  ["U6AF7379368", 'slack get_user {"user":"U6AF7379368"}'],
  ["platform#42", 'bitbucket get_pull_request {"repository":"acme/platform","id":"42"}'],
  ["other/thing#7", 'bitbucket get_pull_request {"repository":"other/thing","id":"7"}'],
  ["98752", "!AMBIGUOUS_SYSTEM confluence, wiki"],
];
