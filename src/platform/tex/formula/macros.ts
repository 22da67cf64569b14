const OPERATORS = (
  'Aut Hom GL SL SO SU PSL PGL PSU Ext Tor Spec End Sym Gal Mod Lie Der Diff Diffeo Supp supp Spin Irr Norm dist diam ' +
  'depth dom Ind ind Res rank rk tr Tr Vol vol Var Cov sgn sign argmax argmin poly polylog diag conv Pic Proj Coh Rep ' +
  'OPT Br Stab Isom Out Inn Frac Ker Coker coker codim lcm ord Ord Lip softmax KL NP BMO Ric Hol Div grad Ann Ass'
).split(' ')
const DOUBLED = { RR: 'R', CC: 'C', ZZ: 'Z', NN: 'N', QQ: 'Q', FF: 'F', PP: 'P', EE: 'E', TT: 'T', HH: 'H', IR: 'R' }

/**
 * Commands that authors define for themselves and leave in abstracts, where nearly all mean the same by them: letters of
 * an alphabet twice over are blackboard letters, `\cA` is calligraphic, names of groups and functors are upright.
 */
export const MACROS: Readonly<Record<string, string>> = Object.freeze({
  ...Object.fromEntries(OPERATORS.map((name) => [`\\${name}`, `\\operatorname{${name}}`])),
  ...Object.fromEntries(Object.entries(DOUBLED).map(([name, letter]) => [`\\${name}`, `\\mathbb{${letter}}`])),
  ...Object.fromEntries([...'RCZNQFPEHAGDST'].map((letter) => [`\\bb${letter}`, `\\mathbb{${letter}}`])),
  ...Object.fromEntries([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => [`\\cal${letter}`, `\\mathcal{${letter}}`])),
  ...Object.fromEntries([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => [`\\c${letter}`, `\\mathcal{${letter}}`])),
  '\\Q': '\\mathbb{Q}',
  '\\C': '\\mathbb{C}',
  '\\CP': '\\mathbb{CP}',
  '\\sp': '^',
  '\\sb': '_',
  '\\eps': '\\epsilon',
  '\\Cal': '\\mathcal',
  '\\mathds': '\\mathbb',
  '\\EuScript': '\\mathscr',
  '\\mbf': '\\mathbf',
  '\\mbb': '\\mathbb',
  '\\mfrak': '\\mathfrak',
  '\\bolds': '\\boldsymbol',
  '\\Tilde': '\\tilde',
  '\\Hat': '\\hat',
  '\\Bar': '\\bar',
  '\\hdots': '\\ldots',
  '\\Msun': 'M_\\odot',
  '\\msun': 'M_\\odot',
  '\\Lsun': 'L_\\odot',
  '\\Rsun': 'R_\\odot',
  '\\degr': '{}^\\circ',
  '\\arcsec': "''",
  '\\arcmin': "'",
  '\\lsim': '\\lesssim',
  '\\gsim': '\\gtrsim',
  '\\lessim': '\\lesssim',
  '\\bigO': '\\mathcal{O}',
  '\\Oh': '\\mathcal{O}',
  '\\textless': '<',
  '\\textgreater': '>',
  '\\emph': '\\textit',
  '\\textsc': '\\text',
  '\\degree': '{}^\\circ',
})
