import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { aboutIssue } from "./about-issue.js";
import { endpoint, missing, nothing, pageAt } from "./endpoint.js";
import type { Document, JiraState, SimComment, SimIssue, SimProperty } from "./state.js";
import { commentView, refusal } from "./views.js";

interface WrittenComment {
  body: Document;
  visibility: { type: string; value: string };
  properties: SimProperty[];
}

export function commentHandlers(jira: JiraState) {
  const aboutComment = (answer: (found: Found) => Response | Promise<Response>) =>
    aboutIssue(jira, async (issue, call) => {
      const comment = issue.comments.find(({ id }) => id === call.param("id"));
      if (comment === undefined) return missing(`Can not find a comment for the id: ${call.param("id")}.`);
      return answer({ issue, comment, base: call.base, written: () => call.json<WrittenComment>() });
    });
  return [
    http.get(
      "*/rest/api/3/issue/:key/comment",
      aboutIssue(jira, (issue, call) => {
        const sign = call.query.get("orderBy") === "-created" ? -1 : 1;
        const sorted = issue.comments.toSorted((a, b) => sign * a.created.localeCompare(b.created));
        return pageAt(
          call,
          sorted.map((comment) => commentView(jira, issue, comment, call.base)),
          "comments",
        );
      }),
    ),

    http.post(
      "*/rest/api/3/issue/:key/comment",
      aboutIssue(jira, async (issue, call) => {
        const written = await call.json<WrittenComment>();
        if (isEmpty(written.body)) return refusal(400, [], { comment: "Comment body can not be empty!" });
        const created = jira.world.now().toISOString();
        const comment: SimComment = {
          id: jira.nextId(),
          author: jira.world.me.handle,
          body: written.body,
          created,
          ...(written.visibility === undefined ? {} : { visibility: written.visibility }),
          properties: written.properties,
        };
        issue.comments.push(comment);
        issue.updated = created;
        return HttpResponse.json(commentView(jira, issue, comment, call.base), { status: 201 });
      }),
    ),

    http.get(
      "*/rest/api/3/comment/:id/properties/:property",
      endpoint((call) => {
        const comments = [...jira.issues.values()].flatMap((issue) => issue.comments);
        const found = comments
          .find(({ id }) => id === call.param("id"))
          ?.properties?.find(({ key }) => key === call.param("property"));
        return found === undefined
          ? missing(`The property ${call.param("property")} does not exist.`)
          : HttpResponse.json({ key: found.key, value: found.value });
      }),
    ),

    http.get(
      "*/rest/api/3/issue/:key/comment/:id",
      aboutComment(({ issue, comment, base }) => HttpResponse.json(commentView(jira, issue, comment, base))),
    ),

    http.put(
      "*/rest/api/3/issue/:key/comment/:id",
      aboutComment(async ({ issue, comment, base, written }) => {
        const { body, visibility } = await written();
        if (isEmpty(body)) return refusal(400, [], { comment: "Comment body can not be empty!" });
        const updated = jira.world.now().toISOString();
        Object.assign(comment, { body, updated }, visibility === undefined ? {} : { visibility });
        issue.updated = updated;
        return HttpResponse.json(commentView(jira, issue, comment, base));
      }),
    ),

    http.delete(
      "*/rest/api/3/issue/:key/comment/:id",
      aboutComment(({ issue, comment }) => {
        issue.comments.splice(issue.comments.indexOf(comment), 1);
        return nothing();
      }),
    ),
  ];
}

interface Found {
  issue: SimIssue;
  comment: SimComment;
  base: string;
  written(): Promise<Partial<WrittenComment>>;
}

function isEmpty(body: Document | undefined): body is undefined {
  return body?.type !== "doc" || body.content.length === 0;
}
