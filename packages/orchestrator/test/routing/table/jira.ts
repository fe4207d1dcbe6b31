import type { Row } from "./row.js";

export const jira: Row[] = [
  ["https://acme.atlassian.net/browse/TRAIN-123", 'jira get_issue {"issue_key":"TRAIN-123"}'],
  ["https://acme.atlassian.net/browse/TRAIN-123/", 'jira get_issue {"issue_key":"TRAIN-123"}'],
  ["https://acme.atlassian.net/browse/train-123", 'jira get_issue {"issue_key":"TRAIN-123"}'],
  ["https://ACME.atlassian.net/browse/TRAIN-123", 'jira get_issue {"issue_key":"TRAIN-123"}'],
  ["https://acme.atlassian.net:443/browse/TRAIN-123", 'jira get_issue {"issue_key":"TRAIN-123"}'],
  ["acme.atlassian.net/browse/TRAIN-123", 'jira get_issue {"issue_key":"TRAIN-123"}'],
  ["  https://acme.atlassian.net/browse/TRAIN-123  ", 'jira get_issue {"issue_key":"TRAIN-123"}'],
  [
    "https://acme.atlassian.net/browse/TRAIN-123?atlOrigin=eyJpIjoiMSJ9",
    'jira get_issue {"issue_key":"TRAIN-123"}',
  ],
  ["https://acme.atlassian.net/browse/TRAIN-123?filter=10600", 'jira get_issue {"issue_key":"TRAIN-123"}'],
  [
    "https://acme.atlassian.net/browse/TRAIN-123?focusedCommentId=20441",
    'jira get_issue {"issue_key":"TRAIN-123","expand":["comments"]}',
  ],
  [
    "https://acme.atlassian.net/browse/TRAIN-123?focusedId=20441&page=com.atlassian.jira.plugin.system.issuetabpanels%3Acomment-tabpanel#comment-20441",
    'jira get_issue {"issue_key":"TRAIN-123","expand":["comments"]}',
  ],
  [
    "https://acme.atlassian.net/jira/software/c/projects/TRAIN/boards/1?selectedIssue=TRAIN-123",
    'jira get_issue {"issue_key":"TRAIN-123"}',
  ],
  [
    "https://acme.atlassian.net/jira/software/projects/TRAIN/boards/1/backlog?issueLimit=100&selectedIssue=OPS-9",
    'jira get_issue {"issue_key":"OPS-9"}',
  ],
  ["https://acme.atlassian.net/jira/software/c/projects/TRAIN/boards/1", 'jira get_board {"board_id":"1"}'],
  [
    "https://acme.atlassian.net/jira/software/c/projects/TRAIN/boards/1/backlog",
    'jira get_board {"board_id":"1"}',
  ],
  [
    "https://acme.atlassian.net/secure/RapidBoard.jspa?rapidView=12&projectKey=TRAIN",
    'jira get_board {"board_id":"12"}',
  ],
  [
    "https://acme.atlassian.net/secure/RapidBoard.jspa?rapidView=12&selectedIssue=TRAIN-5",
    'jira get_issue {"issue_key":"TRAIN-5"}',
  ],
  [
    "https://acme.atlassian.net/jira/servicedesk/projects/IT/queues/custom/12/IT-12",
    'jira get_issue {"issue_key":"IT-12"}',
  ],
  [
    "https://acme.atlassian.net/jira/servicedesk/projects/IT/queues/custom/12",
    'jira get_project {"project":"IT"}',
  ],
  ["https://acme.atlassian.net/projects/TRAIN", 'jira get_project {"project":"TRAIN"}'],
  ["https://acme.atlassian.net/browse/TRAIN", 'jira get_project {"project":"TRAIN"}'],
  ["https://acme.atlassian.net/projects/TRAIN/issues/TRAIN-7", 'jira get_issue {"issue_key":"TRAIN-7"}'],
  ["https://acme.atlassian.net/jira/core/projects/OPS/board", 'jira get_project {"project":"OPS"}'],
  [
    "https://acme.atlassian.net/jira/software/projects/TRAIN/timeline",
    'jira get_project {"project":"TRAIN"}',
  ],
  [
    "https://acme.atlassian.net/jira/software/c/projects/TRAIN/issues/TRAIN-8",
    'jira get_issue {"issue_key":"TRAIN-8"}',
  ],
  [
    "https://acme.atlassian.net/issues/?jql=project%20%3D%20TRAIN%20ORDER%20BY%20updated",
    'jira search_issues {"jql":"project = TRAIN ORDER BY updated"}',
  ],
  [
    "https://acme.atlassian.net/jira/software/c/projects/TRAIN/issues/?jql=text%20~%20%22a%2Fb%22",
    'jira search_issues {"jql":"text ~ \\"a/b\\""}',
  ],
  ["https://acme.atlassian.net/issues/?filter=10600", 'jira get_filter {"filter_id":"10600"}'],
  ["https://acme.atlassian.net/issues/TRAIN-9?jql=x%3D1", 'jira get_issue {"issue_key":"TRAIN-9"}'],
  ["https://acme.atlassian.net/servicedesk/customer/portal/1/OPS-3", 'jira get_issue {"issue_key":"OPS-3"}'],
  [
    "https://acme.atlassian.net/secure/attachment/20444/token-flow.png",
    'jira download_attachment {"attachment_id":"20444"}',
  ],
  [
    "https://acme.atlassian.net/rest/api/3/attachment/content/20444",
    'jira download_attachment {"attachment_id":"20444"}',
  ],
  ["https://acme.atlassian.net/rest/api/3/issue/TRAIN-123", 'jira get_issue {"issue_key":"TRAIN-123"}'],
  [
    "https://acme.atlassian.net/jira/people/11f7fdf8c96fbd4e3b613205",
    'jira get_user {"account_id":"11f7fdf8c96fbd4e3b613205"}',
  ],
  ["https://jira.eu.example/tracker/browse/EU-4", 'jira-eu get_issue {"issue_key":"EU-4"}'],
  ["https://jira.eu.example/tracker/browse/TRAIN-123", 'jira-eu get_issue {"issue_key":"TRAIN-123"}'],
  ["https://jira.eu.example/browse/EU-4", "!INVALID_REQUEST"],
  ["https://jira.eu.example/tracker2/browse/EU-4", "!INVALID_REQUEST"],
  ["https://jira.eu.example/tracker/../browse/EU-4", "!INVALID_REQUEST"],
  ["https://acme.atlassian.net/", "!INVALID_REQUEST"],
  ["https://acme.atlassian.net/browse/", "!INVALID_REQUEST"],
  ["https://acme.atlassian.net/browse/TRAIN-", "!INVALID_REQUEST"],
  ["https://acme.atlassian.net/browse/TRAIN-123/extra", "!INVALID_REQUEST"],
  ["https://acme.atlassian.net/browse/TRAIN-12%2F3", "!INVALID_REQUEST"],
  ["https://acme.atlassian.net/browse/%E0%A4%A", "!INVALID_REQUEST"],
  ["https://acme.atlassian.net/secure/Dashboard.jspa", "!INVALID_REQUEST"],
];
