// Source: https://arxiv.org/category_taxonomy, and for the codes that no longer take papers the archives they were of.
const NAMES = new Map<string, string>(
  Object.entries({
    // Computer Science
    'cs.AI': 'Artificial Intelligence',
    'cs.AR': 'Hardware Architecture',
    'cs.CC': 'Computational Complexity',
    'cs.CE': 'Computational Engineering, Finance, and Science',
    'cs.CG': 'Computational Geometry',
    'cs.CL': 'Computation and Language',
    'cs.CR': 'Cryptography and Security',
    'cs.CV': 'Computer Vision and Pattern Recognition',
    'cs.CY': 'Computers and Society',
    'cs.DB': 'Databases',
    'cs.DC': 'Distributed, Parallel, and Cluster Computing',
    'cs.DL': 'Digital Libraries',
    'cs.DM': 'Discrete Mathematics',
    'cs.DS': 'Data Structures and Algorithms',
    'cs.ET': 'Emerging Technologies',
    'cs.FL': 'Formal Languages and Automata Theory',
    'cs.GL': 'General Literature',
    'cs.GR': 'Graphics',
    'cs.GT': 'Computer Science and Game Theory',
    'cs.HC': 'Human-Computer Interaction',
    'cs.IR': 'Information Retrieval',
    'cs.IT': 'Information Theory',
    'cs.LG': 'Machine Learning',
    'cs.LO': 'Logic in Computer Science',
    'cs.MA': 'Multiagent Systems',
    'cs.MM': 'Multimedia',
    'cs.MS': 'Mathematical Software',
    'cs.NA': 'Numerical Analysis',
    'cs.NE': 'Neural and Evolutionary Computing',
    'cs.NI': 'Networking and Internet Architecture',
    'cs.OH': 'Other Computer Science',
    'cs.OS': 'Operating Systems',
    'cs.PF': 'Performance',
    'cs.PL': 'Programming Languages',
    'cs.RO': 'Robotics',
    'cs.SC': 'Symbolic Computation',
    'cs.SD': 'Sound',
    'cs.SE': 'Software Engineering',
    'cs.SI': 'Social and Information Networks',
    'cs.SY': 'Systems and Control',
    // Economics
    'econ.EM': 'Econometrics',
    'econ.GN': 'General Economics',
    'econ.TH': 'Theoretical Economics',
    // Electrical Engineering and Systems Science
    'eess.AS': 'Audio and Speech Processing',
    'eess.IV': 'Image and Video Processing',
    'eess.SP': 'Signal Processing',
    'eess.SY': 'Systems and Control',
    // Mathematics
    'math.AC': 'Commutative Algebra',
    'math.AG': 'Algebraic Geometry',
    'math.AP': 'Analysis of PDEs',
    'math.AT': 'Algebraic Topology',
    'math.CA': 'Classical Analysis and ODEs',
    'math.CO': 'Combinatorics',
    'math.CT': 'Category Theory',
    'math.CV': 'Complex Variables',
    'math.DG': 'Differential Geometry',
    'math.DS': 'Dynamical Systems',
    'math.FA': 'Functional Analysis',
    'math.GM': 'General Mathematics',
    'math.GN': 'General Topology',
    'math.GR': 'Group Theory',
    'math.GT': 'Geometric Topology',
    'math.HO': 'History and Overview',
    'math.IT': 'Information Theory',
    'math.KT': 'K-Theory and Homology',
    'math.LO': 'Logic',
    'math.MG': 'Metric Geometry',
    'math.MP': 'Mathematical Physics',
    'math.NA': 'Numerical Analysis',
    'math.NT': 'Number Theory',
    'math.OA': 'Operator Algebras',
    'math.OC': 'Optimization and Control',
    'math.PR': 'Probability',
    'math.QA': 'Quantum Algebra',
    'math.RA': 'Rings and Algebras',
    'math.RT': 'Representation Theory',
    'math.SG': 'Symplectic Geometry',
    'math.SP': 'Spectral Theory',
    'math.ST': 'Statistics Theory',
    // Physics
    'astro-ph': 'Astrophysics',
    'astro-ph.CO': 'Cosmology and Nongalactic Astrophysics',
    'astro-ph.EP': 'Earth and Planetary Astrophysics',
    'astro-ph.GA': 'Astrophysics of Galaxies',
    'astro-ph.HE': 'High Energy Astrophysical Phenomena',
    'astro-ph.IM': 'Instrumentation and Methods for Astrophysics',
    'astro-ph.SR': 'Solar and Stellar Astrophysics',
    'cond-mat': 'Condensed Matter',
    'cond-mat.dis-nn': 'Disordered Systems and Neural Networks',
    'cond-mat.mes-hall': 'Mesoscale and Nanoscale Physics',
    'cond-mat.mtrl-sci': 'Materials Science',
    'cond-mat.other': 'Other Condensed Matter',
    'cond-mat.quant-gas': 'Quantum Gases',
    'cond-mat.soft': 'Soft Condensed Matter',
    'cond-mat.stat-mech': 'Statistical Mechanics',
    'cond-mat.str-el': 'Strongly Correlated Electrons',
    'cond-mat.supr-con': 'Superconductivity',
    'gr-qc': 'General Relativity and Quantum Cosmology',
    'hep-ex': 'High Energy Physics - Experiment',
    'hep-lat': 'High Energy Physics - Lattice',
    'hep-ph': 'High Energy Physics - Phenomenology',
    'hep-th': 'High Energy Physics - Theory',
    'math-ph': 'Mathematical Physics',
    'nlin.AO': 'Adaptation and Self-Organizing Systems',
    'nlin.CD': 'Chaotic Dynamics',
    'nlin.CG': 'Cellular Automata and Lattice Gases',
    'nlin.PS': 'Pattern Formation and Solitons',
    'nlin.SI': 'Exactly Solvable and Integrable Systems',
    'nucl-ex': 'Nuclear Experiment',
    'nucl-th': 'Nuclear Theory',
    'physics.acc-ph': 'Accelerator Physics',
    'physics.ao-ph': 'Atmospheric and Oceanic Physics',
    'physics.app-ph': 'Applied Physics',
    'physics.atm-clus': 'Atomic and Molecular Clusters',
    'physics.atom-ph': 'Atomic Physics',
    'physics.bio-ph': 'Biological Physics',
    'physics.chem-ph': 'Chemical Physics',
    'physics.class-ph': 'Classical Physics',
    'physics.comp-ph': 'Computational Physics',
    'physics.data-an': 'Data Analysis, Statistics and Probability',
    'physics.ed-ph': 'Physics Education',
    'physics.flu-dyn': 'Fluid Dynamics',
    'physics.gen-ph': 'General Physics',
    'physics.geo-ph': 'Geophysics',
    'physics.hist-ph': 'History and Philosophy of Physics',
    'physics.ins-det': 'Instrumentation and Detectors',
    'physics.med-ph': 'Medical Physics',
    'physics.optics': 'Optics',
    'physics.plasm-ph': 'Plasma Physics',
    'physics.pop-ph': 'Popular Physics',
    'physics.soc-ph': 'Physics and Society',
    'physics.space-ph': 'Space Physics',
    'quant-ph': 'Quantum Physics',
    // Quantitative Biology
    'q-bio': 'Quantitative Biology',
    'q-bio.BM': 'Biomolecules',
    'q-bio.CB': 'Cell Behavior',
    'q-bio.GN': 'Genomics',
    'q-bio.MN': 'Molecular Networks',
    'q-bio.NC': 'Neurons and Cognition',
    'q-bio.OT': 'Other Quantitative Biology',
    'q-bio.PE': 'Populations and Evolution',
    'q-bio.QM': 'Quantitative Methods',
    'q-bio.SC': 'Subcellular Processes',
    'q-bio.TO': 'Tissues and Organs',
    // Quantitative Finance
    'q-fin.CP': 'Computational Finance',
    'q-fin.EC': 'Economics',
    'q-fin.GN': 'General Finance',
    'q-fin.MF': 'Mathematical Finance',
    'q-fin.PM': 'Portfolio Management',
    'q-fin.PR': 'Pricing of Securities',
    'q-fin.RM': 'Risk Management',
    'q-fin.ST': 'Statistical Finance',
    'q-fin.TR': 'Trading and Market Microstructure',
    // Statistics
    'stat.AP': 'Applications',
    'stat.CO': 'Computation',
    'stat.ME': 'Methodology',
    'stat.ML': 'Machine Learning',
    'stat.OT': 'Other Statistics',
    'stat.TH': 'Statistics Theory',
  }),
)

