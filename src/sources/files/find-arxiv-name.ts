/** The arXiv id that a remark names among other words, as "arXiv:2604.00001 [cs.CL]": with its prefix, or `undefined`. */
export function findArxivName(text: string): string | undefined {
  return /\barxiv:\s?[\w./-]*\d(?:v\d+)?/i.exec(text)?.[0].replace(/\s/g, '')
}
