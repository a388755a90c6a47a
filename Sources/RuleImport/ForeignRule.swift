/// A rule of another scanner, as its file says it.
package struct ForeignRule: Hashable, Sendable {
    /// As its own file has them.
    package var id = ""
    package var name = ""
    /// A regular expression in the other scanner's dialect.
    package var pattern = ""
    /// Number of the group that holds the secret; 0 or nil for the first one there is, else the whole match.
    package var secretGroup: Int?
    /// Name of that group, where the format has a convention.
    package var secretGroupName: String?
    /// Whether of several groups in one match the last holds the secret, and not the first.
    package var takesLastGroup = false
    /// Literals of which one must stand near a match, in any case.
    package var keywords: [String] = []
    /// Least Shannon entropy of the secret, bits per byte.
    package var entropy: Double?
    /// How many bytes of a class, as it is written in brackets, the secret has at least.
    package var leastCounts: [String: Int] = [:]
    /// Regular expression for the paths it looks at; nil for all.
    package var path: String?
    /// Texts it finds and does not find, as they stand: they may look live, and are not carried over.
    package var exampleCount = 0
    /// URL of what documents the credential; empty where the file names none.
    package var reference = ""
    /// 0–1; nil where the format has nothing of the kind.
    package var confidence: Double?
    /// Whether it only finds what other rules ask for: an account, an id.
    package var isHelper = false
    /// Words that it is sorted by.
    package var tags: [String] = []
    /// What the file says and we have nothing for, in words.
    package var leftOut: [String] = []

    package init() {}
}
