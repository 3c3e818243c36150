/**
 * Under which name code saves a file: its own, but for a first dot or dash. Whoever uploads a file names it, and it shall
 * neither become `.bashrc` where the code is run nor be taken for an option.
 */
export function localName(fileName: string): string {
  return /^[.-]/.test(fileName) ? `_${fileName}` : fileName;
}
