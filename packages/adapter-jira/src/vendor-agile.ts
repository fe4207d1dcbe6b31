/**
 * What Jira's boards and sprints look like, as far as it is used. Unlike everywhere else their ids are numbers.
 *
 * @see https://developer.atlassian.com/cloud/jira/software/rest/
 */
export interface VendorBoard {
  id?: number;
  name?: string;
  type?: string;
  location?: { projectKey?: string };
}

export interface VendorBoardConfiguration {
  filter?: { id?: string };
  columnConfig?: {
    columns?: { name?: string; min?: number; max?: number; statuses?: { id?: string }[] }[];
  };
  estimation?: { field?: { fieldId?: string; displayName?: string } };
}

export interface VendorSprint {
  id?: number;
  name?: string;
  state?: string;
  startDate?: string;
  endDate?: string;
  completeDate?: string;
  originBoardId?: number;
  goal?: string;
}

export interface VendorEpic {
  id?: number;
  key?: string;
  name?: string;
  summary?: string;
  done?: boolean;
}
