/// Contents of entries that deltas build on, kept while one object after the other is read: the next one often lies on the
/// same chain, and without them each would be made from the chain's beginning. One reader's own.
final class BaseCache {
    struct Key: Hashable {
        let pack: ObjectIdentifier
        let entry: Int
    }

    private var objects: [Key: WholeObject] = [:]
    /// The oldest first, from `oldest` on.
    private var order: [Key] = []
    private var oldest = 0
    private var bytes = 0

    /// Bytes that are kept at most, and of one content.
    private static let limit = 8 << 20
    private static let greatest = 1 << 20

    subscript(key: Key) -> WholeObject? { objects[key] }

    func keep(_ object: WholeObject, for key: Key) {
        guard object.content.count <= Self.greatest, objects.updateValue(object, forKey: key) == nil else { return }
        order.append(key)
        bytes += object.content.count
        while bytes > Self.limit {
            if let gone = objects.removeValue(forKey: order[oldest]) { bytes -= gone.content.count }
            oldest += 1
        }
        if oldest > 1024, oldest * 2 > order.count {
            order.removeFirst(oldest)
            oldest = 0
        }
    }
}
