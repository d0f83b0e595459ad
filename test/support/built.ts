import { pathToFileURL } from 'node:url'

/** What the thread of the search begins with; `npm run build` makes it. */
export const SEARCH_SCRIPT: URL = new URL('dist/src/cli/search-worker.js', pathToFileURL(`${process.cwd()}/`))
