internal import Detection
internal import Model

/// A value that is all of its file: the file's name is its key, see `LoneValueName`.
enum LoneHolding {
    /// Whether a blob holds nothing else.
    static func isOnly(_ holdings: [Holding]) -> Bool {
        holdings.count == 1 && holdings[0].slot == KeySlot.nameOfFile
    }

    /// Whether there is a folder in which a file of that name would hold a secret.
    static func mayBeSecret(_ holdings: [Holding]?, named name: ArraySlice<UInt8>) -> Bool {
        guard let holding = holdings?.first else { return false }
        return LoneValueName.mayTell(Array(name), found: holding.evidence)
    }
}
