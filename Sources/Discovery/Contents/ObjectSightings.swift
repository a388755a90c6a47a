internal import Model
internal import Repositories

extension ContentScanner {
    /// The credentials of an object with their places; nil if it cannot be read.
    mutating func sightings(in id: ObjectID, with reader: borrowing ObjectReader) -> [Sighting]? {
        reader.withContent(of: id, above: greatestWhole) { (content) throws(ContentStreamFailure) in
            switch content {
            case .whole(let bytes): return sightings(in: bytes, of: .file)
            case .stream(let stream):
                var pieces = self.pieces(of: stream)
                return try sightings(in: &pieces)
            }
        }
    }
}
