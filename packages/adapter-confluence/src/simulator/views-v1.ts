import type { Person } from "@pm-orchestrator/simulator";
import { accountId, type ConfluenceState, type SimPage, type SimSpace, spaceOf } from "./state.js";
import { pagePath, spacePath, tinyPath, wikiOf } from "./views.js";

/**
 * Things as v1 tells them: each names, as `_expandable`, what `expand` would bring along.
 *
 * @see https://developer.atlassian.com/cloud/confluence/expansions-in-the-rest-api/
 */

/** A person. */
export function knownView({ handle, name, email, timeZone }: Person, request: Request) {
  const id = accountId(handle);
  return {
    type: "known",
    accountId: id,
    accountType: "atlassian",
    email,
    publicName: name,
    profilePicture: { path: `/wiki/aa-avatar/${id}`, width: 48, height: 48, isDefault: true },
    displayName: name,
    timeZone,
    isExternalCollaborator: false,
    isGuest: false,
    _expandable: { operations: "", personalSpace: "" },
    _links: { self: `${wikiOf(request)}/rest/api/user?accountId=${id}` },
  };
}

/** A group. */
export function groupView({ id, name }: { id: string; name: string }, request: Request) {
  const self = `${wikiOf(request)}/rest/api/group/by-id?id=${id}`;
  return { type: "group", name, id, _links: { self } };
}

/** A space. */
export function oldSpaceView(space: SimSpace, request: Request) {
  const { id, key, name, type, homepage } = space;
  const path = `/rest/api/space/${key}`;
  return {
    id: Number(id),
    key,
    alias: key,
    name,
    type,
    status: "current",
    _expandable: {
      settings: `${path}/settings`,
      metadata: "",
      operations: "",
      lookAndFeel: `/rest/api/settings/lookandfeel?spaceKey=${key}`,
      identifiers: "",
      permissions: "",
      icon: "",
      description: "",
      theme: `${path}/theme`,
      history: "",
      ...(homepage === null ? {} : { homepage: `/rest/api/content/${homepage}` }),
    },
    _links: { webui: spacePath(space), self: `${wikiOf(request)}${path}` },
  };
}

/** A page or whatever else stands in a space, its space with it when that is wanted. */
export function contentView(
  confluence: ConfluenceState,
  page: SimPage,
  { request, withSpace = false }: { request: Request; withSpace?: boolean },
) {
  const space = spaceOf(confluence, page);
  const path = `/rest/api/content/${page.id}`;
  const shown = withSpace && space !== undefined;
  return {
    id: page.id,
    type: page.type,
    status: page.status,
    title: page.title,
    ...(shown ? { space: oldSpaceView(space, request) } : {}),
    childTypes: {},
    macroRenderedOutput: {},
    restrictions: {},
    _expandable: {
      container: shown ? "" : `/rest/api/space/${space?.key}`,
      metadata: "",
      extensions: "",
      operations: "",
      children: "",
      history: `${path}/history`,
      ancestors: "",
      body: "",
      version: "",
      descendants: "",
      ...(shown ? {} : { space: `/rest/api/space/${space?.key}` }),
    },
    _links: {
      webui: pagePath(confluence, page),
      self: `${wikiOf(request)}${path}`,
      tinyui: tinyPath(page.id),
    },
  };
}
