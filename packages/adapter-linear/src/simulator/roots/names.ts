import { connection, newestFirst } from "../connections.js";
import { labelFacts, projectFacts, userFacts } from "../facts.js";
import { fits } from "../filtering.js";
import { entityNotFound } from "../problems.js";
import { byId, type LinearState, userId } from "../state.js";
import type { ListArgs, Views } from "../views.js";

/** Labels, projects and people. */
export function namesRoot(linear: LinearState, views: Views) {
  const { world } = linear;
  return {
    issueLabel({ id }: { id: string }) {
      const label = byId(linear.labels, id);
      if (label === undefined) throw entityNotFound("IssueLabel");
      return views.label(label);
    },
    issueLabels: (args: ListArgs) =>
      connection(
        linear.labels.filter((label) => fits(labelFacts(label), args.filter)),
        args,
        views.label,
      ),

    project({ id }: { id: string }) {
      const project = byId(linear.projects, id);
      if (project === undefined) throw entityNotFound("Project");
      return views.project(project);
    },
    projects(args: ListArgs) {
      const found = linear.projects.filter((project) => fits(projectFacts(project), args.filter));
      return connection(newestFirst(found, args), args, views.project);
    },

    viewer: () => views.user(world.me),
    user({ id }: { id: string }) {
      const person = world.people.find((somebody) => userId(somebody) === id);
      if (person === undefined) throw entityNotFound("User");
      return views.user(person);
    },
    users(args: ListArgs) {
      const found = world.people.filter((person) => fits(userFacts(person, world), args.filter));
      return connection(
        found.map((person) => ({ id: userId(person), person })),
        args,
        ({ person }) => views.user(person),
      );
    },
  };
}
