import type { Row } from "./row.js";

export const slack: Row[] = [
  [
    "https://acme.slack.com/archives/C74E562F736/p1763454321000100",
    'slack get_thread {"channel":"C74E562F736","thread_ts":"1763454321.000100"}',
  ],
  [
    "https://acme.slack.com/archives/C74E562F736/p1763454502000200?thread_ts=1763454321.000100&cid=C74E562F736",
    'slack get_thread {"channel":"C74E562F736","thread_ts":"1763454321.000100"}',
  ],
  ["https://acme.slack.com/archives/C74E562F736", 'slack get_channel {"channel":"C74E562F736"}'],
  [
    "https://acme.slack.com/archives/D74E562F736/p1763454321000100",
    'slack get_thread {"channel":"D74E562F736","thread_ts":"1763454321.000100"}',
  ],
  ["https://app.slack.com/client/T012AB3CD/C74E562F736", 'slack get_channel {"channel":"C74E562F736"}'],
  [
    "https://app.slack.com/client/T012AB3CD/C74E562F736/thread/C74E562F736-1763454321.000100",
    'slack get_thread {"channel":"C74E562F736","thread_ts":"1763454321.000100"}',
  ],
  [
    "https://acme.slack.com/files/U6AF7379368/F0JWT1DESIGN/design.pdf",
    'slack get_file {"file_id":"F0JWT1DESIGN"}',
  ],
  [
    "https://files.slack.com/files-pri/T012AB3CD-F0JWT1DESIGN/design.pdf",
    'slack get_file {"file_id":"F0JWT1DESIGN"}',
  ],
  ["https://acme.slack.com/docs/T012AB3CD/F0JWT1CANVAS", 'slack read_canvas {"canvas_id":"F0JWT1CANVAS"}'],
  ["https://acme.slack.com/team/U6AF7379368", 'slack get_user {"user":"U6AF7379368"}'],
  ["https://acme.slack.com/archives/C74E562F736/p17634543210001", "!INVALID_REQUEST"],
  ["https://acme.slack.com/archives/general", "!INVALID_REQUEST"],
  ["https://other.slack.com/archives/C74E562F736", "!INVALID_REQUEST"],
  ["https://slack.com/archives/C74E562F736", "!INVALID_REQUEST"],
];
