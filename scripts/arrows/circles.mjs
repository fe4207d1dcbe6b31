/** The first circle in a graph of files (file → files that it imports), with its first file repeated at the end. */
export function findCircle(graph) {
  const done = new Set();
  const path = [];
  const walk = (file) => {
    const at = path.indexOf(file);
    if (at >= 0) return [...path.slice(at), file];
    if (done.has(file) || !graph.has(file)) return undefined;
    path.push(file);
    for (const next of graph.get(file)) {
      const circle = walk(next);
      if (circle !== undefined) return circle;
    }
    path.pop();
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const circle = walk(file);
    if (circle !== undefined) return circle;
  }
  return undefined;
}
