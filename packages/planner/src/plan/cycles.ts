/** Nodes are numbered in request order; `dependencies[n]` are the nodes for which n waits. */
export type DependencyLists = readonly (readonly number[])[];

/**
 * So many cycles are reported of steps that are entangled with each other; mending these shows the others. A bound,
 * since entangled steps can have more cycles than anybody could read.
 */
const MOST_PER_COMPONENT = 25;

/**
 * Cycles, each as the nodes along the dependencies with the first one repeated at its end, in request order.
 *
 * Empty if and only if there is no cycle. Of each set of steps that wait for each other (a strongly connected
 * component) at least one is given: the shortest through its first step, then the shortest through the first step
 * that was on none yet, and so on, up to 25. No recursion, so that chains may be long.
 */
export function findCycles(dependencies: DependencyLists): number[][] {
  const components = findComponents(dependencies);
  const members = new Map<number, number[]>();
  for (const [node, component] of components.entries()) {
    const others = members.get(component);
    if (others === undefined) members.set(component, [node]);
    else others.push(node);
  }
  const cycles: number[][] = [];
  for (const nodes of members.values()) {
    const [only] = nodes;
    if (nodes.length === 1 && only !== undefined && !dependencies[only]?.includes(only)) continue;
    const covered = new Set<number>();
    let found = 0;
    for (const node of nodes) {
      if (covered.has(node)) continue;
      if (found === MOST_PER_COMPONENT) break;
      const cycle = shortestCycle(node, dependencies, components);
      for (const step of cycle) covered.add(step);
      cycles.push(cycle);
      found += 1;
    }
  }
  return cycles;
}

/** Breadth first along the dependencies, inside of the component, until the start is reached again. */
function shortestCycle(start: number, dependencies: DependencyLists, components: Int32Array): number[] {
  const reachedFrom = new Map<number, number>();
  const queue = [start];
  for (let next = 0; next < queue.length; next += 1) {
    const node = queue[next] ?? start;
    for (const dependency of dependencies[node] ?? []) {
      if (dependency === start) return unwind(node, start, reachedFrom);
      if (components[dependency] !== components[start] || reachedFrom.has(dependency)) continue;
      reachedFrom.set(dependency, node);
      queue.push(dependency);
    }
  }
  throw new Error("A component of several steps has a cycle through each of them.");
}

function unwind(last: number, start: number, reachedFrom: ReadonlyMap<number, number>): number[] {
  const backwards = [start];
  let node = last;
  while (node !== start) {
    backwards.push(node);
    node = reachedFrom.get(node) ?? start;
  }
  return [...backwards, start].reverse();
}

/** Tarjan's algorithm with a stack of its own: for each node the number of its strongly connected component. */
function findComponents(dependencies: DependencyLists): Int32Array {
  const size = dependencies.length;
  const component = new Int32Array(size).fill(-1);
  const order = new Int32Array(size).fill(-1);
  const lowest = new Int32Array(size);
  const nextEdge = new Int32Array(size);
  const open: number[] = [];
  const path: number[] = [];
  let visited = 0;
  let components = 0;
  const enter = (node: number) => {
    order[node] = visited;
    lowest[node] = visited;
    visited += 1;
    open.push(node);
    path.push(node);
  };
  const lower = (node: number, to: number) => {
    lowest[node] = Math.min(lowest[node] ?? to, to);
  };
  const close = (root: number) => {
    let node: number | undefined;
    do {
      node = open.pop();
      if (node !== undefined) component[node] = components;
    } while (node !== undefined && node !== root);
    components += 1;
  };
  for (let root = 0; root < size; root += 1) {
    if (order[root] !== -1) continue;
    enter(root);
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const edge = nextEdge[node] ?? 0;
      const dependency = dependencies[node]?.[edge];
      if (dependency !== undefined) {
        nextEdge[node] = edge + 1;
        if (order[dependency] === -1) enter(dependency);
        else if (component[dependency] === -1) lower(node, order[dependency] ?? 0);
        continue;
      }
      path.pop();
      if (lowest[node] === order[node]) close(node);
      const parent = path.at(-1);
      if (parent !== undefined) lower(parent, lowest[node] ?? 0);
    }
  }
  return component;
}
