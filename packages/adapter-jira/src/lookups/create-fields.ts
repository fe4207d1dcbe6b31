import { pathSegment } from "@pm-orchestrator/adapter-kit";
import type { JiraClient } from "../client.js";
import { projectNotFound } from "../not-found.js";
import { readAll } from "../paging.js";
import type { VendorField } from "../vendor.js";

/** A field of the screen on which issues are created. */
export interface CreateField extends VendorField {
  fieldId?: string;
  required?: boolean;
  hasDefaultValue?: boolean;
  allowedValues?: AllowedValue[];
}

/** What can be chosen: options have a `value`, most other things a `name`. */
export interface AllowedValue {
  id?: string;
  key?: string;
  name?: string;
  value?: string;
  children?: AllowedValue[];
}

/** The fields of the create screen of an issue type in a project. */
export function createFieldsOf(
  project: string,
  issueTypeId: string,
  jira: JiraClient,
): Promise<CreateField[]> {
  return readAll<CreateField>(
    jira,
    {
      method: "GET",
      path: `/rest/api/3/issue/createmeta/${pathSegment(project)}/issuetypes/${pathSegment(issueTypeId)}`,
      query: { maxResults: 200 },
      notFound: projectNotFound(project),
    },
    "fields",
  );
}
