/**
 * Nobody asked Savoir: from this confidence on, nine of ten first answers were right (docs/suggestions.md; `npm run
 * bench:suggestions` finds it anew when the weights of the matching change).
 */
export const SURE_UNASKED = 0.7