// No longer used for new papers; old ones still carry them.
const RETIRED = new Map<string, string>(
  Object.entries({
    'cmp-lg': 'Computation and Language',
    'acc-phys': 'Accelerator Physics',
    'adap-org': 'Adaptation, Noise, and Self-Organizing Systems',
    'alg-geom': 'Algebraic Geometry',
    'ao-sci': 'Atmospheric-Oceanic Sciences',
    'atom-ph': 'Atomic, Molecular and Optical Physics',
    'bayes-an': 'Bayesian Analysis',
    'chao-dyn': 'Chaotic Dynamics',
    'chem-ph': 'Chemical Physics',
    'comp-gas': 'Cellular Automata and Lattice Gases',
    'dg-ga': 'Differential Geometry',
    'funct-an': 'Functional Analysis',
    'mtrl-th': 'Materials Theory',
    'patt-sol': 'Pattern Formation and Solitons',
    'plasm-ph': 'Plasma Physics',
    'q-alg': 'Quantum Algebra and Topology',
    'solv-int': 'Exactly Solvable and Integrable Systems',
    'supr-con': 'Superconductivity',
  }),
)

/**
 * The name that arXiv gives a category: "Machine Learning" for `cs.LG`. Several categories may bear one name.
 * `undefined` for a code that is none of arXiv's, such as a class of the MSC or the ACM.
 */
