import type { TopicWords } from './topic-words.ts'

/** Topics of physics and astronomy. */
export const PHYSICS_TOPICS: readonly TopicWords[] = [
  {
    categories: 'astro-ph.EP astro-ph.IM',
    genre: 'observe',
    objects: `exoplanets|planetary atmospheres|hot Jupiters|transits|protoplanetary disks|host stars|asteroids|
      rocky planets|comets|transmission spectra`,
    methods: `transit survey|radial velocity campaign|atmospheric retrieval|photometric pipeline|dynamical model|
      coronagraph|disk simulation|orbital solution`,
    tasks: 'planet detection|atmospheric characterization|planet formation|orbit determination|mass measurement',
    properties: 'planetary mass|orbital eccentricity|atmospheric composition|habitability|obliquity|planet radius',
    adjectives: 'planetary|transiting|atmospheric|orbital|rocky|circumstellar|photometric|terrestrial',
    kinds: 'survey|light curve archive',
  },
  {
    categories: 'astro-ph.GA astro-ph.CO',
    genre: 'observe',
    objects: `galaxies|dwarf galaxies|molecular clouds|star clusters|spiral arms|quasars|galaxy mergers|
      stellar populations|globular clusters|emission lines`,
    methods: `spectroscopic survey|hydrodynamical simulation|stellar population model|imaging campaign|
      kinematic model|spectral fitting code|interferometric map|semi-analytic model`,
    tasks: `galaxy evolution|star formation|chemical enrichment|mass assembly|morphological classification|
      redshift estimation`,
    properties: 'metallicity|stellar mass|star formation rate|gas fraction|velocity dispersion|surface brightness',
    adjectives: 'galactic|high-redshift|star-forming|stellar|molecular|spectroscopic|dusty|massive',
    kinds: 'survey|catalogue',
  },
  {
    categories: 'astro-ph.CO gr-qc hep-ph',
    genre: 'observe',
    objects: `dark matter halos|cosmological parameters|galaxy clusters|primordial perturbations|cosmic voids|
      inflationary models|weak lensing maps|neutrinos|supernovae|correlation functions`,
    methods: `power spectrum analysis|N-body simulation|likelihood analysis|lensing reconstruction|emulator|
      perturbative expansion|inflationary model|cross-correlation`,
    tasks: `cosmological inference|structure formation|lensing reconstruction|component separation|
      parameter estimation`,
    properties: 'dark energy|matter density|expansion rate|non-Gaussianity|Hubble tension|clustering amplitude',
    adjectives: 'cosmological|primordial|large-scale|cosmic|inflationary|dark|nonlinear|anisotropic',
    kinds: 'survey|data release',
  },
  {
    categories: 'astro-ph.HE gr-qc',
    genre: 'observe',
    objects: `black holes|neutron stars|gamma-ray bursts|pulsars|accretion disks|relativistic jets|cosmic rays|
      X-ray binaries|magnetars|fast radio bursts`,
    methods: `timing analysis|spectral model|follow-up campaign|magnetohydrodynamic simulation|
      polarization measurement|afterglow model|accretion model|population study`,
    tasks: 'source identification|spectral analysis|particle acceleration|burst localization|spin measurement',
    properties: 'luminosity|accretion rate|magnetic field|variability|spectral index|jet power',
    adjectives: 'relativistic|X-ray|accreting|high-energy|magnetized|transient|gamma-ray|radio',
    kinds: 'observation|catalogue|monitoring campaign',
  },
  {
    categories: 'gr-qc hep-th astro-ph.CO',
    genre: 'prove',
    objects: `black holes|gravitational waves|spacetimes|compact binaries|horizons|wormholes|quasinormal modes|
      scalar fields|waveforms|detectors`,
    methods: `post-Newtonian expansion|waveform model|exact solution|modified theory of gravity|
      numerical relativity code|perturbation scheme|effective action|matched filter`,
    tasks: `gravitational wave detection|parameter estimation|black hole spectroscopy|gravitational collapse|
      waveform modeling`,
    properties: 'curvature|angular momentum|Hawking temperature|causal structure|tidal deformability|entropy',
    adjectives: `gravitational|rotating|charged|spherically symmetric|inspiral|asymptotically flat|relativistic|
      extremal`,
    kinds: 'observing run|event catalogue',
  },
  {
    categories: 'hep-ph hep-ex',
    genre: 'observe',
    objects: `neutrinos|dark matter candidates|Higgs bosons|quarks|axions|decay channels|new particles|hadrons|
      flavor observables|jets`,
    methods: `effective field theory|next-to-leading-order calculation|global fit|simplified model|seesaw mechanism|
      sum rule|supersymmetric model|resummation`,
    tasks: 'dark matter detection|neutrino mass generation|flavor physics|collider phenomenology|baryogenesis',
    properties: 'cross section|branching ratio|mixing angle|CP violation|relic density|coupling strength',
    adjectives: 'supersymmetric|leptonic|hadronic|beyond-standard|radiative|electroweak|light|heavy',
    kinds: 'data set|global fit',
  },
  {
    categories: 'hep-th math-ph gr-qc',
    genre: 'prove',
    objects: `gauge theories|conformal field theories|scattering amplitudes|string vacua|branes|correlation functions|
      anomalies|holographic duals|Wilson loops|supergravity solutions`,
    methods: `holographic duality|bootstrap equation|dimensional reduction|localization technique|matrix model|
      effective action|dual description|renormalization group flow`,
    tasks: 'amplitude computation|moduli stabilization|quantum gravity|operator classification|anomaly cancellation',
    properties: 'entanglement entropy|supersymmetry|duality|central charge|unitarity|modular invariance',
    adjectives: `supersymmetric|conformal|holographic|noncommutative|integrable|topological|five-dimensional|
      perturbative`,
    kinds: 'example',
  },
  {
    categories: 'cond-mat.supr-con cond-mat.str-el',
    genre: 'observe',
    objects: `superconductors|cuprates|vortices|Mott insulators|electron pairs|spin liquids|kagome metals|
      heavy fermions|thin films|Fermi surfaces`,
    methods: `tunneling experiment|mean-field theory|dynamical mean-field calculation|photoemission study|
      Hubbard model|transport measurement|pressure cell|neutron scattering experiment`,
    tasks: `pairing symmetry determination|phase diagram mapping|vortex imaging|critical temperature enhancement|
      order parameter identification`,
    properties: `superconductivity|critical temperature|pairing symmetry|charge order|superfluid density|
      magnetic order`,
    adjectives: `superconducting|unconventional|strongly correlated|layered|magnetic|high-temperature|
      antiferromagnetic|doped`,
    kinds: 'sample|measurement',
  },
  {
    categories: 'cond-mat.mes-hall cond-mat.mtrl-sci',
    genre: 'observe',
    objects: `topological insulators|quantum dots|graphene layers|edge states|nanowires|Weyl semimetals|spin waves|
      skyrmions|moire superlattices|Josephson junctions`,
    methods: `tight-binding model|transport experiment|gate-defined device|scattering theory|
      band structure calculation|magnetic tunnel junction|spectroscopic probe|nanofabrication process`,
    tasks: 'quantum transport|spin manipulation|valley control|charge sensing|thermoelectric conversion',
    properties: 'conductance|spin-orbit coupling|band topology|Berry curvature|Hall conductivity|spin polarization',
    adjectives: 'topological|two-dimensional|twisted|ballistic|spin-polarized|magnetic|nanoscale|electronic',
    kinds: 'device|sample',
  },
  {
    categories: 'cond-mat.mtrl-sci physics.comp-ph',
    genre: 'observe',
    objects: `materials|alloys|perovskites|crystals|defects|interatomic potentials|phonons|battery electrodes|
      ferroelectrics|oxide interfaces`,
    methods: `first-principles calculation|machine-learned potential|molecular dynamics simulation|growth technique|
      diffraction experiment|high-throughput screening|phase-field model|electron microscopy study`,
    tasks: 'materials discovery|crystal structure prediction|property prediction|alloy design|defect engineering',
    properties: 'band gap|thermal conductivity|formation energy|lattice strain|hardness|ionic conductivity',
    adjectives: 'crystalline|ferroelectric|thermoelectric|amorphous|atomic|metallic|epitaxial|first-principles',
    kinds: 'materials database|sample',
  },
  {
    categories: 'cond-mat.soft physics.bio-ph',
    genre: 'observe',
    objects: `colloids|polymers|active particles|gels|liquid crystals|membranes|granular packings|emulsions|droplets|
      microswimmers`,
    methods: `coarse-grained simulation|rheological measurement|continuum theory|microscopy experiment|
      scattering study|minimal model|self-assembly route|elastic theory`,
    tasks: 'self-assembly|flow control|pattern formation|drug delivery|shape programming',
    properties: 'viscosity|elasticity|jamming|surface tension|yield stress|collective motion',
    adjectives: 'soft|active|viscoelastic|colloidal|polymeric|granular|nematic|disordered',
    kinds: 'experiment|simulation',
  },
  {
    categories: 'cond-mat.stat-mech cond-mat.dis-nn',
    genre: 'prove',
    objects: `phase transitions|spin glasses|random walks|lattice models|interacting particles|fluctuations|
      critical points|spin chains|heat engines|large deviations`,
    methods: `Monte Carlo simulation|renormalization group analysis|exactly solvable model|fluctuation theorem|
      replica calculation|scaling theory|transfer matrix|stochastic process`,
    tasks: 'critical exponent estimation|thermalization|anomalous diffusion|entropy estimation|work extraction',
    properties: 'entropy production|universality|ergodicity|critical behavior|correlation length|localization',
    adjectives: 'critical|disordered|nonequilibrium|thermodynamic|one-dimensional|driven|random|long-range',
    kinds: 'simulation',
  },
  {
    categories: 'physics.optics quant-ph',
    genre: 'observe',
    objects: `photons|metasurfaces|optical cavities|lasers|waveguides|solitons|frequency combs|
      plasmonic nanostructures|light pulses|photonic crystals`,
    methods: `optical setup|inverse design method|interferometer|fiber laser|imaging technique|resonator|
      nonlinear conversion scheme|photonic chip`,
    tasks: 'optical imaging|pulse compression|light control|sensing|frequency conversion|holography',
    properties: 'refractive index|quality factor|coherence|bandwidth|polarization|conversion efficiency',
    adjectives: 'optical|photonic|ultrafast|nonlinear|integrated|infrared|dielectric|coherent',
    kinds: 'device|measurement',
  },
  {
    categories: 'physics.flu-dyn physics.comp-ph',
    genre: 'observe',
    objects: `turbulent flows|boundary layers|vortices|bubbles|shock waves|jets|wakes|droplets|particle-laden flows|
      airfoils`,
    methods: `direct numerical simulation|large-eddy simulation|turbulence model|
      particle image velocimetry experiment|reduced-order model|lattice Boltzmann method|stability analysis|
      wall model`,
    tasks: `drag reduction|flow control|turbulence modeling|mixing enhancement|flow reconstruction|
      heat transfer enhancement`,
    properties: 'Reynolds number|drag|turbulent kinetic energy|wall shear stress|heat transfer|vorticity',
    adjectives: 'turbulent|viscous|compressible|multiphase|incompressible|hydrodynamic|unsteady|stratified',
    kinds: 'simulation|experiment',
  },
  {
    categories: 'physics.ao-ph physics.geo-ph cs.LG',
    genre: 'observe',
    objects: `climate models|precipitation extremes|ocean currents|weather forecasts|earthquakes|
      sea surface temperatures|glaciers|aerosols|tropical cyclones|seismic waves`,
    methods: `data assimilation scheme|weather model|seismic inversion|downscaling method|climate emulator|reanalysis|
      remote sensing retrieval|ensemble forecast`,
    tasks: 'weather forecasting|climate projection|seismic imaging|flood prediction|downscaling|crop monitoring',
    properties: 'precipitation|climate sensitivity|forecast skill|sea level|carbon uptake|atmospheric circulation',
    adjectives: 'atmospheric|seasonal|oceanic|regional|seismic|climatic|convective|global',
    kinds: 'reanalysis|station network|ensemble',
  },
  {
    categories: 'physics.chem-ph cond-mat.mtrl-sci',
    genre: 'build',
    objects: `molecules|chemical reactions|excited states|force fields|electronic wave functions|catalysts|solvents|
      reaction pathways|ultracold gases|clusters`,
    methods: `density functional|coupled-cluster method|neural network potential|path integral simulation|
      embedding scheme|enhanced sampling method|spectroscopic technique|kinetic model`,
    tasks: `molecular property prediction|reaction path search|free energy calculation|spectra simulation|
      catalyst design`,
    properties: 'reaction rate|binding energy|electron correlation|activation barrier|solvation|vibrational structure',
    adjectives: 'molecular|electronic|catalytic|ab initio|quantum-chemical|vibrational|reactive|ultracold',
    kinds: 'molecule set|benchmark',
  },
]
