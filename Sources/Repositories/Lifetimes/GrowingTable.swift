#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif

/// Values one after the other, for tables that grow to tens of megabytes: `realloc` moves the pages of what is large,
/// where an array would take new ones and copy. Whoever holds it frees it.
struct GrowingTable<Element: BitwiseCopyable> {
    private var start: UnsafeMutablePointer<Element>?
    private(set) var count = 0
    private var capacity = 0

    /// Lent until the next change.
    var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: start, count: count) }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow() }
        start?[count] = element
        count += 1
    }

    /// The caller has checked the place.
    @inline(__always)
    subscript(place: Int) -> Element {
        get { elements[place] }
        nonmutating _modify {
            guard let start else { preconditionFailure("an empty table has no places") }
            yield &start[place]
        }
    }

    /// Keeps the memory.
    mutating func removeAll() { count = 0 }

    private mutating func grow() {
        capacity = max(1024, capacity * 2)
        guard let memory = realloc(start, capacity * MemoryLayout<Element>.stride) else {
            preconditionFailure("no memory for \(capacity * MemoryLayout<Element>.stride) bytes")
        }
        start = memory.assumingMemoryBound(to: Element.self)
    }

    func deallocate() { free(start) }
}
