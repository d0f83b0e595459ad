// `natural` types its index only, which loads database drivers; these are the files that are used.
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const stemmer: { readonly stem: (word: string) => string }
  export default stemmer
}

declare module 'natural/lib/natural/stemmers/porter_stemmer_fr.js' {
  const stemmer: { readonly stem: (word: string) => string }
  export default stemmer
}

declare module 'natural/lib/natural/distance/levenshtein_distance.js' {
  const distance: {
    readonly DamerauLevenshteinDistance: (a: string, b: string, options?: { readonly restricted?: boolean }) => number
  }
  export default distance
}
