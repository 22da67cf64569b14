// npm run kernels: compiles the kernels' source and writes the module that the program carries.
import { writeFileSync } from 'node:fs'
import { KERNELS_FILE, composeKernelsModule } from './compile-kernels.ts'

writeFileSync(KERNELS_FILE, await composeKernelsModule())
console.log('wrote src/engine/embed/kernels-module.ts')
