// npm run frames: compiles the frames of mails and writes the module that the program carries.
import { writeFileSync } from 'node:fs'
import { FRAMES_FILE, composeFramesModule } from './compile-frames.ts'

writeFileSync(FRAMES_FILE, await composeFramesModule())
console.log('wrote src/mail/frame/frames.ts')
