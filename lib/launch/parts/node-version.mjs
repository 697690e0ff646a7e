const needed = [20, 19];

/** A sentence when this Node is too old to run Slipway, else nothing. */
export function nodeVersionProblem(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return undefined;
  return `Slipway needs Node ${needed.join(".")} or newer; this is Node ${version}. Install a newer Node, then run the command again.`;
}
