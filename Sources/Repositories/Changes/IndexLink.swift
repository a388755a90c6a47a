internal import Model

/// What a split index says of the shared one (extension `link`): which of its entries are gone, and which have changed.
struct IndexLink {
    /// In the name of the shared index; `ObjectID.zero` where there is none.
    let base: ObjectID
    private let deleted: [Range<Int>]
    private let replaced: [Range<Int>]

    init?(_ content: UnsafeRawBufferPointer, _ format: ObjectFormat) {
        var reader = FieldReader(content)
        guard let base = reader.id(format) else { return nil }
        self.base = base
        if reader.rest == 0 {
            (deleted, replaced) = ([], [])
            return
        }
        guard let deleted = Self.bitmap(&reader), let replaced = Self.bitmap(&reader) else { return nil }
        (self.deleted, self.replaced) = (deleted, replaced)
    }

    /// The entries of both, in order: those of the split index without a path take the places of others.
    /// - Returns: nil if they do not fit.
    func join(_ shared: [IndexFile.Entry], _ own: [IndexFile.Entry]) -> [IndexFile.Entry]? {
        var entries = shared
        let replacements = own.prefix { $0.path.isEmpty }
        // A few bytes can claim four thousand million places.
        guard deleted.last?.upperBound ?? 0 <= shared.count, replaced.last?.upperBound ?? 0 <= shared.count,
            replacements.count == replaced.reduce(0, { $0 + $1.count })
        else { return nil }
        for (place, entry) in zip(replaced.joined(), replacements) {
            let path = entries[place].path
            entries[place] = entry
            entries[place].path = path
        }
        let gone = Set(deleted.joined())
        let kept = entries.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
        return (kept + own.dropFirst(replacements.count)).sorted {
            $0.path == $1.path ? $0.stage < $1.stage : $0.path.lexicographicallyPrecedes($1.path)
        }
    }

    /// Places, in order, of the bits that are set in a compressed bitmap (EWAH): words that say how many words of zeros or ones
    /// follow, and how many as they stand behind.
    private static func bitmap(_ reader: inout FieldReader) -> [Range<Int>]? {
        guard let size = reader.number(4), let count = reader.number(4),
            var words = reader.take(8 * count).map({ FieldReader($0) }), reader.take(4) != nil
        else { return nil }
        var places: [Range<Int>] = []
        var position = 0
        while words.rest > 0 {
            guard let marker = words.take(8)?.bigEndian64(at: 0) else { return nil }
            let run = Int(marker >> 1 & 0xFFFF_FFFF)
            guard run <= (size + 63) / 64 else { return nil }
            if marker & 1 != 0, position < size { places.append(position..<min(size, position + 64 * run)) }
            position += 64 * run
            for _ in 0..<(marker >> 33) {
                guard let word = words.take(8)?.bigEndian64(at: 0) else { return nil }
                places += (0..<64).filter { word >> UInt64($0) & 1 != 0 }.map { (position + $0)..<(position + $0 + 1) }
                position += 64
            }
        }
        return places.allSatisfy { $0.upperBound <= size } ? places : nil
    }
}
