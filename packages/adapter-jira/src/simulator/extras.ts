import type { Document, JiraState, SimIssue, SimProperty } from "./state.js";

export interface SimWorklog {
  id: string;
  author: string;
  comment: Document | null;
  started: string;
  seconds: number;
  properties?: SimProperty[] | undefined;
}

export interface SimRemoteLink {
  id: number;
  globalId: string;
  relationship: string | undefined;
  object: { url: string; title: string; summary?: string; icon?: { url16x16?: string } };
}

/** What an issue has beside its fields. */
export interface IssueExtras {
  /** Handles of people. */
  watchers: string[];
  worklogs: SimWorklog[];
  remoteLinks: SimRemoteLink[];
  properties: Map<string, unknown>;
  /** Values of custom fields by field id. */
  custom: Map<string, unknown>;
  /** Contents of attached files by attachment id. */
  files: Map<string, Uint8Array<ArrayBuffer>>;
}

/** The extras of an issue, made on first use; TRAIN-123 has some from the start. */
export function extrasOf(jira: JiraState, issue: SimIssue): IssueExtras {
  const all = jira.world.state("jira.issue-extras", () => new Map<string, IssueExtras>());
  const known = all.get(issue.id);
  if (known !== undefined) return known;
  const extras = seeded(issue);
  all.set(issue.id, extras);
  return extras;
}

/** The first bytes of every PNG, and more until the size that the seed claims. */
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function seeded(issue: SimIssue): IssueExtras {
  const extras: IssueExtras = {
    watchers: [issue.reporter],
    worklogs: [],
    remoteLinks: [],
    properties: new Map(),
    custom: new Map(),
    files: new Map(
      issue.attachments.map(({ id, size }) => {
        const bytes = new Uint8Array(size);
        bytes.set(PNG.slice(0, size));
        return [id, bytes];
      }),
    ),
  };
  if (issue.key !== "TRAIN-123") return extras;
  extras.watchers.push("jonas", "priya");
  extras.worklogs.push({
    id: "30001",
    author: "maya",
    comment: {
      type: "doc",
      version: 1,
      content: [{ type: "paragraph", content: [{ type: "text", text: "Token endpoint" }] }],
    },
    started: "2025-11-06T09:00:00.000Z",
    seconds: 3 * 3600,
  });
  extras.remoteLinks.push({
    id: 31001,
    globalId: "https://wiki.acme.example/authentication",
    relationship: "designed in",
    object: { url: "https://wiki.acme.example/authentication", title: "Authentication design" },
  });
  extras.properties.set("release.train", { number: 7 });
  extras.custom.set("customfield_10016", 5);
  return extras;
}