export function findCategoryName(code: string): string | undefined {
  return NAMES.get(code) ?? RETIRED.get(code)
}

/** Of the categories that bear one name and are not one category, those that are less often meant by it. */
const TOLD_APART = new Map([['stat.ML', 'Machine Learning (Statistics)']])

/**
 * As `findCategoryName`, for where its code does not stand beside it: no two categories have the same, but those that are
 * one under two codes, as `cs.IT` and `math.IT` are.
 */
export function findCategoryTitle(code: string): string | undefined {
  return TOLD_APART.get(code) ?? findCategoryName(code)
}

/** A category's code as arXiv writes it, however it was typed: "cs.LG" for "CS.lg". `undefined` for none of arXiv's. */
export function findCategoryCode(text: string): string | undefined {
  if (findCategoryName(text) !== undefined) return text
  const lower = text.toLowerCase()
  return [...NAMES.keys(), ...RETIRED.keys()].find((code) => code.toLowerCase() === lower)
}

/** Whether a code is that of a whole archive of several categories, in small letters: "cs", "cond-mat". */
export function isArchive(code: string): boolean {
  return [...NAMES.keys()].some((each) => each.startsWith(`${code}.`))
}

/** One of arXiv's archives with its categories, by name. */
export type Archive = { name: string; categories: { code: string; name: string }[] }

const ARCHIVES: Readonly<Record<string, string>> = {
  cs: 'Computer Science',
  econ: 'Economics',
  eess: 'Electrical Engineering and Systems Science',
  math: 'Mathematics',
  physics: 'Physics',
  'q-bio': 'Quantitative Biology',
  'q-fin': 'Quantitative Finance',
  stat: 'Statistics',
}

/** All archives with the categories that take new papers; those of older archives of physics stand under Physics. */
export function listArchives(): Archive[] {
  const archives = new Map(Object.entries(ARCHIVES).map(([code, name]) => [code, { name, categories: [] } as Archive]))
  for (const [code, name] of NAMES) {
    const archive = archives.get(code.split('.')[0] ?? '') ?? archives.get('physics')
    archive?.categories.push({ code, name })
  }
  for (const { categories } of archives.values()) categories.sort((a, b) => (a.name < b.name ? -1 : 1))
  return [...archives.values()]
}
