const names = /^readme(\.(md|markdown|txt))?$/i;
const markdown = /\.(md|markdown)$/i;

/** The file of a folder that says what the rest is: README, .md, .markdown or .txt, directly in it, Markdown before others. */
export function readmeFile<File extends { path: string }>(files: readonly File[]): File | undefined {
  const found = files.filter(({ path }) => names.test(path));
  return found.find(isMarkdown) ?? found[0];
}

/** Whether a file's name says that it is Markdown. */
export function isMarkdown({ path }: { path: string }): boolean {
  return markdown.test(path);
}
