/** The open pages, told that something changed; each then asks for what it may see. */
export interface Live {
  /** Returns how to leave. */
  join(page: Listener): () => void
  changed(): void
  /** Ends every connection. */
  end(): void
}

export interface Listener {
  tell(): void
  end(): void
}

export function createLive(): Live {
  const pages = new Set<Listener>()
  return {
    join: (page) => {
      pages.add(page)
      return () => pages.delete(page)
    },
    changed: () => {
      for (const page of pages) page.tell()
    },
    end: () => {
      for (const page of pages) page.end()
      pages.clear()
    },
  }
}
