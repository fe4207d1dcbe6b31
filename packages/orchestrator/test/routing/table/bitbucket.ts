import type { Row } from "./row.js";

export const bitbucket: Row[] = [
  [
    "https://bitbucket.org/acme/platform/pull-requests/42",
    'bitbucket get_pull_request {"repository":"acme/platform","id":"42"}',
  ],
  [
    "https://bitbucket.org/acme/platform/pull-requests/42/diff",
    'bitbucket get_pull_request {"repository":"acme/platform","id":"42"}',
  ],
  [
    "https://bitbucket.org/acme/platform/pull-requests/42/add-jwt-middleware/activity",
    'bitbucket get_pull_request {"repository":"acme/platform","id":"42"}',
  ],
  [
    "https://bitbucket.org/acme/platform/pull-requests/42#comment-4201",
    'bitbucket get_pull_request_comment {"repository":"acme/platform","id":"42","comment_id":"4201"}',
  ],
  [
    "https://bitbucket.org/acme/platform/pull-requests/42/_/diff#comment-4201",
    'bitbucket get_pull_request_comment {"repository":"acme/platform","id":"42","comment_id":"4201"}',
  ],
  [
    "https://bitbucket.org/other/thing/pull-requests/7",
    'bitbucket get_pull_request {"repository":"other/thing","id":"7"}',
  ],
  [
    "https://bitbucket.org/acme/platform/pull-requests/",
    'bitbucket list_pull_requests {"repository":"acme/platform"}',
  ],
  [
    "https://bitbucket.org/acme/platform/src/main/src/auth/jwt.ts#lines-12",
    'bitbucket get_file {"repository":"acme/platform","path":"src/auth/jwt.ts","branch":"main"}',
  ],
  [
    "https://bitbucket.org/acme/platform/src/feature%2FTRAIN-1/README.md",
    'bitbucket get_file {"repository":"acme/platform","path":"README.md","branch":"feature/TRAIN-1"}',
  ],
  [
    "https://bitbucket.org/acme/platform/raw/main/README.md",
    'bitbucket get_file {"repository":"acme/platform","path":"README.md","branch":"main"}',
  ],
  [
    "https://bitbucket.org/acme/platform/src/main/",
    'bitbucket list_directory {"repository":"acme/platform","branch":"main"}',
  ],
  ["https://bitbucket.org/acme/platform/src", 'bitbucket list_directory {"repository":"acme/platform"}'],
  [
    "https://bitbucket.org/acme/platform/commits/a0387e01b2f1d0927ed63e38f058775c685174e6",
    'bitbucket get_commit {"repository":"acme/platform","commit":"a0387e01b2f1d0927ed63e38f058775c685174e6"}',
  ],
  [
    "https://bitbucket.org/acme/platform/commits/branch/release/2.4",
    'bitbucket list_commits {"repository":"acme/platform","branch":"release/2.4"}',
  ],
  ["https://bitbucket.org/acme/platform/commits/", 'bitbucket list_commits {"repository":"acme/platform"}'],
  [
    "https://bitbucket.org/acme/platform/branch/feature/TRAIN-123-jwt",
    'bitbucket get_branch {"repository":"acme/platform","name":"feature/TRAIN-123-jwt"}',
  ],
  ["https://bitbucket.org/acme/platform/branches/", 'bitbucket list_branches {"repository":"acme/platform"}'],
  [
    "https://bitbucket.org/acme/platform/pipelines/results/30",
    'bitbucket get_pipeline {"repository":"acme/platform","uuid":"30"}',
  ],
  [
    "https://bitbucket.org/acme/platform/pipelines/results/30/steps/%7Bc33c6c6b%7D",
    'bitbucket get_pipeline {"repository":"acme/platform","uuid":"30"}',
  ],
  [
    "https://bitbucket.org/acme/platform/addon/pipelines/home#!/results/30",
    'bitbucket get_pipeline {"repository":"acme/platform","uuid":"30"}',
  ],
  [
    "https://bitbucket.org/acme/platform/pipelines",
    'bitbucket list_pipelines {"repository":"acme/platform"}',
  ],
  ["https://bitbucket.org/acme/platform", 'bitbucket get_repository {"repository":"acme/platform"}'],
  ["https://bitbucket.org/acme/platform/overview", 'bitbucket get_repository {"repository":"acme/platform"}'],
  ["https://bitbucket.org/acme", 'bitbucket get_workspace {"workspace":"acme"}'],
  ["https://bitbucket.org/acme/workspace/overview", 'bitbucket get_workspace {"workspace":"acme"}'],
  [
    "https://bitbucket.org/acme/workspace/projects/PLAT",
    'bitbucket get_project {"workspace":"acme","project":"PLAT"}',
  ],
  ["https://bitbucket.org/dashboard/overview", "!INVALID_REQUEST"],
  ["https://bitbucket.org/acme/platform/pull-requests/new?source=x", "!INVALID_REQUEST"],
  ["https://bitbucket.org/acme/platform/issues/5", "!INVALID_REQUEST"],
  ["https://api.bitbucket.org/2.0/repositories/acme/platform", "!INVALID_REQUEST"],
];
