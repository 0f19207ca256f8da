/**
 * Parts of absolute paths that hold no `.`, `..` or `//`, as those of the editor, of listed folders and of load paths do.
 * A run over many files asks for some of each, and Node's own functions read a path letter by letter.
 */

/** The folder that a file lies in. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash <= 0 ? "/" : path.slice(0, slash);
}

/** The name of a file, without its folder. */
export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The path of what has this name in a folder. */
export function pathIn(folder: string, name: string): string {
  return folder.endsWith("/") ? folder + name : `${folder}/${name}`;
}
