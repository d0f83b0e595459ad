/** The label for which the nearest vote, each by how near its score is to the best one (as a power of e). */
export function vote(labels: readonly string[], scores: readonly number[] | null): string | undefined {
  const votes = new Map<string, number>()
  const best = scores?.[0] ?? 0
  labels.forEach((label, i) => {
    votes.set(label, (votes.get(label) ?? 0) + (scores ? Math.exp((scores[i] ?? 0) - best) : 1))
  })
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0]
}
