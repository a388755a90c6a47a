/// The hash by which a repository names its objects (`extensions.objectFormat`, gitrepository-layout(5)).
package enum ObjectFormat: String, Sendable, CaseIterable {
    case sha1
    case sha256

    /// Bytes of an object's name, and of the checksums at the end of packs and indexes.
    @inlinable package var nameSize: Int { self == .sha1 ? 20 : 32 }

    /// Hexadecimal digits of an object's name.
    package var digitCount: Int { 2 * nameSize }

    /// By which files of Git's tell it (gitformat-commit-graph(5), “hash version”).
    package var number: UInt8 { self == .sha1 ? 1 : 2 }
}
