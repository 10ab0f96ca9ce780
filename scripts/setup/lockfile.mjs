/** Node's package look-up done on a lockfile: the path of the nearest `name` seen from `from`, or undefined. */
export function resolvePackage(packages, from, name) {
  let folder = from;
  while (true) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[path]) return path;
    if (folder === '') return undefined;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')));
  }
}
