import type { Row } from "./row.js";

export const linear: Row[] = [
  ["https://linear.app/acme/issue/PSN-120/security-review-jwt", 'linear get_issue {"issue_id":"PSN-120"}'],
  ["https://linear.app/acme/issue/PSN-120", 'linear get_issue {"issue_id":"PSN-120"}'],
  ["linear.app/acme/issue/PSN-120", 'linear get_issue {"issue_id":"PSN-120"}'],
  ["https://linear.app/acme/issue/NEW-1/not-among-the-team-keys", 'linear get_issue {"issue_id":"NEW-1"}'],
  [
    "https://linear.app/acme/issue/PSN-120/slug#comment-1d6c7b99",
    'linear get_issue {"issue_id":"PSN-120","include":["comments"]}',
  ],
  [
    "https://linear.app/acme/project/api-authentication-96c693073b49/overview",
    'linear get_project {"project":"96c693073b49"}',
  ],
  [
    "https://linear.app/acme/document/design-of-jwt-720bc6bdfff4",
    'linear get_document {"document_id":"720bc6bdfff4"}',
  ],
  ["https://linear.app/acme/team/PSN/active", 'linear get_team {"team":"PSN"}'],
  ["https://linear.app/acme/profiles/maya", 'linear get_user {"user":"maya"}'],
  ["https://linear.app/acme/view/urgent-1234", "!INVALID_REQUEST"],
  ["https://linear.app/other/issue/PSN-120/x", "!INVALID_REQUEST"],
  ["https://linear.app/acme/settings/account", "!INVALID_REQUEST"],
  ["https://linear.app/acme/issue/PSN120", "!INVALID_REQUEST"],
  ["https://api.linear.app/acme/issue/PSN-120", "!INVALID_REQUEST"],
];
