import { byId, findIssue, type LinearState } from "../state.js";
import type { Views } from "../views/index.js";
import { newcomer, payload, remove, required, touch } from "./writing.js";

interface RelationCreateInput {
  id?: string | null;
  type: string;
  issueId: string;
  relatedIssueId: string;
}

/** Relations between issues. */
export function relationsRoot(linear: LinearState, views: Views) {
  return {
    issueRelation: ({ id }: { id: string }) =>
      views.relation(required(byId(linear.relations, id), "IssueRelation")),

    issueRelationCreate({ input }: { input: RelationCreateInput }) {
      const issue = required(findIssue(linear, input.issueId), "Issue");
      const relatedIssue = required(findIssue(linear, input.relatedIssueId), "Issue");
      const stamp = newcomer(linear, input.id, { among: linear.relations, entity: "IssueRelation" });
      const relation = { ...stamp, type: input.type, issue, relatedIssue };
      linear.relations.push(relation);
      touch(linear, issue);
      return payload({ issueRelation: () => views.relation(relation) });
    },

    issueRelationDelete({ id }: { id: string }) {
      remove(linear.relations, required(byId(linear.relations, id), "IssueRelation"));
      return payload({ entityId: id });
    },
  };
}
