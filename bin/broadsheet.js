#!/usr/bin/env node
// Written so that even an old Node can parse it: it has to get as far as saying why it ends.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`Broadsheet needs Node 22.18 or later, and this is Node ${process.versions.node}.`)
  process.exitCode = 1
} else {
  const program = '../dist/cli/program.js'
  import(program).catch((error) => {
    console.error(error)
    process.exitCode = 1
  })
}
