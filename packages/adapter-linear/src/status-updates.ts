import type { FailureReading } from "@pm-orchestrator/adapter-kit";
import type { LinearClient } from "./client.js";
import {
  ARCHIVE_INITIATIVE_UPDATE,
  ARCHIVE_PROJECT_UPDATE,
  CHANGE_INITIATIVE_UPDATE,
  CHANGE_PROJECT_UPDATE,
  CREATE_INITIATIVE_UPDATE,
  CREATE_PROJECT_UPDATE,
  INITIATIVE_UPDATES,
  PROJECT_UPDATES,
} from "./documents/initiatives.js";
import type { LinearErrorCode } from "./errors.js";
import { type Paging, pageVariables } from "./paging.js";
import type { VendorConnection, VendorPayload, VendorStatusUpdate } from "./vendor-planning.js";

export const UPDATE_KINDS = ["project", "initiative"] as const;

export type UpdateKind = (typeof UPDATE_KINDS)[number];

type Input = Record<string, unknown>;
type Written = { payload: VendorPayload | undefined; update: VendorStatusUpdate | null | undefined };
type Circumstances = { linear: LinearClient; missing: FailureReading<LinearErrorCode> };

/** Updates of one kind. Linear has a field of its own for each kind and each thing to do; they are alike otherwise. */
interface KindOfUpdates {
  list(
    filter: Input,
    paging: Paging,
    linear: LinearClient,
  ): Promise<VendorConnection<VendorStatusUpdate> | undefined>;
  create(input: Input, linear: LinearClient): Promise<Written>;
  change(id: string, input: Input, circumstances: Circumstances): Promise<Written>;
  archive(id: string, circumstances: Circumstances): Promise<VendorPayload | undefined>;
}

export function kindOfUpdates(kind: UpdateKind): KindOfUpdates {
  return kind === "project" ? ofProjects : ofInitiatives;
}

/** The update that was created under an id of ours, if there is one. */
export async function createdUpdate(
  kind: UpdateKind,
  id: string,
  linear: LinearClient,
): Promise<VendorStatusUpdate | undefined> {
  const updates = await kindOfUpdates(kind).list({ id: { eq: id } }, { limit: 1 }, linear);
  return updates?.nodes?.find((update) => update.id === id);
}

const ofProjects: KindOfUpdates = {
  async list(filter, paging, linear) {
    return (await linear.ask(PROJECT_UPDATES, { filter, ...pageVariables(paging) })).projectUpdates;
  },
  async create(input, linear) {
    const { projectUpdateCreate: payload } = await linear.ask(CREATE_PROJECT_UPDATE, { input });
    return { payload, update: payload?.projectUpdate };
  },
  async change(id, input, { linear, missing }) {
    const { projectUpdateUpdate: payload } = await linear.ask(CHANGE_PROJECT_UPDATE, { id, input }, missing);
    return { payload, update: payload?.projectUpdate };
  },
  async archive(id, { linear, missing }) {
    return (await linear.ask(ARCHIVE_PROJECT_UPDATE, { id }, missing)).projectUpdateArchive;
  },
};

const ofInitiatives: KindOfUpdates = {
  async list(filter, paging, linear) {
    return (await linear.ask(INITIATIVE_UPDATES, { filter, ...pageVariables(paging) })).initiativeUpdates;
  },
  async create(input, linear) {
    const { initiativeUpdateCreate: payload } = await linear.ask(CREATE_INITIATIVE_UPDATE, { input });
    return { payload, update: payload?.initiativeUpdate };
  },
  async change(id, input, { linear, missing }) {
    const { initiativeUpdateUpdate: payload } = await linear.ask(
      CHANGE_INITIATIVE_UPDATE,
      { id, input },
      missing,
    );
    return { payload, update: payload?.initiativeUpdate };
  },
  async archive(id, { linear, missing }) {
    return (await linear.ask(ARCHIVE_INITIATIVE_UPDATE, { id }, missing)).initiativeUpdateArchive;
  },
};
