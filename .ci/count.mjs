// Prints "N passed, N failed" from vitest's JSON report. A test file that could not even be read counts as one failure,
// and so does a report that is not there.
import { readFileSync } from 'node:fs'

const { passed, failed } = counts(process.argv[2])
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1

function counts(path) {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8'))
    return { passed: report.numPassedTests, failed: report.numFailedTests + unreadable(report.testResults).length }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

function unreadable(files) {
  return files.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some(isFailed))
}

function isFailed({ status }) {
  return status === 'failed'
}
