/** A page of the story, before it has ids. `under` is the title of the page above. */
export interface StoryPage {
  title: string;
  under: string;
  author: string;
  created: string;
  updated: string;
  /** How often it was changed after that. */
  edits: number;
  labels: string[];
  body: string;
  comments?: StoryComment[];
}

interface StoryComment {
  author: string;
  created: string;
  body: string;
  /** Of an inline comment: the words that it is about. */
  selection?: string;
  /** Of a reply: which comment before it, from 0. */
  repliesTo?: number;
}

const code = (language: string, text: string) =>
  `<ac:structured-macro ac:name="code" ac:schema-version="1"><ac:parameter ac:name="language">${language}</ac:parameter>` +
  `<ac:plain-text-body><![CDATA[${text}]]></ac:plain-text-body></ac:structured-macro>`;

const panel = (kind: "info" | "warning", text: string) =>
  `<ac:structured-macro ac:name="${kind}" ac:schema-version="1"><ac:rich-text-body><p>${text}</p></ac:rich-text-body></ac:structured-macro>`;

const list = (...items: string[]) => `<ul>${items.map((item) => `<li><p>${item}</p></li>`).join("")}</ul>`;

const table = (...rows: string[][]) =>
  `<table><tbody>${rows
    .map((cells, row) => {
      const tag = row === 0 ? "th" : "td";
      return `<tr>${cells.map((cell) => `<${tag}><p>${cell}</p></${tag}>`).join("")}</tr>`;
    })
    .join("")}</tbody></table>`;

/** What Acme has written about authentication, in the order in which it was written. */
export const STORY: readonly StoryPage[] = [
  {
    title: "Authentication",
    under: "Technical documentation",
    author: "priya",
    created: "2024-03-11T09:00:00.000Z",
    updated: "2025-11-10T08:30:00.000Z",
    edits: 6,
    labels: ["authentication", "security"],
    body:
      "<p>How callers prove to our systems who they are. Start here, then read the page of your case.</p>" +
      list(
        "Partners that call the public API: <em>JWT authentication design</em>",
        "Own services among each other: <em>OAuth clients</em>",
        "Older integrations: <em>API keys (legacy)</em>",
      ) +
      '<ac:structured-macro ac:name="children" ac:schema-version="2" />',
  },
  {
    title: "API keys (legacy)",
    under: "Authentication",
    author: "tom",
    created: "2024-03-12T10:00:00.000Z",
    updated: "2025-10-28T13:15:00.000Z",
    edits: 3,
    labels: ["authentication", "legacy"],
    body:
      panel("warning", "API keys never expire. New integrations use JWT instead.") +
      "<p>A key is sent in the header <code>X-Api-Key</code>. Keys are kept as hashes and can be revoked one by one.</p>",
  },
  {
    title: "OAuth clients",
    under: "Authentication",
    author: "jonas",
    created: "2024-06-03T08:00:00.000Z",
    updated: "2025-09-15T16:45:00.000Z",
    edits: 2,
    labels: ["authentication", "oauth"],
    body:
      "<p>Services among each other use the <strong>client credentials</strong> grant.</p>" +
      table(
        ["Client", "Owner", "Scopes"],
        ["booking", "Platform", "seats:write"],
        ["timetable", "Data", "routes:read"],
      ),
  },
  {
    title: "JWT authentication design",
    under: "Authentication",
    author: "maya",
    created: "2025-11-04T10:00:00.000Z",
    updated: "2025-11-17T15:20:00.000Z",
    edits: 4,
    labels: ["authentication", "jwt", "design"],
    body:
      panel("info", "This is the design for TRAIN-123. The first pull request is acme/platform 42.") +
      "<h2>Goal</h2>" +
      "<p>Partners call the public API with <strong>short-lived tokens</strong> in place of API keys.</p>" +
      "<h2>Tokens</h2>" +
      table(
        ["Token", "Lives", "Kept"],
        ["Access", "15 minutes", "nowhere"],
        ["Refresh", "30 days", "as a hash"],
      ) +
      "<p>Access tokens are signed with RS256; the public keys stand at " +
      '<a href="https://api.acme.example/.well-known/jwks.json">the JWKS address</a>.</p>' +
      code(
        "json",
        '{\n  "iss": "https://api.acme.example",\n  "sub": "partner-7",\n  "scope": "seats:read"\n}',
      ) +
      "<h2>Open points</h2>" +
      "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status>" +
      "<ac:task-body>Choose the algorithm</ac:task-body></ac:task><ac:task><ac:task-id>2</ac:task-id>" +
      "<ac:task-status>incomplete</ac:task-status><ac:task-body>Agree on clock skew</ac:task-body></ac:task></ac:task-list>",
    comments: [
      {
        author: "priya",
        created: "2025-11-05T10:30:00.000Z",
        body: "<p>RS256 it is. The private key stays in the <strong>vault</strong>.</p>",
      },
      {
        author: "tom",
        created: "2025-11-06T08:05:00.000Z",
        body: "<p>How much clock skew do we allow? I propose <code>60 s</code>.</p>",
      },
      {
        author: "tom",
        created: "2025-11-06T08:20:00.000Z",
        body: "<p>How short?</p>",
        selection: "short-lived tokens",
      },
      {
        author: "maya",
        created: "2025-11-06T09:00:00.000Z",
        body: "<p>Fine with me.</p>",
        repliesTo: 1,
      },
    ],
  },
  {
    title: "Token rotation",
    under: "Authentication",
    author: "maya",
    created: "2025-11-07T09:30:00.000Z",
    updated: "2025-11-18T11:00:00.000Z",
    edits: 1,
    labels: ["authentication", "jwt"],
    body:
      "<p>Every refresh gives a new refresh token and makes the old one worthless. A token that comes twice ends the whole family.</p>" +
      "<ol><li><p>The partner sends its refresh token.</p></li><li><p>We check its hash, and replace it.</p></li></ol>",
  },
  {
    title: "Signing keys and JWKS",
    under: "JWT authentication design",
    author: "priya",
    created: "2025-11-08T14:00:00.000Z",
    updated: "2025-11-14T09:10:00.000Z",
    edits: 0,
    labels: ["authentication", "security"],
    body: "<p>Two keys are always published: the one that signs, and the next one. A key is kept for 24 hours after its last signature.</p>",
  },
  {
    title: "Threat model",
    under: "Authentication",
    author: "priya",
    created: "2025-11-11T08:00:00.000Z",
    updated: "2025-11-16T17:25:00.000Z",
    edits: 2,
    labels: ["security", "threat-model"],
    body:
      "<p>What can go wrong with authentication by JWT, and what we do about it.</p>" +
      table(
        ["Threat", "Answer"],
        ["A stolen access token", "It is good for 15 minutes only"],
        ["A stolen refresh token", "Rotation finds the second use"],
        ["<code>alg: none</code>", "Only RS256 is accepted"],
      ),
  },
];
